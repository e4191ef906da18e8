import { cancelWakeup, wakeAt } from '../jobs/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { decideOtherMethod, triesOtherMethod } from './decide-other-method.ts';
import { type Aftermath, afterAttempt } from './decide-outcome.ts';
import type { DeliveryDeps } from './deps.ts';
import { aboutMessage, type CommunicationEvent } from './events.ts';
import { isOpen, type Message, type Outcome } from './model.ts';
import { alternativesOf, changeMessage, findMessage, insertMessages, type MessagePatch } from './store.ts';
import { endAttempt } from './store-attempts.ts';
import { deliverTask, leaseKey, priorityOf } from './tasks.ts';
import { Changed } from './transaction.ts';
import type { DeadLetter } from './troubles.ts';
import { withdrawLater } from './withdraw.ts';

/**
 * Writes down what came of a try: for each message that this claim put into its envelope, and for no other. A process
 * that took the leader over may have sent without its old followers, and a follower may have been claimed anew: then the
 * try was not its last one and decides only if it was handed over. Events go out before the rows are changed: their
 * handlers lock the incident, and whoever stops messages locks it first as well.
 * @param claimed the messages as they were read by the claim
 * @returns those given up by this try
 */
export async function recordOutcome(
  deps: DeliveryDeps,
  tx: Tx,
  claimed: readonly [Message, ...Message[]],
  outcome: Outcome,
): Promise<readonly DeadLetter[]> {
  const now = deps.clock.now();
  const after: { message: Message; aftermath: Aftermath }[] = [];
  for (const { id, attempts } of [...claimed].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const number = attempts + 1;
    await endAttempt(tx, id, number, outcome, now);
    const message = await findMessage(tx, id);
    if (message === undefined || !isOpen(message.state)) continue;
    const aftermath = afterAttempt(message, outcome, now);
    const isLast = message.state === 'sending' && message.attempts === number;
    if (isLast || aftermath.kind === 'handed') after.push({ message, aftermath });
  }
  for (const { message, aftermath } of after) await deps.emit(tx, eventOf(message, aftermath, now));
  for (const { message, aftermath } of after) await apply(deps, tx, message, aftermath, now);
  if (after.length > 0) await publishLive(tx, { topic: 'message', id: claimed[0].id });
  return after.flatMap(({ message, aftermath }) =>
    aftermath.kind === 'dead' ? [{ message, aftermath }] : [],
  );
}

function eventOf(message: Message, aftermath: Aftermath, now: Instant): CommunicationEvent {
  const about = aboutMessage(message, now);
  switch (aftermath.kind) {
    case 'handed':
      return { type: 'communication.settled', ...about, outcome: aftermath.state, reason: null };
    case 'dead':
    case 'stopped':
      return {
        type: 'communication.settled',
        ...about,
        outcome: aftermath.kind,
        reason: aftermath.reason,
      };
    case 'retry':
      return {
        type: 'communication.delayed',
        ...about,
        reason: aftermath.reason,
        attempt: message.attempts,
        nextAttemptAt: aftermath.at,
      };
  }
}

async function apply(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  aftermath: Aftermath,
  now: Instant,
): Promise<void> {
  if (!(await changeMessage(tx, message, patchOf(message, aftermath, now)))) throw new Changed();
  const task = deliverTask(message.channel ?? '', message.purpose);
  await cancelWakeup(tx, task, leaseKey(message.id));
  if (aftermath.kind === 'retry')
    await wakeAt(tx, { task, key: message.id, runAt: aftermath.at, priority: priorityOf(message.purpose) });
  if (aftermath.kind === 'handed') await stopAlternatives(deps, tx, message, now);
  // Its page ended while it was being handed over.
  if (aftermath.kind === 'handed' && message.stopReason !== null)
    await withdrawLater(deps, tx, { messageId: message.id }, message.stopReason);
  if (triesOtherMethod(message, aftermath.kind)) await tryOtherMethod(deps, tx, message, now);
}

function patchOf(message: Message, aftermath: Aftermath, now: Instant): MessagePatch {
  const settled = { leaseUntil: null, nextAt: null, settledAt: now };
  switch (aftermath.kind) {
    case 'handed':
      return {
        ...settled,
        state: aftermath.state,
        reason: null,
        handedAt: now,
        providerId: aftermath.providerId,
        ...(aftermath.state === 'delivered' && message.deliveredAt === null && { deliveredAt: now }),
      };
    case 'dead':
    case 'stopped':
      return { ...settled, state: aftermath.kind, reason: aftermath.reason };
    case 'retry':
      return {
        state: 'retrying',
        reason: aftermath.reason,
        leaseUntil: null,
        nextAt: aftermath.at,
        bundleId: null,
      };
  }
}

export async function tryOtherMethod(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  now: Instant,
): Promise<void> {
  if (message.personId === null) return;
  const alternatives = await alternativesOf(tx, message);
  const [recipient] = await deps.addressBook.recipients(tx, [message.personId]);
  const other = decideOtherMethod(message, {
    alternatives,
    recipient,
    channels: new Set(deps.channels.keys()),
    now,
  });
  if (other.kind === 'none') return;
  if (other.kind === 'bring_forward') return bringForward(tx, other.message, now);
  const { target } = other;
  const original = message.insteadOf ?? message.id;
  const instead: Message = {
    ...message,
    ...target,
    id: newId(deps.clock),
    key: `${message.key}>${target.channel}`,
    state: 'queued',
    reason: null,
    bundleId: null,
    insteadOf: original,
    queuedAt: now,
    ageFrom: now,
    nextAt: now,
    settledAt: null,
  };
  const inserted = await insertMessages(tx, [instead]);
  if (inserted.has(instead.id))
    await wakeAt(tx, {
      task: deliverTask(target.channel, message.purpose),
      key: instead.id,
      runAt: now,
      priority: priorityOf(message.purpose),
    });
}

async function bringForward(tx: Tx, message: Message, now: Instant): Promise<void> {
  if (!(await changeMessage(tx, message, { nextAt: now }))) throw new Changed();
  await wakeAt(tx, {
    task: deliverTask(message.channel ?? '', message.purpose),
    key: message.id,
    runAt: now,
    priority: priorityOf(message.purpose),
  });
}

/** The person has been told: whatever would say the same by another way is not wanted any more. */
export async function stopAlternatives(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  now: Instant,
): Promise<void> {
  if (message.purpose === 'page') return;
  for (const other of await alternativesOf(tx, message)) {
    if (other.state !== 'queued' && other.state !== 'retrying') continue;
    const reason = 'told_another_way';
    await deps.emit(tx, {
      type: 'communication.settled',
      ...aboutMessage(other, now),
      outcome: 'stopped',
      reason,
    });
    const patch = { state: 'stopped', reason, nextAt: null, settledAt: now } as const;
    if (!(await changeMessage(tx, other, patch))) throw new Changed();
  }
}
