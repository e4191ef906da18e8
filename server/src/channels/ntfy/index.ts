import { z } from 'zod';
import type { Outcome } from '../../communication/index.ts';
import { err, type Instant, ok } from '../../kernel/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { type PostAnswer, post } from '../../platform/outbound/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { outcomeOfAnswer, outcomeOfError } from '../webhook/outcome.ts';
import { redact } from '../words.ts';
import { MAX_BYTES, messageFor } from './message.ts';

const settings = {
  NTFY_URL: urlSetting(/^https?$/, 'https://ntfy.example.com')
    .optional()
    .describe('ntfy server for push notifications: your own, or https://ntfy.sh.'),
  NTFY_TOKEN: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Access token of a user of the ntfy server that may write to the topics (tk_…). Default: none.',
    ),
};

export const ntfy = defineChannel({
  settings,
  guide: {
    needs:
      'An ntfy server and its app on each phone. On a server without access control, such as https://ntfy.sh, whoever knows a topic reads it: choose names that nobody guesses.',
    steps: [
      'Set `NTFY_URL` to the address of the server. With access control, create a user that may write to the topics and set `NTFY_TOKEN` to a token of that user. Restart Tocsin.',
      'Each person subscribes to a topic of their own in the ntfy app, and adds that topic as a contact method.',
      'In the app’s settings for the topic, let the highest priority override Do Not Disturb.',
      'Send a test page from the profile, with the screen locked, and acknowledge it. The phone calls `TOCSIN_URL` for that, so it must be reachable from there.',
    ],
  },
  create: createNtfy,
});

const NOT_SET_UP = 'NTFY_URL is not set.';

function createNtfy(
  _context: ChannelContext,
  { NTFY_URL, NTFY_TOKEN }: SettingsOf<typeof settings>,
): ChannelBody {
  const server = NTFY_URL === undefined ? undefined : new URL(NTFY_URL);
  return {
    kind: 'ntfy',
    label: 'ntfy',
    handedTo: 'the ntfy server',
    traits: {
      wakes: true,
      acknowledges: true,
      links: true,
      threads: false,
      receipts: false,
      codes: false,
      contactable: false,
      maxBytes: MAX_BYTES,
    },
    fields: [
      {
        name: 'address',
        label: 'Topic',
        type: 'text',
        placeholder: 'tocsin-ana-x7Kq2',
        help: 'The topic you subscribed to in the ntfy app. Treat it as a secret.',
      },
    ],
    timeoutSeconds: 15,
    concurrency: 4,
    missing: server === undefined ? NOT_SET_UP : null,
    providerOf: () => server?.host ?? 'ntfy',
    // A topic is a secret where the server has no access control.
    display: (address) => `${address.slice(0, 3)}…`,
    validateAddress: (address) =>
      /^[A-Za-z0-9_-]{1,64}$/.test(address.trim())
        ? ok(address.trim())
        : err('This is not a topic. Expected up to 64 letters, digits, dashes and underscores.'),
    async send(envelope, signal) {
      if (server === undefined) return { kind: 'retry', reason: 'not_configured', detail: NOT_SET_UP };
      const secrets = [envelope.to.address, NTFY_TOKEN ?? ''];
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Tocsin',
        ...(NTFY_TOKEN !== undefined && { authorization: `Bearer ${NTFY_TOKEN}` }),
      };
      try {
        const body = JSON.stringify(messageFor(envelope));
        // The server is the administrator's choice, wherever it stands.
        const answer = await post(server, body, headers, { allowed: true, signal });
        return outcomeOf(answer, envelope.now, secrets);
      } catch (error) {
        return outcomeOfError(error, secrets);
      }
    },
    async close() {},
  };
}

/** ntfy's own codes for a topic that it does not take: its form, and names that it keeps for itself. */
const NO_TOPIC: ReadonlySet<unknown> = new Set([40009, 40010]);

function outcomeOf(answer: PostAnswer, now: Instant, secrets: readonly string[]): Outcome {
  const said = parsed(answer.text);
  const detail = redact(`HTTP ${answer.status} ${answer.text}`, secrets);
  if (answer.status === 200)
    return { kind: 'accepted', ...(typeof said.id === 'string' && { providerId: said.id }) };
  if (NO_TOPIC.has(said.code)) return { kind: 'rejected', reason: 'bad_address', detail };
  // A token that expired, or a topic that its user may not write to: mended by an administrator, and for nobody alone.
  if (answer.status === 401 || answer.status === 403) return { kind: 'retry', reason: 'auth_failed', detail };
  return outcomeOfAnswer(answer, now, secrets);
}

function parsed(text: string): { readonly id?: unknown; readonly code?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
