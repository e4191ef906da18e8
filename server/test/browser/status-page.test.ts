import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NASTY } from '../fixtures/nasty.ts';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop } from './shop.ts';

let harness: Harness;
let browser: BrowserInTest;

beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  await openShop(harness);
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

const must = async (method: 'POST' | 'PUT', path: string, body: object) => {
  const reply = await harness.http(method, `/api/v1${path}`, body);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
};
/** So many hours before the scenario begins. */
const ago = (hours: number): string =>
  harness.clock
    .now()
    .subtract({ minutes: Math.round(hours * 60) })
    .toString();

const PAGE = {
  name: 'Harbour Books status',
  intro: 'How our shop and its services are doing.',
  languages: ['en', 'de', 'es', 'fr', 'pt'],
  timezone: 'Europe/Lisbon',
  website: 'https://www.example.com',
  components: [
    {
      id: 'shop',
      name: 'Online shop',
      group: 'Shop',
      since: '2030-01-01',
      description: 'Browse, search and buy.',
    },
    { id: 'pay', name: 'Payments', group: 'Shop', since: '2030-01-01', systems: ['checkout'] },
    { id: 'mail', name: 'Order e-mails', group: 'Shop', since: '2031-01-15' },
    { id: 'api', name: 'Partner API', group: 'Partners', since: '2030-01-01' },
    { id: 'feed', name: 'Catalogue feed', group: 'Partners', since: '2030-01-01' },
  ],
};

/** A page with a past and an incident. */
async function lived(): Promise<void> {
  await must('PUT', '/status-pages/main', PAGE);
  const past = async (hours: number, length: number, component: string, level: string, title: string) => {
    const { id } = await must('POST', '/status-pages/main/incidents', {
      ...{ title, body: `We are looking into it.`, phase: 'investigating', notify: false },
      ...{ startedAt: ago(hours), at: ago(hours - 0.1), levels: { [component]: level } },
    });
    await must('POST', `/public-incidents/${id}/updates`, {
      ...{ phase: 'resolved', body: 'This is resolved.', at: ago(hours - length), notify: false },
    });
  };
  await past(24 * 80, 3, 'api', 'major_outage', 'Partner API down');
  await past(24 * 33, 30, 'feed', 'degraded_performance', 'Catalogue feed late');
  await past(24 * 12, 2, 'pay', 'partial_outage', 'Card payments fail');
  await past(24 * 5, 6, 'mail', 'degraded_performance', 'Order e-mails are late');
  const { id } = await must('POST', '/status-pages/main/incidents', {
    ...{
      title: 'Payments by card fail',
      body: 'Payments by card fail for many customers. We are investigating.',
    },
    ...{
      startedAt: ago(1),
      at: ago(0.9),
      levels: { pay: 'major_outage', shop: 'degraded_performance' },
      notify: false,
    },
  });
  await must('POST', `/public-incidents/${id}/updates`, {
    ...{ phase: 'identified', body: 'Our payment provider has an outage. We are switching to another one.' },
    ...{
      workaround: 'Choose “Pay by invoice” at the checkout.',
      notify: false,
      levels: { pay: 'partial_outage' },
    },
  });
  await harness.settle();
}

test('the status page is readable and accessible, in light, dark and print, on a phone and a desk, in every language', async () => {
  await lived();
  const faults: string[] = [];
  const shots = process.env.SHOTS;
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  const laptop = { width: 1366, height: 768 };
  for (const [size, viewport, colorScheme] of [
    ['phone', PHONE, 'light'],
    ['desk', DESKTOP, 'dark'],
    ...(shots === undefined
      ? []
      : ([
          ['phone', PHONE, 'dark'],
          ['laptop', laptop, 'light'],
          ['desk', DESKTOP, 'light'],
        ] as const)),
  ] as const) {
    const viewer = await browser.open({ viewport, colorScheme });
    const { page } = viewer;
    await page.goto('/status');
    await page.getByRole('heading', { name: 'Partial outage', level: 1 }).waitFor();
    const look = async (what: string) => {
      if (shots !== undefined)
        await page.screenshot({
          path: `${shots}/${what}-${size}-${colorScheme}.png`,
          fullPage: size !== 'laptop',
        });
      faults.push(
        ...(await accessibilityFaults(page)).map((fault) => `${what} ${size} ${colorScheme}: ${fault}`),
      );
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) faults.push(`${what} on a ${size} is ${over} px wider than the screen`);
    };
    await look('front');
    await page.getByRole('link', { name: 'Payments by card fail' }).first().click();
    await page.getByText('Choose “Pay by invoice”').waitFor();
    await look('incident');
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('heading', { name: 'History: March 2031' }).waitFor();
    await look('history');
    expect(viewer.complaints).toEqual([]);
    await viewer.context.close();
  }
  const viewer = await browser.open({ viewport: PHONE });
  await viewer.page.goto('/status/');
  for (const [language, heading] of [
    ['Deutsch', 'Teilweise ausgefallen'],
    ['Español', 'Interrupción parcial'],
    ['Français', 'Panne partielle'],
    ['Português', 'Interrupção parcial'],
    ['English', 'Partial outage'],
  ] as const) {
    await viewer.page.getByRole('link', { name: language }).click();
    await viewer.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    faults.push(...(await accessibilityFaults(viewer.page)).map((fault) => `${language}: ${fault}`));
  }
  expect(faults).toEqual([]);
  await viewer.context.close();
}, 240_000);

test('hostile names, titles and words do nothing on the page, in its feeds, its calendar and its API', async () => {
  const components = NASTY.map((name, index) => ({
    ...{
      id: `c${index}`,
      name: name.replaceAll('\0', '').toWellFormed().slice(0, 100).trim(),
      description: name.slice(0, 400),
    },
    ...(index % 2 === 0 && { group: name.replaceAll('\0', '').toWellFormed().slice(0, 50).trim() }),
  }));
  await must('PUT', '/status-pages/main', {
    ...PAGE,
    name: `${NASTY[0]}${NASTY[1]}`,
    intro: NASTY.join('\n\n'),
    components,
  });
  for (const [index, text] of NASTY.entries())
    await must('POST', '/status-pages/main/incidents', {
      ...{
        title: text.slice(0, 190),
        body: `${text}\n${NASTY.join('\n\n')}`,
        workaround: text,
        notify: false,
      },
      levels: { [`c${index}`]: 'partial_outage' },
    });
  await harness.settle();
  const viewer = await browser.open();
  const { page } = viewer;
  const found: unknown[] = [];
  const look = async (path: string) => {
    await page.goto(path);
    found.push(
      await page.evaluate(`({
        pwned: window.pwned ?? null,
        scripts: document.scripts.length,
        handlers: [...document.querySelectorAll('*')].flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name)).map((a) => a.name)),
        links: [...document.links].filter((a) => !/^https?:$/.test(a.protocol)).map((a) => a.href),
        images: [...document.images].map((i) => i.src),
      })`),
    );
  };
  await look('/status/');
  const { incidents } = (await harness.http('GET', '/status/api/v2/incidents.json', undefined, { as: null }))
    .body;
  expect(incidents.length).toBeGreaterThanOrEqual(NASTY.length);
  for (const { id } of incidents.slice(0, NASTY.length)) await look(`/status/incidents/${id}.html`);
  await look('/status/history/');
  const inert = { pwned: null, scripts: 0, handlers: [], links: [], images: [] };
  expect(found).toEqual(found.map(() => inert));
  // Feeds are read by a real parser, and say what was written.
  const feeds = [];
  for (const name of ['history.atom', 'history.rss'])
    feeds.push((await harness.http('GET', `/status/${name}`, undefined, { as: null })).text);
  const parsed = await page.evaluate((texts) => {
    const { DOMParser: Parser } = globalThis as unknown as {
      DOMParser: new () => {
        parseFromString(
          text: string,
          type: string,
        ): { getElementsByTagName(name: string): Iterable<{ textContent: string }> & { length: number } };
      };
    };
    return texts.map((text) => {
      const feed = new Parser().parseFromString(text, 'application/xml');
      return {
        errors: feed.getElementsByTagName('parsererror').length,
        titles: [...feed.getElementsByTagName('title')].map(({ textContent }) => textContent),
      };
    });
  }, feeds);
  expect(parsed).toMatchObject([{ errors: 0 }, { errors: 0 }]);
  for (const { titles } of parsed)
    expect(titles).toEqual(
      expect.arrayContaining(['<script>window.pwned=1</script>', ']]><script>window.pwned=1</script>']),
    );
  await viewer.context.close();
}, 180_000);
