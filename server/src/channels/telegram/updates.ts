import { scheduler } from 'node:timers/promises';
import { z } from 'zod';
import type { ChannelInbound } from '../../communication/index.ts';
import { Fault } from '../../kernel/index.ts';
import type { SignedIds } from '../../platform/signed-ids.ts';
import { answerToCode, answerToNote, readAnswer, TEST_CODE_ANSWER } from '../sms/answer.ts';
import { oneLine, shorten } from '../words.ts';
import type { TelegramApi } from './api.ts';
import { escaped } from './message.ts';

export interface PollingParts {
  readonly api: TelegramApi;
  /** Reads what a pressed button says: the id of a message of ours, which nobody else can make up. */
  readonly presses: Pick<SignedIds, 'read'>;
  readonly publicUrl: string;
  /** Left out: really waits. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** How long Telegram holds a question that it has no answer to, in seconds, and how long we hold on for it. */
const POLL_SECONDS = 50;
const PATIENCE_MS = 65_000;
/** For saying what came of something. */
const SAYING_MS = 10_000;
/** At a time: what comes at once must be read in one piece. */
const BATCH = 20;
/** Telegram keeps for a day what nobody asked for, and gives it again until the next question confirms it. */
const REMEMBER_SECONDS = 2 * 86_400;

const chat = z.object({ id: z.number(), type: z.string() });
const update = z.object({
  update_id: z.number(),
  message: z
    .object({ chat, text: z.string(), reply_to_message: z.object({ message_id: z.number() }).optional() })
    .optional(),
  callback_query: z
    .object({ id: z.string(), from: z.object({ id: z.number() }), data: z.string().optional() })
    .optional(),
  my_chat_member: z.object({ chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
});
type Update = z.output<typeof update>;
const numbered = z.array(z.looseObject({ update_id: z.number() }));

/**
 * Asks Telegram again and again what people pressed and wrote (getUpdates), which needs no address that Telegram reaches.
 * @throws Error when it cannot be asked, as when somebody else asks with the same token (409)
 */
export async function listenByPolling(
  parts: PollingParts,
  inbound: ChannelInbound,
  signal: AbortSignal,
): Promise<void> {
  const { wait = (ms, until) => scheduler.wait(ms, { signal: until }).catch(() => undefined) } = parts;
  const asked = {
    timeout: POLL_SECONDS,
    limit: BATCH,
    allowed_updates: ['message', 'callback_query', 'my_chat_member'],
  };
  for (let offset = 0; !signal.aborted; ) {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const fields = { ...asked, ...(offset > 0 && { offset }) };
    const answer = await parts.api.call('getUpdates', fields, patience);
    if (signal.aborted) return;
    if (!answer.ok) {
      const { outcome } = answer;
      const afterSeconds = outcome.kind === 'retry' ? outcome.afterSeconds : undefined;
      if (afterSeconds === undefined)
        throw new Error(`Telegram was asked for updates in vain: ${answer.description}`);
      await wait(afterSeconds * 1_000, signal);
      continue;
    }
    const updates = numbered.parse(answer.result);
    await takeAll(parts, inbound, updates);
    offset = Math.max(offset - 1, ...updates.map(({ update_id }) => update_id)) + 1;
  }
}

/** One chat after the other would let whoever writes much hold up the others; within a chat order counts. */
async function takeAll(parts: PollingParts, inbound: ChannelInbound, all: z.output<typeof numbered>) {
  const known = all.flatMap((one) => update.safeParse(one).data ?? []);
  const chats = Map.groupBy(known, chatOf);
  await Promise.all(
    [...chats.values()].map(async (updates) => {
      for (const one of updates) await take(parts, inbound, one);
    }),
  );
}

/** The chat of one person with the bot has the number of that person. */
const chatOf = ({ message, callback_query, my_chat_member }: Update): string =>
  String(message?.chat.id ?? callback_query?.from.id ?? my_chat_member?.chat.id ?? '');

async function take(parts: PollingParts, inbound: ChannelInbound, one: Update): Promise<void> {
  const { update_id, message, callback_query: press, my_chat_member: member } = one;
  const from = chatOf(one);
  if (press !== undefined) return pressed(parts, inbound, press, from);
  // Groups are no contact methods: a page is for one person.
  if (member?.chat.type === 'private') {
    if (member.new_chat_member.status === 'kicked') return inbound.optedOut(from);
    return inbound.optedIn(from);
  }
  if (message?.chat.type !== 'private') return;
  // Written once, noted once. What is pressed may count twice, as acknowledging again changes nothing.
  if (!(await inbound.firstTime(`update:${update_id}`, REMEMBER_SECONDS))) return;
  const sentence = await orWhy(inbound, () => written(parts, inbound, message, from));
  const fields = { chat_id: from, text: sentence, parse_mode: 'HTML' };
  // What was done is on the record; a lost word of thanks is no failure.
  await parts.api.call('sendMessage', fields, AbortSignal.timeout(SAYING_MS));
}

async function orWhy(inbound: ChannelInbound, act: () => Promise<string>): Promise<string> {
  return act().catch((error: unknown) => {
    inbound.failed(error, 'what came by Telegram failed');
    const why = error instanceof Fault ? error.message : 'Tocsin ran into an unexpected error.';
    return escaped(`That did not work: ${why} Open the incident in Tocsin to acknowledge.`);
  });
}

/** Telegram shows the button as busy until it hears what came of it, whatever that is. */
async function pressed(
  { api, presses }: PollingParts,
  inbound: ChannelInbound,
  press: NonNullable<Update['callback_query']>,
  from: string,
): Promise<void> {
  const [messageId] = presses.read(press.data ?? '', 1) ?? [];
  let taken = false;
  const sentence = await orWhy(inbound, async () => {
    if (messageId === undefined) return 'Tocsin does not know this button.';
    const answered = await inbound.acknowledge({ message: { messageId }, from });
    taken = answered.kind === 'taken';
    return answered.sentence;
  });
  const fields = {
    callback_query_id: press.id,
    // Telegram takes 200 units.
    text: shorten(oneLine(sentence), 100),
    show_alert: !taken,
  };
  await api.call('answerCallbackQuery', fields, AbortSignal.timeout(SAYING_MS));
}

/** @returns what to answer, as HTML */
async function written(
  { publicUrl }: PollingParts,
  inbound: ChannelInbound,
  { text, reply_to_message: answered }: NonNullable<Update['message']>,
  from: string,
): Promise<string> {
  const [, command, rest = ''] = /^\/([a-z]+)(?:@\w+)?\s*([\s\S]*)$/i.exec(text.trim()) ?? [];
  if (command === 'start') {
    await inbound.optedIn(from);
    return welcome(from, publicUrl);
  }
  if (command === 'stop') {
    await inbound.optedOut(from);
    return 'You get no more messages here. Send /start to get them again.';
  }
  const reply = readAnswer(command === undefined ? text : `${command} ${rest}`);
  if (reply.kind === 'test_code') return TEST_CODE_ANSWER;
  const by =
    answered !== undefined && reply.code === null
      ? { message: { providerId: providerIdOf(from, answered.message_id) }, from }
      : { code: reply.code, from };
  return reply.kind === 'acknowledge'
    ? escaped(answerToCode(reply.code, await inbound.acknowledge(by)))
    : escaped(answerToNote(reply.code, await inbound.reply(by, reply.text)));
}

/** Bots number the messages of each chat apart. */
export const providerIdOf = (chatId: string, messageId: number): string => `${chatId}:${messageId}`;

/**
 * The person takes the number of their chat to their profile, where a test page with a code proves it as it proves every other
 * address. Not the other way round (a code from the profile sent here): a contact method would have no address until then.
 */
const welcome = (chatId: string, publicUrl: string): string =>
  [
    `The number of this chat is <code>${chatId}</code>.`,
    `To be paged here, sign in to Tocsin (${escaped(publicUrl)}), add the number in your profile as a contact method of the kind Telegram, and send a test page.`,
    'Pages have a button to acknowledge them. /stop ends all messages.',
  ].join('\n');
