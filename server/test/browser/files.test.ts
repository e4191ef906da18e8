import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { accessibilityFaults, BROWSER_TIME, BrowserInTest, DESKTOP, PHONE } from './browser.ts';
import { openShop, type Shop } from './shop.ts';

let harness: Harness;
let browser: BrowserInTest;
let shop: Shop;
beforeAll(async () => {
  harness = await Harness.start({ at: BROWSER_TIME });
  shop = await openShop(harness);
  await harness.http('POST', '/api/v1/incidents', {
    ...{ title: 'Checkout is slow', severity: 'P2', systems: ['checkout'], type: 'database' },
  });
  await harness.settle();
  browser = await BrowserInTest.start(harness);
});
afterAll(async () => {
  await browser.close();
  await harness.close();
});

/** A picture of one colour that a browser can draw. */
function picture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 0], 8);
  const lines = Buffer.alloc((width + 1) * height, 0x60);
  for (let line = 0; line < height; line += 1) lines[line * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...[chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))],
  ]);
}

const crc32 = (bytes: Buffer): number => {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
};

/** Runs in the page: what a browser does when somebody drops or pastes files. */
const given = (kind: 'drop' | 'paste', name: string, base64: string) => `(() => {
  const bytes = Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], '${name}', { type: 'image/png' }));
  const event = '${kind}' === 'drop'
    ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
    : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
})()`;

test('[TYP-3] [TYP-1] screenshots are dropped and pasted on a desktop, chosen on a phone for a step, seen by the other live, downloaded, and removed with a reason', async () => {
  const desk = await browser.open({ viewport: DESKTOP });
  await browser.signIn(desk, shop.ana.id);
  const phone = await browser.open({ viewport: PHONE, touch: true });
  await browser.signIn(phone, shop.ben.id);
  for (const { page } of [desk, phone]) await page.goto('/incidents/INC-1');
  const files = desk.page.getByRole('region', { name: 'Files', exact: true });
  await files.getByText('No files yet.', { exact: false }).waitFor();
  const faults: string[] = [];
  const shot = picture(640, 400).toString('base64');
  for (const [kind, name] of [
    ['drop', 'locks.png'],
    ['paste', 'image.png'],
  ] as const) {
    await desk.page.evaluate(given(kind, name, shot));
    const sheet = desk.page.getByRole('dialog', { name: 'Attach files' });
    await sheet.getByText(name, { exact: true }).waitFor();
    await sheet.getByLabel('What does it show?').fill(`Seen by ${kind}`);
    faults.push(...(await accessibilityFaults(desk.page)));
    await sheet.getByRole('button', { name: 'Attach file', exact: true }).click();
    await sheet.waitFor({ state: 'hidden' });
    await files.getByRole('button', { name }).waitFor();
  }
  // The other sees both without asking, and attaches one to a step.
  const theirs = phone.page.getByRole('region', { name: 'Files', exact: true });
  await theirs.getByRole('button', { name: 'image.png' }).waitFor();
  await phone.page.locator('.rb-step-head').first().click();
  await phone.page.getByRole('button', { name: 'Attach files to', exact: false }).click();
  const sheet = phone.page.getByRole('dialog', { name: 'Attach files' });
  await sheet.getByText('Take photo').waitFor();
  await sheet
    .getByLabel('Choose files')
    .setInputFiles({ name: 'slow.html', mimeType: 'text/html', buffer: Buffer.from('<html><script>') });
  faults.push(...(await accessibilityFaults(phone.page)));
  await sheet.getByRole('button', { name: 'Attach file', exact: true }).click();
  await theirs.getByText('Step: ', { exact: false }).waitFor();
  await theirs.getByText('web page', { exact: false }).waitFor();
  expect(await phone.page.evaluate('document.documentElement.scrollWidth > window.innerWidth')).toBe(false);

  await files.getByRole('button', { name: 'locks.png' }).click();
  const one = desk.page.getByRole('dialog', { name: 'locks.png' });
  // Drawn, through the route that hands out nothing that could run.
  await one.getByRole('img', { name: 'Seen by drop' }).waitFor();
  await expect
    .poll(() => desk.page.evaluate("document.querySelector('.file-picture')?.naturalWidth"))
    .toBe(640);
  faults.push(...(await accessibilityFaults(desk.page)));
  const [saved] = await Promise.all([
    desk.page.waitForEvent('download'),
    one.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('locks.png');
  await one.getByRole('button', { name: 'Remove' }).click();
  await one.getByLabel('Why is it removed?').fill('Shows a customer');
  await one.getByRole('button', { name: 'Remove file' }).click();
  await files.getByText('Removed · ', { exact: false }).waitFor();
  expect(faults).toEqual([]);
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});
