import type { Callback, CallbackAnswer, CallbackRequest, ChannelInbound } from '../../communication/index.ts';
import type { Clock } from '../../kernel/index.ts';
import { post } from '../webhook/post.ts';
import { escaped } from './blocks.ts';
import type { Members } from './people.ts';
import { distrust } from './signature.ts';

/** The button in a page; its value is `messageId|address`. */
export const ACKNOWLEDGE = 'acknowledge';

export interface RequestParts {
  readonly signingSecret: string | undefined;
  readonly clock: Clock;
  readonly members: Members;
  /** The host of the API, which may be another than Slack's own. */
  readonly apiHost: string;
}

/** As long as a signature is believed. */
const REMEMBER_SECONDS = 600;
/** Slack shows a failure to whoever tapped after 3 s. */
const ANSWER_MS = 2_500;
/** For looking somebody up and for saying what came of a tap. */
const PATIENCE_MS = 10_000;

/** What Slack calls: taps on buttons. */
export function slackCallbacks(parts: RequestParts, inbound: ChannelInbound): readonly Callback[] {
  const verified =
    (handle: (form: URLSearchParams) => Promise<CallbackAnswer>) =>
    async (request: CallbackRequest): Promise<CallbackAnswer> => {
      const { signingSecret: secret, clock } = parts;
      const refused = secret === undefined ? 'signature' : distrust(request, secret, clock.now());
      if (refused !== undefined) return { status: 401, refused };
      const signature = request.headers['x-slack-signature'] ?? '';
      if (!(await inbound.firstTime(signature, REMEMBER_SECONDS))) return { status: 200, refused: 'replay' };
      return handle(new URLSearchParams(request.body.toString('utf8')));
    };
  return [
    {
      method: 'POST',
      path: '/interactions',
      handle: verified(async (form) => {
        const tap = readTap(form.get('payload') ?? '');
        if (tap === undefined) return { status: 400, refused: 'malformed' };
        await inTime(act(parts, inbound, tap));
        return { status: 200 };
      }),
    },
  ];
}

/** What takes longer goes on by itself and is told by the response URL. */
async function inTime(work: Promise<void>): Promise<void> {
  const late = AbortSignal.timeout(ANSWER_MS);
  await Promise.race([
    work,
    new Promise<void>((resolve) => {
      late.addEventListener('abort', () => resolve(), { once: true });
    }),
  ]);
}

interface Tap {
  readonly member: string;
  readonly action: string;
  readonly value: string;
  readonly responseUrl: string;
}

/** A tap on a button; undefined for what is none. */
function readTap(text: string): Tap | undefined {
  let payload: unknown;
  try {
    payload = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { type, user, actions, response_url } = (payload ?? {}) as {
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
  };
}

async function act(parts: RequestParts, inbound: ChannelInbound, tap: Tap): Promise<void> {
  // The other buttons are links, of which Slack tells as well.
  if (tap.action !== ACKNOWLEDGE) return;
  const [messageId = '', address = ''] = tap.value.split('|');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const found = await parts.members.find(address, signal);
  // A page is answered by whom it went to. A channel's member who taps on a forwarded one is somebody else.
  const from = found.ok && found.member === tap.member ? address : tap.member;
  const { sentence } = await inbound.acknowledge({ message: { messageId }, from });
  await tell(parts, tap.responseUrl, sentence);
}

/** Says something to whoever tapped, and to nobody else. */
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
  // That it was taken is on the record, and shows in the page itself; a lost word of thanks is no failure.
  await post(url, body, headers, { allowed: url.host === apiHost, signal }).catch(() => undefined);
}
