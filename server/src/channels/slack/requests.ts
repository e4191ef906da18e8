import type { Callback, CallbackAnswer, CallbackRequest, ChannelInbound } from '../../communication/index.ts';
import { type Clock, Fault } from '../../kernel/index.ts';
import { post } from '../../platform/outbound/index.ts';
import type { SlackApi } from './api.ts';
import { escaped } from './blocks.ts';
import type { Members } from './people.ts';
import { COMMAND } from './rooms.ts';
import { distrust } from './signature.ts';

/** The button in a page; its value is `messageId|address`. */
export const ACKNOWLEDGE = 'acknowledge';

export interface RequestParts {
  readonly signingSecret: string | undefined;
  readonly clock: Clock;
  readonly api: SlackApi;
  readonly members: Members;
  /** The host of the API, which may be another than Slack's own. */
  readonly apiHost: string;
  /** How long Slack waits for an answer; left out: as long as it does. */
  readonly answerMs?: number;
}

/** As long as a signature is believed, and a little more. */
const REMEMBER_SECONDS = 660;
/** Slack shows a failure to whoever tapped or typed after 3 s. */
const ANSWER_MS = 2_500;
/** For looking somebody up and for saying what came of it. */
const PATIENCE_MS = 10_000;

/** What Slack calls: taps on buttons, and `/incident`. */
export function slackCallbacks(parts: RequestParts, inbound: ChannelInbound): readonly Callback[] {
  const verified =
    (answer: (form: URLSearchParams, id: string) => Promise<CallbackAnswer>) =>
    async (request: CallbackRequest): Promise<CallbackAnswer> => {
      const { signingSecret: secret, clock } = parts;
      const refused = secret === undefined ? 'signature' : distrust(request, secret, clock.now());
      if (refused !== undefined) return { status: 401, refused };
      const signature = request.headers['x-slack-signature'] ?? '';
      if (!(await inbound.firstTime(signature, REMEMBER_SECONDS))) return { status: 200, refused: 'replay' };
      return answer(new URLSearchParams(request.body.toString('utf8')), signature);
    };
  return [
    {
      method: 'POST',
      path: '/interactions',
      handle: verified(async (form, id) => {
        const payload = parsed(form.get('payload') ?? '');
        if (readTap(payload) === undefined) return { status: 400, refused: 'malformed' };
        await handle(parts, inbound, 'interactive', payload, id);
        return { status: 200 };
      }),
    },
    {
      method: 'POST',
      path: '/commands',
      handle: verified(async (form, id) => {
        if (!form.has('user_id')) return { status: 400, refused: 'malformed' };
        const answer = await handle(parts, inbound, 'slash_commands', Object.fromEntries(form), id);
        return {
          status: 200,
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(answer),
        };
      }),
    },
  ];
}

/** What Slack tells of, however it came. */
type Payload = Readonly<Record<string, unknown>>;

/**
 * Does what a request of Slack asks for. What takes longer than Slack waits goes on by itself, and is told by the request's own URL.
 * So is what fails: Slack has had its answer by then, or would say no more than that something went wrong.
 * @param id the request's own, which is not used up by a failure
 * @returns what to answer a command with
 */
export async function handle(
  parts: RequestParts,
  inbound: ChannelInbound,
  type: 'interactive' | 'slash_commands',
  payload: Payload,
  id: string,
): Promise<object | undefined> {
  const orSay = (what: (why: string) => string) => async (error: unknown) => {
    inbound.failed(error, 'a request of Slack failed');
    // What is broken may be what remembers.
    await inbound.forget(id).catch(() => undefined);
    return what(error instanceof Fault ? error.message : 'Tocsin ran into an unexpected error.');
  };
  const { answerMs = ANSWER_MS } = parts;
  if (type === 'interactive') {
    const tap = readTap(payload);
    if (tap === undefined) return undefined;
    const said = act(parts, inbound, tap)
      .catch(orSay((why) => `Not acknowledged: ${why} ${tap.link ?? 'Sign in to Tocsin to acknowledge.'}`))
      .then((sentence) => (sentence === undefined ? undefined : tell(parts, tap.responseUrl, sentence)));
    await inTime(said, answerMs);
    return undefined;
  }
  const done = command(parts, inbound, String(payload.user_id ?? ''), String(payload.text ?? '')).catch(
    orSay((why) => `That did not work: ${why}`),
  );
  const sentence = await inTime(done, answerMs);
  if (sentence === undefined) void done.then((late) => tell(parts, String(payload.response_url ?? ''), late));
  return whisper(sentence ?? 'Working on it …');
}

const whisper = (sentence: string): object => ({ response_type: 'ephemeral', text: escaped(sentence) });

function parsed(text: string): Payload {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Payload) : {};
  } catch {
    return {};
  }
}

/** @returns undefined for what takes longer; it goes on by itself */
async function inTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  const late = AbortSignal.timeout(ms);
  return Promise.race([
    work,
    new Promise<undefined>((resolve) => {
      late.addEventListener('abort', () => resolve(undefined), { once: true });
    }),
  ]);
}

interface Tap {
  readonly member: string;
  readonly action: string;
  readonly value: string;
  readonly responseUrl: string;
  /** "Open INC-7: https://…", from the message that has the button. */
  readonly link: string | undefined;
}

/** A tap on a button; undefined for what is none. */
function readTap(payload: Payload): Tap | undefined {
  const { type, user, actions, response_url } = payload as {
    readonly [field: string]: unknown;
    readonly user?: { readonly id?: unknown };
    readonly actions?: readonly { readonly action_id?: unknown; readonly value?: unknown }[];
  };
  const [action] = Array.isArray(actions) ? actions : [];
  if (type !== 'block_actions' || typeof user?.id !== 'string' || action === undefined) return undefined;
  return {
    member: user.id,
    action: String(action.action_id ?? ''),
    value: String(action.value ?? ''),
    responseUrl: String(response_url ?? ''),
    link: linkIn(payload),
  };
}

/** Where the incident is, by the message itself: it can be said when nothing can be looked up. */
function linkIn({ message }: Payload): string | undefined {
  const { blocks } = (message ?? {}) as { readonly blocks?: unknown };
  for (const { elements } of list(blocks))
    for (const { url, text } of list(elements)) {
      const { text: label } = (text ?? {}) as { readonly text?: unknown };
      if (typeof url === 'string' && typeof label === 'string') return `${label}: ${url}`;
    }
  return undefined;
}

const list = (value: unknown): readonly Payload[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];

/** @returns what to tell whoever tapped; undefined for the other buttons, which are links, of which Slack tells as well */
async function act(parts: RequestParts, inbound: ChannelInbound, tap: Tap): Promise<string | undefined> {
  if (tap.action === COMMAND) return command(parts, inbound, tap.member, tap.value);
  if (tap.action !== ACKNOWLEDGE) return undefined;
  const [messageId = '', address = ''] = tap.value.split('|');
  const found = await parts.members.find(address, AbortSignal.timeout(PATIENCE_MS));
  // A page is answered by whom it went to. A channel's member who taps on a forwarded one is somebody else.
  const from = found.ok && found.member === tap.member ? address : tap.member;
  return (await inbound.acknowledge({ message: { messageId }, from })).sentence;
}

/** As the person whom the workspace knows by this e-mail address, or who has this member as a contact method. */
async function command(
  { api }: RequestParts,
  inbound: ChannelInbound,
  member: string,
  text: string,
): Promise<string> {
  const answer = await api.call('users.info', { user: member }, AbortSignal.timeout(PATIENCE_MS));
  const email = answer.ok ? confirmedEmail(answer.body.user) : null;
  return inbound.command({ addresses: email === null ? [member] : [member, email], email }, text);
}

/** Of somebody of this workspace: a guest of another one says their address themselves. */
function confirmedEmail(user: unknown): string | null {
  const { deleted, is_bot, is_stranger, is_email_confirmed, profile } = (user ?? {}) as {
    readonly [field: string]: unknown;
    readonly profile?: { readonly email?: unknown };
  };
  if (deleted === true || is_bot === true || is_stranger === true || is_email_confirmed === false)
    return null;
  return typeof profile?.email === 'string' ? profile.email.toLowerCase() : null;
}

/** Says something to whoever tapped or typed, and to nobody else. */
async function tell({ apiHost }: RequestParts, responseUrl: string, sentence: string): Promise<void> {
  const url = URL.parse(responseUrl);
  // It comes in a signed request, and is spoken to by this server all the same: Slack's hosts alone.
  if (url === null || (url.host !== apiHost && !/(?:^|\.)slack(?:-gov)?\.com$/.test(url.hostname))) return;
  const body = JSON.stringify({
    response_type: 'ephemeral',
    replace_original: false,
    text: escaped(sentence),
  });
  const headers = { 'content-type': 'application/json', 'user-agent': 'Tocsin' };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // That it was taken is on the record, and shows in the message itself; a lost word of thanks is no failure.
  await post(url, body, headers, { allowed: url.host === apiHost, signal }).catch(() => undefined);
}
