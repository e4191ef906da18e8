import { z } from 'zod';
import type { ChannelInbound, Envelope, Outcome, Withdrawal } from '../../communication/index.ts';
import { err, ok } from '../../kernel/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { createSignedIds } from '../../platform/signed-ids.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { type TelegramApi, telegramApi } from './api.ts';
import { endedFor, MAX_BYTES, pageFor, show } from './message.ts';
import { listenByPolling, providerIdOf } from './updates.ts';

const settings = {
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d{3,}:[A-Za-z0-9_-]{20,}$/, 'must be a bot token, like 123456:ABC-DEF…')
    .optional()
    .describe('Token of the Telegram bot, from @BotFather. The bot must be used by nothing else.'),
  TELEGRAM_API_URL: urlSetting(/^https?$/, 'https://bots.example.com')
    .optional()
    .describe('A Bot API server of your own. Default: https://api.telegram.org.'),
};

export const telegram = defineChannel({
  settings,
  guide: {
    needs:
      'A Telegram bot that nothing else uses, which takes two minutes to make. Tocsin asks Telegram for answers, so no public URL is needed. Messages to bots are not end-to-end encrypted, and are kept by Telegram.',
    steps: [
      'In Telegram, write `/newbot` to [@BotFather](https://t.me/BotFather), choose a name, and set `TELEGRAM_BOT_TOKEN` to the token that it answers with. With a Bot API server of your own, set `TELEGRAM_API_URL` too. Restart Tocsin.',
      'Tell everyone who is on call the name of the bot. Each of them opens it in Telegram, presses Start, and adds the number that it answers with as a contact method.',
      'In the phone’s settings, let Telegram through Do Not Disturb, and give the chat with the bot a sound of its own. Where that is not possible, add another contact method as well.',
      'Send a test page from the profile, with the screen locked, and acknowledge it with its button. Replying “ack” does the same.',
    ],
  },
  create: createTelegram,
});

const NOT_SET_UP = 'TELEGRAM_BOT_TOKEN is not set.';

function createTelegram(
  context: ChannelContext,
  {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_URL: url = 'https://api.telegram.org',
  }: SettingsOf<typeof settings>,
): ChannelBody {
  const base = url.endsWith('/') ? url : `${url}/`;
  const api = telegramApi({ base, token: token ?? '', clock: context.clock });
  const { host } = new URL(base);
  const presses = createSignedIds(context.secret, 'telegram buttons');
  const missing = token === undefined ? NOT_SET_UP : null;
  return {
    kind: 'telegram',
    label: 'Telegram',
    handedTo: 'the Telegram servers',
    traits: {
      wakes: true,
      acknowledges: true,
      links: true,
      threads: false,
      receipts: false,
      codes: true,
      contactable: false,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Chat number',
        type: 'text',
        placeholder: '123456789',
        help: 'Open your organisation’s bot in Telegram and press Start. It answers with this number.',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 4,
    missing,
    providerOf: () => host,
    display: (address) => address,
    validateAddress: (address) =>
      /^[1-9]\d{3,15}$/.test(address.trim())
        ? ok(address.trim())
        : err(
            'This is not the number of a chat. Press Start in the chat with the bot, and enter the number that it answers with.',
          ),
    async send(envelope, signal) {
      if (missing !== null) return { kind: 'retry', reason: 'not_configured', detail: missing };
      return send(api, envelope, presses.sign([envelope.messageId]), signal);
    },
    listen: (inbound: ChannelInbound, signal: AbortSignal) =>
      listenByPolling({ api, presses, publicUrl: context.publicUrl }, inbound, signal),
    withdraw: (sent, signal) => withdraw(api, sent, signal),
    async close() {},
  };
}

async function send(
  api: TelegramApi,
  envelope: Envelope,
  pressed: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const { address } = envelope.to;
  const page = (linked: boolean) => pageFor(envelope, pressed, linked);
  const answer = await show(api, 'sendMessage', { chat_id: address }, page, signal);
  if (!answer.ok) return answer.outcome;
  const { message_id } = (answer.result ?? {}) as { readonly message_id?: unknown };
  return typeof message_id === 'number'
    ? { kind: 'accepted', providerId: providerIdOf(address, message_id) }
    : { kind: 'accepted' };
}

/** The page stays where it was, and says what became of it. */
async function withdraw(api: TelegramApi, sent: Withdrawal, signal: AbortSignal) {
  const [chat_id = '', message = ''] = (sent.providerId ?? '').split(':');
  if (message === '') return { kind: 'done' } as const;
  const where = { chat_id, message_id: Number(message) };
  const ended = (linked: boolean) => endedFor(sent, sent.sentence, linked);
  const answer = await show(api, 'editMessageText', where, ended, signal);
  // Deleted, or says so already ("message is not modified").
  if (answer.ok || answer.outcome.kind === 'rejected') return { kind: 'done' } as const;
  const { afterSeconds } = answer.outcome;
  return { kind: 'retry', ...(afterSeconds !== undefined && { afterSeconds }) } as const;
}
