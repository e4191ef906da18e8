import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../numbers.ts';
import { Pages } from '../pages.ts';
import { cpuMillis } from '../processes.ts';
import { type BenchTocsin, startBenchTocsin } from '../tocsin.ts';

const KEY = 'beefbeefbeefbeefbeefbeefbeefbeef';
const INCIDENTS = 400;
const PER_SECOND = 30;
const EVERY_MS = 1_000;
const AIM_MS = 300;

const team = (id: string, person: string) => ({ id, name: id, members: [`${person}@bench.example`] });
const always = (id: string, person: string) => ({
  id,
  team: id,
  timezone: 'UTC',
  rotations: [
    {
      name: 'Always',
      level: 1,
      kind: 'weekly',
      handover_day: 'monday',
      handover_time: '10:00',
      participants: [`${person}@bench.example`],
    },
  ],
});
const ORGANISATION = {
  organisation: { name: 'Bench', timezone: 'UTC', default_team: 'payments' },
  people: ['ana', 'bo'].map((name) => ({
    email: `${name}@bench.example`,
    name,
    timezone: 'UTC',
    role: 'responder',
  })),
  teams: [team('payments', 'ana'), team('search', 'bo')],
  systems: [{ id: 'finder', name: 'Finder', team: 'search', matchers: [{ service: 'finder' }] }],
  schedules: [always('payments', 'ana'), always('search', 'bo')],
  integrations: [{ id: 'bench', kind: 'alertmanager', key: KEY }],
};

/**
 * 400 distinct P1 incidents of one team at 30 a second, and what that adds to another team's page: from the monitor's answer
 * to the mail server (aim: at most 300 ms). With BASELINE set to another checkout, what it was there, first.
 */
export async function run(): Promise<void> {
  const { BASELINE } = process.env;
  if (BASELINE !== undefined) await storm('before: ', join(BASELINE, 'server/src/app/main.ts'));
  await storm('');
}

async function storm(called: string, main?: string): Promise<void> {
  const pages = await Pages.start();
  const tocsin = await startBenchTocsin({ SMTP_URL: pages.url }, main);
  try {
    await tocsin.api('PUT', '/api/v1/config', ORGANISATION);
    const idle: number[] = [];
    for (let turn = 0; turn < 5; turn++) idle.push(await pageOf(tocsin, pages, `Benchidle${turn}x`));
    const { pid } = tocsin.process.child;
    const before = await cpuMillis(pid);
    const begun = performance.now();
    const sent = makeStorm(tocsin);
    const during: number[] = [];
    for (let turn = 0; performance.now() - begun < (INCIDENTS / PER_SECOND) * 1_000; turn++) {
      during.push(await pageOf(tocsin, pages, `Benchstorm${turn}x`));
      await wait(EVERY_MS);
    }
    await sent;
    await pages.quiet();
    const spent = ((await cpuMillis(pid)) - before) / INCIDENTS;
    const worst = Math.max(...during);
    console.log(
      `${called}another team's page: ${median(idle).toFixed(0)} ms idle; beside ${INCIDENTS} P1 incidents at ${PER_SECOND}/s ${median(during).toFixed(0)} ms, at most ${worst.toFixed(0)} ms (aim: ${AIM_MS})${worst > AIM_MS ? ' MISSED' : ''}; ${spent.toFixed(0)} ms of processor per incident`,
    );
  } finally {
    await tocsin.stop();
    await pages.close();
  }
}

/** Milliseconds from the answer to the monitor until the page of the other team is at the mail server. */
async function pageOf(tocsin: BenchTocsin, pages: Pages, name: string): Promise<number> {
  const page = pages.expect(name);
  await notify(tocsin, name, 'finder');
  const accepted = performance.now();
  return Math.max(0, (await page) - accepted);
}

async function makeStorm(tocsin: BenchTocsin): Promise<void> {
  const sent: Promise<void>[] = [];
  for (let each = 0; each < INCIDENTS; each++) {
    sent.push(notify(tocsin, `Broken${each}`, `service${each}`));
    await wait(1_000 / PER_SECOND);
  }
  await Promise.all(sent);
}

async function notify(tocsin: BenchTocsin, name: string, service: string): Promise<void> {
  const labels = { alertname: name, service, severity: 'critical' };
  const response = await fetch(`http://127.0.0.1:${tocsin.process.port}/in/alertmanager/${KEY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      alerts: [{ status: 'firing', labels, annotations: { summary: name }, fingerprint: name }],
    }),
  });
  await response.text();
  if (response.status !== 200) throw new Error(`The alert was answered with ${response.status}.`);
}
