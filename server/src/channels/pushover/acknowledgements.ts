import type {
  Callback,
  CallbackAnswer,
  CallbackRequest,
  ChannelInbound,
  ChannelState,
} from '../../communication/index.ts';
import { type Clock, isBefore, plusSeconds, Temporal } from '../../kernel/index.ts';
import type { SignedIds } from '../../platform/signed-ids.ts';
import { type Pushover, RECEIPT, type ReceiptState } from './api.ts';
import { EXPIRE_SECONDS } from './message.ts';

/**
 * How acknowledging in the app finds its way back. Pushover signs nothing: what it calls is an address that nobody else knows, and what
 * it says there counts when its receipts API says so too, with the user key of whoever did it. Receipts are asked for in
 * any case, because a callback that gets lost on its way is told to nobody.
 */
export interface Acknowledgements {
  readonly api: Pushover;
  readonly state: ChannelState;
  readonly clock: Clock;
  readonly tokens: SignedIds;
  /** TOCSIN_URL, when Pushover may reach it. */
  readonly reachedAt: string | undefined;
}

const OPEN = 'open';
const PATH = '/acknowledged';
/** For asking about one receipt. */
const PATIENCE_MS = 10_000;

/** Where Pushover tells that a page was acknowledged. */
export const callbackOf = ({ reachedAt, tokens }: Acknowledgements, messageId: string): string | undefined =>
  reachedAt === undefined ? undefined : `${reachedAt}/callbacks/pushover${PATH}/${tokens.sign([messageId])}`;

/** Remembers an emergency that rings, for whichever process asks. */
export async function remember(
  { state, clock }: Acknowledgements,
  messageId: string,
  receipt: string,
): Promise<void> {
  const until = plusSeconds(clock.now(), EXPIRE_SECONDS + 60);
  await state.put(`${OPEN}:${messageId}:${receipt}`, until.toString());
}

/** It rings no more, or nobody has to ask. */
export const forget = ({ state }: Acknowledgements, messageId: string): Promise<void> =>
  state.forget(`${OPEN}:${messageId}`);

export const pushoverCallbacks = (parts: Acknowledgements, inbound: ChannelInbound): readonly Callback[] => [
  { method: 'POST', path: `${PATH}/:token`, handle: (request) => calledBack(parts, inbound, request) },
];

async function calledBack(
  parts: Acknowledgements,
  inbound: ChannelInbound,
  { params, body }: CallbackRequest,
): Promise<CallbackAnswer> {
  const [messageId] = parts.tokens.read(params.token ?? '', 1) ?? [];
  if (messageId === undefined) return { status: 403, refused: 'signature' };
  const receipt = new URLSearchParams(body.toString('utf8')).get('receipt') ?? '';
  if (!RECEIPT.test(receipt)) return { status: 400, refused: 'malformed' };
  const stands = await parts.api.receipt(receipt, AbortSignal.timeout(PATIENCE_MS));
  // Asked for again with all others.
  if (stands.kind === 'later') return { status: 503 };
  if (stands.kind !== 'acknowledged') return { status: 403, refused: 'unknown' };
  await take(parts, inbound, messageId, stands.by);
  return { status: 200 };
}

/** By whom it was, which must be whom the page went to. */
async function take(
  parts: Acknowledgements,
  inbound: ChannelInbound,
  messageId: string,
  by: string,
): Promise<void> {
  await inbound.acknowledge({ message: { messageId }, from: by });
  await forget(parts, messageId);
}

const isOver = ({ kind }: ReceiptState): boolean => kind === 'expired' || kind === 'unknown';

/** Pushover allows a receipt to be asked for every five seconds; where it calls back, asking is for what got lost. */
const EVERY_MS = { alone: 5_000, besideCallbacks: 30_000 };

/** Asks for the receipts of what rings, again and again. @throws Error when Pushover does not answer */
export async function askForReceipts(
  parts: Acknowledgements,
  inbound: ChannelInbound,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const everyMs = parts.reachedAt === undefined ? EVERY_MS.alone : EVERY_MS.besideCallbacks;
  while (!signal.aborted) {
    // Before and not after: whoever failed comes back at once, and would ask too soon.
    await pause(everyMs, signal);
    let trouble: string | undefined;
    for (const { key, value } of await parts.state.below(OPEN)) {
      if (signal.aborted) return;
      const [, messageId = '', receipt = ''] = key.split(':');
      const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      const stands = await parts.api.receipt(receipt, patience);
      if (stands.kind === 'later') trouble = stands.detail;
      if (stands.kind === 'acknowledged') await take(parts, inbound, messageId, stands.by);
      else if (isOver(stands) || isBefore(Temporal.Instant.from(value), parts.clock.now()))
        await parts.state.forget(key);
    }
    // After the others: one receipt that is stuck must not keep them from being heard.
    if (trouble !== undefined) throw new Error(`Pushover does not say how a receipt stands: ${trouble}`);
  }
}
