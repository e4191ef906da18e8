import { afterEach, expect, test } from 'vitest';
import { TelegramServer } from '../fakes/telegram-server.ts';
import { Harness } from '../harness/index.ts';
import { someone } from '../harness/people.ts';

const ANA = '100200300';
const BEN = '100200301';
const HOSTILE = 'Checkout <b>&amp; @all is down';
let harness: Harness | undefined;
let telegram: TelegramServer | undefined;
afterEach(async () => {
  await harness?.close();
  await telegram?.close();
});

/** Who pressed Start and what the bot said, and the test page that proved it; then a P1. */
async function begin() {
  telegram = await TelegramServer.start('110201543:of-the-test-and-nobody-else');
  harness = await Harness.start({ env: telegram.env });
  const [app, bot] = [harness, telegram];
  app.othersMayWrite();
  await app.app.beginHousekeeping();
  const ana = await someone(app, 'ana@example.com', 'administrator');
  const path = `/api/v1/people/${ana.id}/contact-methods`;
  const as = { as: ana.token };

  await bot.write(ANA, '/start');
  const number = /number of this chat is (\d+)/.exec(bot.read(ANA)[0] ?? '')?.[1];
  expect(number).toBe(ANA);
  expect((await app.http('POST', path, { kind: 'telegram', address: number }, as)).status).toBe(200);
  const method = async () => {
    const { contactMethods } = (await app.http('GET', `/api/v1/people/${ana.id}`, undefined, as)).body;
    return contactMethods.find(({ kind }: { kind: string }) => kind === 'telegram');
  };
  const { id } = await method();
  expect((await app.http('POST', `${path}/${id}/test`, undefined, as)).status).toBe(204);
  await app.settle();
  const page = bot.messages.at(-1);
  if (page === undefined) throw new Error('There is no test page.');
  const code = /Code: (\d{6})/.exec(page.text)?.[1];
  await bot.press('Acknowledge', page);
  expect((await app.http('POST', `${path}/${id}/confirm`, { code }, as)).status).toBe(204);
  expect((await method()).proof.state).toBe('tested');
  return { app, bot, method };
}

const incident = async (app: Harness, reference: string) =>
  (await app.http('GET', `/api/v1/incidents/${reference}`)).body;

test('[IMM-1] a page in Telegram, in a chat that was proved: only its person’s press acknowledges, and it then says who did', async () => {
  const { app, bot, method } = await begin();
  await app.http('POST', '/api/v1/incidents', { title: HOSTILE, severity: 'P1' });
  await app.settle();
  const page = bot.messages.at(-1);
  if (page === undefined) throw new Error('There is no page.');
  expect(page.text).toContain(HOSTILE);
  expect(page.buttons.map(({ text }) => text)).toEqual(['Acknowledge', 'Open incident', 'Join war room']);

  bot.chats.add(BEN);
  await bot.press('Acknowledge', page, BEN);
  expect(bot.toasts.at(-1)?.alert).toBe(true);
  expect((await incident(app, 'INC-1')).acknowledgedAt).toBeNull();
  await bot.press('Acknowledge', page);
  expect(bot.toasts.at(-1)).toEqual({ text: 'You acknowledged INC-1. Paging has stopped.', alert: false });
  expect((await incident(app, 'INC-1')).acknowledgedBy.name).toBe('Ana');
  await app.settle();
  expect(page.text).toContain('Acknowledged by Ana');
  expect(page.buttons.map(({ text }) => text)).not.toContain('Acknowledge');

  await app.http('POST', '/api/v1/incidents', { title: 'Search is down', severity: 'P1' });
  await app.settle();
  await bot.write(ANA, 'ack', bot.messages.at(-1));
  expect(bot.read(ANA).at(-1)).toBe('You acknowledged INC-2. Paging has stopped.');
  expect((await incident(app, 'INC-2')).acknowledgedBy.name).toBe('Ana');

  // Ana blocks the bot: she hears by mail that this way is off, and unblocking is enough to turn it on.
  await bot.block(ANA, 'kicked');
  await app.settle();
  expect((await method()).disabledReason).not.toBeNull();
  await app.person('ana@example.com').expectMail(/Telegram/i);
  await bot.block(ANA, 'member');
  expect((await method()).disabledReason).toBeNull();
  expect(bot.refusals).toEqual([]);
});
