import { type Envelope, type Outcome, roomKey, roomOf } from '../communication/index.ts';
import { err, invisibleIn, ok, type Result } from '../kernel/index.ts';
import {
  hostRule,
  inPrivateNetwork,
  isPrivateHost,
  post,
  resolvesPrivately,
} from '../platform/outbound/index.ts';
import type { ChannelBody, ChannelContext } from './define.ts';
import { outcomeOfAnswer, outcomeOfError } from './webhook/outcome.ts';

const LONGEST_URL = 2_000;

/** What is posted to a room: where, which may differ from its address, and the JSON. */
export interface RoomPost {
  readonly url: URL;
  readonly body: string;
}

/** What chats with incoming webhooks differ in. */
interface RoomWebhook {
  readonly kind: string;
  readonly label: string;
  readonly handedTo: string;
  readonly maxBytes: number;
  readonly placeholder: string;
  readonly help: string;
  /** What is wrong with an address, in words; null when it is one. */
  readonly fault: (url: URL) => string | null;
  readonly render: (envelope: Envelope, url: URL) => RoomPost;
}

/**
 * A channel to rooms alone, by a webhook that the chat made for one room. Its URL is a secret: anyone who has it posts there. It is
 * typed by users, so it is guarded like that of any webhook.
 */
export function roomWebhook(context: ChannelContext, chat: RoomWebhook): ChannelBody {
  const isAllowed = hostRule(context.allowedHosts);
  const { kind, label, handedTo, maxBytes, placeholder, help } = chat;
  const state = context.state(kind);
  const field = { name: 'address', label: 'Webhook URL', type: 'url', placeholder, help } as const;
  const validate = (text: string) => validUrl(text, chat.fault);
  /** A room's own address leads to where it is; whatever else is one is taken for itself. */
  const whereIs = async (address: string): Promise<URL | null> => {
    const room = roomOf(address);
    return URL.parse(room === undefined ? address : ((await state.get(roomKey(room.id))) ?? ''));
  };
  return {
    kind,
    label,
    handedTo,
    traits: {
      ...{ wakes: false, acknowledges: false, links: true, threads: false },
      ...{ receipts: false, codes: false, contactable: false },
      maxBytes,
    },
    fields: [field],
    timeoutSeconds: 15,
    concurrency: 4,
    missing: null,
    rooms: { field, only: true, secret: true, validate },
    // A room that fails is one room that fails, and says so itself; two may have one name.
    providerOf: (address) => roomOf(address)?.id ?? URL.parse(address)?.host ?? address,
    display: (address) => roomOf(address)?.name ?? `${URL.parse(address)?.origin ?? 'not a URL'}/…`,
    validateAddress: validate,
    refusalOf: (address) => {
      const url = URL.parse(address);
      return url === null || isAllowed(url) || !isPrivateHost(url.hostname) ? null : inPrivateNetwork(url);
    },
    lookedUpRefusalOf: async (address) => {
      const url = URL.parse(address);
      if (url === null || isAllowed(url)) return null;
      return (await resolvesPrivately(url.hostname)) ? inPrivateNetwork(url) : null;
    },
    async send(envelope, signal) {
      const address = await whereIs(envelope.to.address);
      if (address === null) return { kind: 'rejected', reason: 'gone', detail: 'The room was removed.' };
      const secrets = [...address.pathname.split('/'), ...address.searchParams.values()];
      try {
        const { url, body } = chat.render(envelope, address);
        const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Tocsin' };
        const answer = await post(url, body, headers, { allowed: isAllowed(address), signal });
        return gone(outcomeOfAnswer(answer, envelope.now, secrets), answer.status);
      } catch (error) {
        return outcomeOfError(error, secrets);
      }
    },
    async close() {},
  };
}

/** Of a webhook that somebody deleted in the chat. */
const gone = (outcome: Outcome, status: number): Outcome =>
  status === 404 && outcome.kind === 'rejected' ? { ...outcome, reason: 'gone' } : outcome;

function validUrl(text: string, fault: RoomWebhook['fault']): Result<string, string> {
  const invisible = invisibleIn(text.trim());
  if (invisible !== undefined) return err(invisible);
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return err('This is not a web address. Paste the webhook URL as the chat shows it.');
  if (url.username !== '' || url.password !== '')
    return err('This address has a user name in it. Remove it.');
  if (url.href.length > LONGEST_URL) return err(`This address is longer than ${LONGEST_URL} characters.`);
  const wrong = fault(url);
  return wrong === null ? ok(url.href) : err(wrong);
}

/**
 * Text in which nothing is a mention, a link behind other words or markup of a chat: `@all`, `<!channel>`, `<users/all>`,
 * `[pay](https://evil.example)`. A space without width is put where it would begin; it reads the same.
 */
export const inert = (text: string): string =>
  text
    .replace(/(^|[^\p{L}\p{N}_])@/gu, '$1@\u200b')
    .replaceAll('<', '<\u200b')
    .replaceAll('](', ']\u200b(');
