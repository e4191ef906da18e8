import { afterEach, expect, test } from 'vitest';
import { channelOf, hearing, newMessageId, SECRET } from '../../../test/channels/bench.ts';
import { TelegramServer } from '../../../test/fakes/telegram-server.ts';
import type { Envelope } from '../../communication/index.ts';
import { Temporal } from '../../kernel/index.ts';
import { createSignedIds } from '../../platform/signed-ids.ts';
import { telegramApi } from './api.ts';
import { listenByPolling } from './updates.ts';

const TOKEN = '110201543:of-the-test-and-nobody-else';
const ANA = '1001';
const BEN = '1002';
const clock = { now: () => Temporal.Instant.from('2031-03-03T09:00:00Z') };
let telegram: TelegramServer | undefined;
afterEach(() => telegram?.close());

async function begin() {
  telegram = await TelegramServer.start(TOKEN);
  for (const chat of [ANA, BEN]) telegram.chats.add(chat);
  return { server: telegram, channel: channelOf('telegram', telegram.env), heard: hearing() };
}

/** The bot listens for as long as this runs. */
async function listening(act: (parts: Awaited<ReturnType<typeof begin>>) => Promise<void>) {
  const parts = await begin();
  const stopping = new AbortController();
  const ended = parts.channel.listen?.(parts.heard.inbound, stopping.signal);
  await act(parts);
  stopping.abort();
  await ended;
  expect(parts.server.refusals).toEqual([]);
}

const pageTo = (address: string, url = 'https://tocsin.test/incidents/INC-1'): Envelope => ({
  messageId: newMessageId(),
  purpose: 'page',
  to: { address, name: 'Ana' },
  content: {
    kind: 'page',
    subject: 'P1 Layoffs leaked',
    headline: 'Layoffs leaked.',
    facts: [],
    paragraphs: [],
    actions: [
      { label: 'Acknowledge', url: 'https://tocsin.test/a/abc', kind: 'acknowledge' },
      { label: 'Open INC-1', url, kind: 'open' },
    ],
    thread: { id: 'i', title: 'Layoffs' },
  },
  bundled: [],
  drill: false,
  late: undefined,
  attempt: 1,
  now: clock.now(),
  replyCode: 4,
});
const patience = () => AbortSignal.timeout(20_000);

test('[IMM-1] a press says which message and which person, and a made-up one does nothing but is answered', () =>
  listening(async ({ server, channel, heard }) => {
    const page = pageTo(ANA);
    await channel.send(page, patience());
    const [message] = server.messages;
    if (message === undefined) throw new Error('There is no page.');
    await server.press('Acknowledge', message, BEN);
    await server.press('Acknowledge', message);
    const of = createSignedIds(`another ${SECRET}`, 'telegram buttons').sign([page.messageId]);
    for (const data of [page.messageId, of, '']) await server.pressed(data, ANA);
    const about = { message: { messageId: page.messageId } };
    expect(heard.acts).toEqual([
      { acknowledge: { ...about, from: BEN } },
      { acknowledge: { ...about, from: ANA } },
    ]);
    expect(server.toasts.slice(1)).toEqual([
      { text: 'You acknowledged INC-1. Paging has stopped.', alert: false },
      ...Array(3).fill({ text: 'Tocsin does not know this button.', alert: true }),
    ]);
  }));

test('what is written acknowledges or is noted: as an answer to a page, or by its code', () =>
  listening(async ({ server, channel, heard }) => {
    await channel.send(pageTo(ANA), patience());
    const [message] = server.messages;
    const about = { message: { providerId: `${ANA}:${message?.id}` }, from: ANA };
    await server.write(ANA, 'ack', message);
    await server.write(ANA, '/ack 4');
    await server.write(ANA, 'OK');
    await server.write(ANA, 'the <b>disk</b> is full', message);
    await server.write(ANA, '123456');
    expect(heard.acts).toEqual([
      { acknowledge: about },
      { acknowledge: { code: 4, from: ANA } },
      { acknowledge: { code: null, from: ANA } },
      { reply: about, text: 'the <b>disk</b> is full' },
    ]);
    expect(server.read(ANA).at(-1)).toContain('Enter that code in your profile');
    await server.write(BEN, '/stop');
    await server.write(BEN, '/start');
    await server.block(BEN, 'kicked');
    await server.block(BEN, 'member');
    expect(heard.acts.slice(4)).toEqual([
      { optedOut: BEN },
      { optedIn: BEN },
      { optedOut: BEN },
      { optedIn: BEN },
    ]);
  }));

test('Telegram’s pauses are kept, and whoever else asks with the same token is named', async () => {
  const { server, heard } = await begin();
  const say = (status: number, body: object) =>
    server.answer({ status, text: JSON.stringify({ ok: false, ...body }) });
  say(429, { description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } });
  const waits: number[] = [];
  const api = telegramApi({ base: `${server.env.TELEGRAM_API_URL}/`, token: TOKEN, clock });
  const parts = {
    api,
    presses: { read: () => undefined },
    publicUrl: 'https://tocsin.test',
    wait: async (ms: number) => {
      waits.push(ms);
      say(409, { description: 'Conflict: terminated by other getUpdates request' });
    },
  };
  await expect(listenByPolling(parts, heard.inbound, patience())).rejects.toThrow(
    /Conflict: terminated by other/,
  );
  expect(waits).toEqual([7_000]);
});

test('of a limit on sending, the time is kept; a bot that is blocked is an opt-out', async () => {
  const { server, channel } = await begin();
  const text = JSON.stringify({
    ok: false,
    description: 'Too Many Requests',
    parameters: { retry_after: 31 },
  });
  server.answer({ status: 429, text });
  expect(await channel.send(pageTo(ANA), patience())).toMatchObject({
    kind: 'retry',
    reason: 'rate_limited',
    afterSeconds: 31,
  });
  server.answer(undefined);
  await server.block(ANA, 'kicked', false);
  expect(await channel.send(pageTo(ANA), patience())).toMatchObject({
    kind: 'rejected',
    reason: 'opted_out',
  });
});

test('a link that Telegram takes for no address becomes text, and the page arrives', async () => {
  const { server, channel } = await begin();
  expect((await channel.send(pageTo(ANA, 'http://localhost:3000/incidents/INC-1'), patience())).kind).toBe(
    'accepted',
  );
  expect(server.read(ANA)[0]).toContain('Open INC-1: http://localhost:3000/incidents/INC-1');
  expect(server.messages[0]?.buttons.map(({ text }) => text)).toEqual(['Acknowledge']);
});

test('a restricted incident shows on a lock screen that there is one, also when it has ended', async () => {
  const { server, channel } = await begin();
  const page = pageTo(ANA);
  const content = { ...page.content, discreet: 'Restricted incident INC-1' };
  const sent = await channel.send({ ...page, content, drill: true }, patience());
  expect(server.read(ANA)[0]).toContain('[DRILL] Restricted incident INC-1');
  expect(server.read(ANA)[0]).not.toContain('Layoffs');
  const providerId = sent.kind === 'accepted' ? (sent.providerId ?? null) : null;
  const { messageId, now } = page;
  const ended = { messageId, address: ANA, providerId, content, drill: true, now };
  const sentence = 'Acknowledged by Ben <b>Okafor.';
  const result = await channel.withdraw?.({ ...ended, reason: 'acknowledged', sentence }, patience());
  expect(result).toEqual({ kind: 'done' });
  expect(server.read(ANA)).toEqual([`[DRILL] Restricted incident INC-1\n${sentence}`]);
  expect(server.messages[0]?.buttons.map(({ text }) => text)).toEqual(['Open INC-1']);
});
