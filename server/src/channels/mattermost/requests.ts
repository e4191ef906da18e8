import { createHash, timingSafeEqual } from 'node:crypto';
import type { Callback, CallbackAnswer, ChannelInbound } from '../../communication/index.ts';
import { Fault } from '../../kernel/index.ts';
import { inert } from '../room-webhook.ts';
import { fieldOf, type MattermostApi } from './api.ts';
import { userOf } from './people.ts';
import type { Buttons } from './posts.ts';

export interface RequestParts {
  readonly api: MattermostApi;
  readonly buttons: Buttons;
  /** Of the slash command; undefined: there is none. */
  readonly commandToken: string | undefined;
}

/** For looking somebody up. */
const PATIENCE_MS = 10_000;
const REFUSED: CallbackAnswer = { status: 401, refused: 'signature' };

/** What Mattermost calls: taps on buttons, and `/incident`. */
export function mattermostCallbacks(parts: RequestParts, inbound: ChannelInbound): readonly Callback[] {
  return [
    {
      method: 'POST',
      path: '/actions',
      async handle({ body }) {
        const tap = readTap(body.toString('utf8'));
        if (tap === undefined) return { status: 400, refused: 'malformed' };
        if (!parts.buttons.isOurs(tap.action, tap.value, tap.proof)) return REFUSED;
        const sentence = await orSay(inbound, () => act(parts, inbound, tap));
        return json({ ephemeral_text: inert(sentence) });
      },
    },
    {
      method: 'POST',
      path: '/commands',
      async handle({ body }) {
        const form = new URLSearchParams(body.toString('utf8'));
        if (!isSame(form.get('token') ?? '', parts.commandToken)) return REFUSED;
        const [user, text] = [form.get('user_id') ?? '', form.get('text') ?? ''];
        if (user === '') return { status: 400, refused: 'malformed' };
        const sentence = await orSay(inbound, () => command(parts, inbound, user, text));
        return json({ response_type: 'ephemeral', text: inert(sentence) });
      },
    },
  ];
}

interface Tap {
  readonly user: string;
  readonly action: string;
  readonly value: string;
  readonly proof: string;
}

function readTap(text: string): Tap | undefined {
  try {
    const payload: unknown = JSON.parse(text);
    const { context } = (payload ?? {}) as { readonly context?: unknown };
    const [user, action] = [fieldOf(payload, 'user_id'), fieldOf(context, 'action')];
    if (user === '' || action === '') return undefined;
    return { user, action, value: fieldOf(context, 'value'), proof: fieldOf(context, 'proof') };
  } catch {
    return undefined;
  }
}

async function act(parts: RequestParts, inbound: ChannelInbound, tap: Tap): Promise<string> {
  if (tap.action === 'command') return command(parts, inbound, tap.user, tap.value);
  const [messageId = '', address = ''] = tap.value.split('|');
  const found = await userOf(parts.api, address, AbortSignal.timeout(PATIENCE_MS));
  // A page is answered by whom it went to; whoever else taps is somebody else.
  const from = found.ok && found.id === tap.user ? address : tap.user;
  return (await inbound.acknowledge({ message: { messageId }, from })).sentence;
}

/** As the person whose e-mail address the server has verified, or who has this account as a contact method. */
async function command(
  { api }: RequestParts,
  inbound: ChannelInbound,
  user: string,
  text: string,
): Promise<string> {
  const answer = await api.call(
    'GET',
    `/users/${encodeURIComponent(user)}`,
    undefined,
    AbortSignal.timeout(PATIENCE_MS),
  );
  if (!answer.ok) return inbound.command({ addresses: [], email: null }, text);
  const { email_verified, is_bot, delete_at } = answer.body as Readonly<Record<string, unknown>>;
  const there = is_bot !== true && (delete_at ?? 0) === 0;
  const mail = fieldOf(answer.body, 'email').toLowerCase();
  // Where addresses need not be verified, anybody can type anybody's.
  const email = there && email_verified === true && mail !== '' ? mail : null;
  const name = `@${fieldOf(answer.body, 'username').toLowerCase()}`;
  return inbound.command({ addresses: there ? [name, ...(email === null ? [] : [email])] : [], email }, text);
}

async function orSay(inbound: ChannelInbound, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    inbound.failed(error, 'a request of Mattermost failed');
    return `That did not work: ${error instanceof Fault ? error.message : 'Tocsin ran into an unexpected error.'}`;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isSame = (given: string, right: string | undefined): boolean =>
  right !== undefined && timingSafeEqual(digest(given), digest(right));

const json = (value: object): CallbackAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
