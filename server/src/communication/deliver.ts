import { cancelWakeup, patiently, wakeAt } from '../jobs/index.ts';
import { type Instant, plusSeconds } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Channel, Envelope } from './channel.ts';
import { answerableBy } from './decide-answerable.ts';
import { claimable } from './decide-claim.ts';
import { codeFor, codeSubject } from './decide-codes.ts';
import { type DeliveryFacts, decideDelivery, type Verdict } from './decide-delivery.ts';
import { hasWaited } from './decide-late.ts';
import { methodOf } from './decide-method.ts';
import { secretGenerations } from './decide-signing.ts';
import {
  longestWindow,
  PAGES_DAY_SECONDS,
  type PagesToday,
  spaceRepeats,
  turnOf,
  windowOf,
} from './decide-throttle.ts';
import type { DeliveryDeps } from './deps.ts';
import { aboutMessage } from './events.ts';
import type { Message, NotSentReason, Outcome, Recipient } from './model.ts';
import { hashOf } from './outbox.ts';
import { recordOutcome, stopAlternatives } from './record.ts';
import {
  bundledWith,
  changeMessage,
  findMessage,
  lockFree,
  recentTo,
  waitingBefore,
  waitingFor,
} from './store.ts';
import { pagesTo, startAttempts } from './store-attempts.ts';
import { codesOf, lockCodes, saveCode } from './store-inbound.ts';
import { deliverTask, leaseKey, priorityOf } from './tasks.ts';
import { Changed, decideAgain, Taken } from './transaction.ts';
import { noteTroubles } from './troubles.ts';

interface Claim {
  readonly message: Message;
  /** What goes along in it, as it was read. */
  readonly bundled: readonly Message[];
  readonly channel: Channel;
  readonly envelope: Envelope;
  /** Its contact method, if that is known not to work and tried for want of a better one. */
  readonly flagged: string | null;
}

/** How far back "told already" looks. */
const RECENT_SECONDS = 600;
/** When a notice is looked at again that another claim was dealing with: by then it is sent along, or free. */
const TAKEN_SECONDS = 1;
/** A lease outlives the longest send by this much: clocks differ, the recording takes a moment. */
const LEASE_MARGIN_SECONDS = 15;

/**
 * Looks at one message: claims it if it is to go out now, hands it to its channel outside of any transaction, records
 * what came of it. A process killed at any point leaves its job behind, which another process takes over within
 * seconds; should that fail, a claim whose lease runs out, and the wake-up set with the claim sends again.
 * @param takenOver the wake-up ran before, in a process that did not finish it
 */
export async function deliver(deps: DeliveryDeps, messageId: string, takenOver = false): Promise<void> {
  const claim = await decideAgain(deps.database, (tx) => tryClaim(deps, tx, messageId, takenOver)).catch(
    (error) => (error instanceof Taken ? lookAgain(deps, messageId) : Promise.reject(error)),
  );
  if (claim === undefined) return;
  const begun = performance.now();
  const outcome = await hand(deps, claim);
  deps.observe({
    channel: claim.channel.kind,
    purpose: claim.message.purpose,
    outcome: outcome.kind,
    reason: 'reason' in outcome ? outcome.reason : 'none',
    seconds: (performance.now() - begun) / 1000,
  });
  const { message, bundled, channel } = claim;
  // Sent is sent: should the database be away just now, the outcome waits for it. Given up, it would be sent again.
  const dead = await patiently(() =>
    decideAgain(deps.database, (tx) => recordOutcome(deps, tx, [message, ...bundled], outcome)),
  );
  await noteTroubles(deps, { message, channel, outcome, dead, flagged: claim.flagged });
}

/** What messages say now, where that differs from what was written. Saved with what becomes of them, not before. */
type Rewritten = Map<string, Pick<Message, 'content' | 'contentHash'>>;

async function tryClaim(
  deps: DeliveryDeps,
  tx: Tx,
  messageId: string,
  takenOver: boolean,
): Promise<Claim | undefined> {
  const now = deps.clock.now();
  const found = await findMessage(tx, messageId);
  const channel = deps.channels.get(found?.channel ?? '');
  if (found === undefined || channel === undefined) return undefined;
  if (takenOver && found.state === 'sending') await releaseBundle(tx, found, now);
  const rewritten: Rewritten = new Map();
  const { message, unwanted } =
    claimable(found, takenOver, now) === undefined
      ? await refreshed(deps, tx, found, now, rewritten)
      : { message: found, unwanted: null };
  const alone = { ...(await factsOf(deps, tx, message, now)), unwanted, takenOver, waiting: [] };
  const first = decideDelivery(alone, now);
  // A page waits for whoever has it, and so does who takes over: theirs is the shortest path, and nobody bundles them.
  const mine =
    message.purpose === 'page' || takenOver ? () => Promise.resolve() : () => takeFree(tx, message);
  // Looking for company is the most expensive part, and in a storm most looks end with "wait".
  const verdict =
    first.kind === 'send' && message.purpose !== 'page'
      ? await inCompany(alone, now, await companyOf(deps, tx, message, now, rewritten), async (bundled) => {
          await mine();
          return lockFree(tx, bundled);
        })
      : first;
  switch (verdict.kind) {
    case 'nothing':
      return undefined;
    case 'wait':
      return wait(
        tx,
        message,
        await inTurn(tx, message, verdict, windowOf(message, alone.metered, now)),
        mine,
      );
    case 'readdress':
      await mine();
      return readdressTo(tx, message, verdict, now);
    case 'end':
      return end(deps, tx, message, verdict, now, { rewritten, mine });
    case 'send':
      await claim(tx, message, verdict.bundled, channel, now, rewritten);
      return {
        message,
        bundled: verdict.bundled,
        channel,
        envelope: {
          ...envelopeFor(message, alone, verdict, now),
          ...(channel.traits.codes && (await codeOf(tx, message, verdict.address, now))),
        },
        flagged: flaggedMethod(message, alone.recipient),
      };
  }
}

/** Makes a notice ours for the rest of the transaction. @throws Taken, Changed */
async function takeFree(tx: Tx, message: Message): Promise<void> {
  const stand = (await lockFree(tx, [message])).get(message.id);
  if (stand === undefined) throw new Taken();
  if (stand === 'changed') throw new Changed();
}

/**
 * Decides with the company that can be had: what would go along is locked, the leader first, so that of two claims that
 * want each other's message each keeps its own. What somebody else has stays behind, with its own wake-up.
 */
async function inCompany(
  alone: DeliveryFacts,
  now: Instant,
  company: readonly Message[],
  lock: (bundled: readonly Message[]) => Promise<ReadonlyMap<string, 'held' | 'changed'>>,
): Promise<Verdict> {
  const wished = decideDelivery({ ...alone, waiting: company }, now);
  const bundled = wished.kind === 'send' ? wished.bundled : [];
  const stand = await lock(bundled);
  const waiting = bundled.filter(({ id }) => stand.get(id) === 'held');
  return waiting.length === bundled.length ? wished : decideDelivery({ ...alone, waiting }, now);
}

/** Somebody else is dealing with this notice, most likely taking it along. Should they not, it is sent by this. */
async function lookAgain(deps: DeliveryDeps, messageId: string): Promise<undefined> {
  await deps.database.transaction(async (tx) => {
    const message = await findMessage(tx, messageId);
    if (message === undefined) return;
    const task = deliverTask(message.channel ?? '', message.purpose);
    const runAt = plusSeconds(deps.clock.now(), TAKEN_SECONDS);
    await wakeAt(tx, { task, key: message.id, runAt, priority: priorityOf(message.purpose) });
  });
}

/**
 * What a dead process had claimed along with this message goes back into the queue, where it is asked again whether it is
 * wanted and may go along anew. To leave it to the end of its lease would tell half a minute later what is known to
 * have been lost.
 */
async function releaseBundle(tx: Tx, leader: Message, now: Instant): Promise<void> {
  for (const message of await bundledWith(tx, leader.id)) {
    const freed = { state: 'queued', leaseUntil: null, nextAt: now, bundleId: null } as const;
    if (!(await changeMessage(tx, message, freed))) throw new Changed();
    const task = deliverTask(message.channel ?? '', message.purpose);
    await cancelWakeup(tx, task, leaseKey(message.id));
    await wakeAt(tx, { task, key: message.id, runAt: now, priority: priorityOf(message.purpose) });
  }
}

/** Pages skip what only concerns notices: their path is as short as it can be. */
async function factsOf(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  now: Instant,
): Promise<Omit<DeliveryFacts, 'unwanted' | 'takenOver' | 'waiting'>> {
  const isPage = message.purpose === 'page';
  const metered = deps.channels.get(message.channel ?? '')?.traits.metered === true;
  const people = message.personId === null ? [] : await deps.addressBook.recipients(tx, [message.personId]);
  return {
    message,
    recent:
      isPage || message.address === null
        ? []
        : await recentTo(tx, message, {
            same: plusSeconds(now, -RECENT_SECONDS),
            any: plusSeconds(now, -longestWindow(metered)),
          }),
    metered,
    pagesToday: isPage && metered ? await repeatsOf(deps, tx, message, now) : null,
    recipient: people[0],
    channels: new Set(deps.channels.keys()),
  };
}

/** What a page that says nothing new is spaced by; null for any other. */
async function repeatsOf(
  { owners }: DeliveryDeps,
  tx: Tx,
  message: Message,
  now: Instant,
): Promise<PagesToday | null> {
  const pages = await pagesTo(tx, message, plusSeconds(now, -PAGES_DAY_SECONDS));
  // On all but the worst of days nobody has to be asked.
  if (spaceRepeats(message, pages, now) === undefined) return null;
  return (await owners.of(message.source.kind)?.saysNew?.(tx, message)) === true ? null : pages;
}

/** Other notices that are due at the same address and that somebody still wants. */
async function companyOf(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  now: Instant,
  rewritten: Rewritten,
): Promise<Message[]> {
  const wanted = [];
  for (const other of await waitingFor(tx, message, now)) {
    if (other.stopReason !== null) continue;
    const current = await refreshed(deps, tx, other, now, rewritten);
    if (current.unwanted === null) wanted.push(current.message);
  }
  return wanted;
}

/**
 * The message with what it says now, or why nobody wants it any more. New words are put into `rewritten`, to be saved with
 * what becomes of the message (the record shows what was sent) and not here: a row changed here would stay locked while
 * the rest of the company is looked at.
 */
async function refreshed(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  now: Instant,
  rewritten: Rewritten,
): Promise<{ message: Message; unwanted: NotSentReason | null }> {
  const owner = deps.owners.of(message.source.kind);
  if (owner === undefined) return { message, unwanted: null };
  const unwanted = await owner.stillWanted(tx, message);
  if (unwanted !== null || !hasWaited(message, now)) return { message, unwanted };
  const current = await owner.refresh(tx, message);
  if (current === null) return { message, unwanted };
  if ('unwanted' in current) return { message, unwanted: current.unwanted };
  const words = { content: current.content, contentHash: hashOf(current.content) };
  if (words.contentHash === message.contentHash) return { message, unwanted };
  rewritten.set(message.id, words);
  return { message: { ...message, ...words }, unwanted };
}

async function inTurn(
  tx: Tx,
  message: Message,
  verdict: Extract<Verdict, { kind: 'wait' }>,
  windowSeconds: number,
): Promise<Extract<Verdict, { kind: 'wait' }>> {
  // Pages are not made into one, so that none has to wait for those before it.
  if (verdict.reason !== 'too_many_at_once' || message.purpose === 'page') return verdict;
  const ahead = await waitingBefore(tx, message);
  return { ...verdict, until: turnOf(message, verdict.until, ahead, windowSeconds) };
}

async function wait(
  tx: Tx,
  message: Message,
  verdict: Extract<Verdict, { kind: 'wait' }>,
  mine: () => Promise<void>,
): Promise<undefined> {
  const { reason, until } = verdict;
  const isHeldBack = reason === 'too_many_at_once' || reason === 'quiet_hours';
  // Whatever it was before, claimed by a process that died or failed once: now it waits for its turn.
  const heldBack = { state: 'queued', reason, nextAt: until, leaseUntil: null, bundleId: null } as const;
  if (isHeldBack) {
    await mine();
    if (!(await changeMessage(tx, message, heldBack))) throw new Changed();
  }
  await wakeAt(tx, {
    task: deliverTask(message.channel ?? '', message.purpose),
    key: message.id,
    runAt: until,
    priority: priorityOf(message.purpose),
  });
}

async function readdressTo(
  tx: Tx,
  message: Message,
  { target }: Extract<Verdict, { kind: 'readdress' }>,
  now: Instant,
): Promise<undefined> {
  if (!(await changeMessage(tx, message, { ...target, nextAt: now }))) throw new Changed();
  const priority = priorityOf(message.purpose);
  await wakeAt(tx, {
    task: deliverTask(target.channel, message.purpose),
    key: message.id,
    runAt: now,
    priority,
  });
}

async function end(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  { state, reason }: Extract<Verdict, { kind: 'end' }>,
  now: Instant,
  { rewritten, mine }: { readonly rewritten: Rewritten; readonly mine: () => Promise<void> },
): Promise<undefined> {
  // The event before the row: its handlers lock the incident, and whoever stops messages locks it first as well.
  await deps.emit(tx, {
    type: 'communication.settled',
    ...aboutMessage(message, now),
    outcome: state,
    reason,
  });
  await mine();
  const settled = { state, reason, settledAt: now, nextAt: null, leaseUntil: null };
  const patch = { ...rewritten.get(message.id), ...settled };
  if (!(await changeMessage(tx, message, patch))) throw new Changed();
  if (reason === 'already_told') await stopAlternatives(deps, tx, message, now);
}

/** Everything claimed together changes in the order of ids, so that no two claims deadlock that wait (see `mine`). */
async function claim(
  tx: Tx,
  message: Message,
  bundled: readonly Message[],
  channel: Channel,
  now: Instant,
  rewritten: Rewritten,
): Promise<void> {
  const all = [message, ...bundled].sort((a, b) => (a.id < b.id ? -1 : 1));
  const leaseUntil = plusSeconds(now, channel.timeoutSeconds + LEASE_MARGIN_SECONDS);
  for (const one of all) {
    const changed = await changeMessage(tx, one, {
      ...rewritten.get(one.id),
      state: 'sending',
      reason: null,
      attempts: one.attempts + 1,
      leaseUntil,
      nextAt: null,
      firstAttemptAt: one.firstAttemptAt ?? now,
      bundleId: one.id === message.id ? null : message.id,
    });
    if (!changed) throw new Changed();
  }
  await startAttempts(
    tx,
    all.map(({ id, attempts }) => ({ messageId: id, number: attempts + 1 })),
    now,
  );
  for (const one of all)
    await wakeAt(tx, {
      task: deliverTask(channel.kind, one.purpose),
      key: leaseKey(one.id),
      runAt: leaseUntil,
      priority: priorityOf(one.purpose),
    });
}

/** The code with which a page is answered: the same for all pages about one incident to one address. */
async function codeOf(
  tx: Tx,
  message: Message,
  address: string,
  now: Instant,
): Promise<{ replyCode?: number }> {
  if (message.purpose !== 'page' || message.channel === null) return {};
  await lockCodes(tx, message.channel, address);
  const subject = codeSubject(message);
  const code = codeFor(subject, await codesOf(tx, message.channel, address), now);
  const at = { channel: message.channel, address };
  await saveCode(tx, at, { code, subject, messageId: message.id, givenAt: now });
  return { replyCode: code };
}

const flaggedMethod = (message: Message, recipient: Recipient | undefined): string | null => {
  const method = methodOf(message, recipient);
  return method?.usable === false ? method.id : null;
};

const envelopeFor = (
  message: Message,
  facts: DeliveryFacts,
  verdict: Extract<Verdict, { kind: 'send' }>,
  now: Instant,
): Envelope => ({
  messageId: message.id,
  purpose: message.purpose,
  to: {
    address: verdict.address,
    name: facts.recipient?.name,
    zone: facts.recipient?.zone,
    secretGenerations: secretGenerations(methodOf(message, facts.recipient), now),
  },
  content: message.content,
  bundled: verdict.bundled.map(({ content }) => content),
  drill: message.drill,
  late: verdict.late,
  attempt: message.attempts + 1,
  now,
  ...answerableBy(message, verdict.bundled),
});

/** A channel that throws or overstays is a failed try like any other; the queue never sees it. */
async function hand({ log }: DeliveryDeps, { channel, envelope, message }: Claim): Promise<Outcome> {
  const signal = AbortSignal.timeout(channel.timeoutSeconds * 1000);
  const overstayed = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'retry', reason: 'timeout' }), { once: true });
  });
  try {
    return await Promise.race([channel.send(envelope, signal), overstayed]);
  } catch (err) {
    log.error(
      { err, channel: channel.kind, messageId: message.id },
      'a channel failed with an unexpected error',
    );
    return { kind: 'retry', reason: 'internal_error', detail: 'Unexpected error; the log has details.' };
  }
}
