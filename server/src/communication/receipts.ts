import { wakeAt } from '../jobs/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import type { Receipt } from './channel-inbound.ts';
import { triesOtherMethod } from './decide-other-method.ts';
import { type AfterReceipt, afterReceipt } from './decide-receipt.ts';
import type { DeliveryDeps } from './deps.ts';
import { aboutMessage } from './events.ts';
import type { Message, Outcome } from './model.ts';
import { tryOtherMethod } from './record.ts';
import { changeMessage, findMessage, takenWith } from './store.ts';
import { attemptNamed, correctAttempt } from './store-attempts.ts';
import { deliverTask, priorityOf } from './tasks.ts';
import { Changed, decideAgain } from './transaction.ts';
import { type DeadLetter, noteTroubles } from './troubles.ts';

/** Writes down what a provider says later, and lets a page that did not arrive turn to the next way at once. */
export async function recordReceipt(
  deps: DeliveryDeps,
  messageId: string,
  receipt: Receipt,
): Promise<'recorded' | 'early'> {
  const outcome: Outcome =
    receipt.outcome === 'delivered'
      ? { kind: 'delivered', ...detailOf(receipt) }
      : { kind: 'rejected', reason: receipt.reason ?? 'undelivered', ...detailOf(receipt) };
  const done = await decideAgain(deps.database, (tx) => record(deps, tx, messageId, receipt, outcome));
  if (done === 'early') return 'early';
  const channel = deps.channels.get(done?.message.channel ?? '');
  // Nobody picked up, or slept: that is no trouble of the channel's.
  if (done !== undefined && channel !== undefined && done.aftermath.reason !== 'not_answered')
    await noteTroubles(deps, { message: done.message, channel, outcome, flagged: null, dead: [done] });
  return 'recorded';
}

const detailOf = ({ detail }: Receipt) => (detail === undefined ? {} : { detail });

/** @returns the message that did not arrive after all, if this receipt says so */
async function record(
  deps: DeliveryDeps,
  tx: Tx,
  messageId: string,
  receipt: Receipt,
  outcome: Outcome,
): Promise<DeadLetter | 'early' | undefined> {
  const now = deps.clock.now();
  const message = await findMessage(tx, messageId);
  if (message === undefined) return undefined;
  const named =
    receipt.attempt === undefined
      ? undefined
      : { number: await attemptNamed(tx, messageId, receipt.attempt) };
  const after = afterReceipt(message, receipt, named, now);
  const tried = { id: messageId, number: named?.number ?? message.attempts };
  switch (after.kind) {
    case 'nothing':
      return undefined;
    case 'early':
      return 'early';
    case 'noted':
      await patch(tx, message, { deliveredAt: receipt.at ?? now });
      return undefined;
    case 'delivered':
      await settled(deps, tx, message, 'delivered', null, now);
      await patch(tx, message, { state: 'delivered', deliveredAt: receipt.at ?? now });
      await correctAttempt(tx, tried, outcome);
      return undefined;
    case 'retry':
      await tryAgain(deps, tx, message, after, now);
      await correctAttempt(tx, tried, outcome);
      return undefined;
    case 'dead':
      await giveUp(deps, tx, message, after.reason, now);
      await correctAttempt(tx, tried, outcome);
      // What went out in the same mail came back with it.
      for (const other of await takenWith(tx, messageId)) await giveUp(deps, tx, other, after.reason, now);
      return { message, aftermath: after };
  }
}

async function giveUp(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  reason: DeadLetter['aftermath']['reason'],
  now: Instant,
): Promise<void> {
  await settled(deps, tx, message, 'dead', reason, now);
  await patch(tx, message, { state: 'dead', reason, settledAt: now });
  if (triesOtherMethod(message, 'dead')) await tryOtherMethod(deps, tx, message, now);
}

/** It was taken and nobody answered: it goes out once more, and its page turns to the next way meanwhile. */
async function tryAgain(
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  { at, reason }: Extract<AfterReceipt, { kind: 'retry' }>,
  now: Instant,
): Promise<void> {
  await deps.emit(tx, {
    type: 'communication.delayed',
    ...aboutMessage(message, now),
    reason,
    attempt: message.attempts,
    nextAttemptAt: at,
  });
  await patch(tx, message, { state: 'retrying', reason, nextAt: at, settledAt: null });
  await wakeAt(tx, {
    task: deliverTask(message.channel ?? '', message.purpose),
    key: message.id,
    runAt: at,
    priority: priorityOf(message.purpose),
  });
}

/** The event before the row: its handlers lock the incident, and whoever stops messages locks it first as well. */
const settled = (
  deps: DeliveryDeps,
  tx: Tx,
  message: Message,
  outcome: 'delivered' | 'dead',
  reason: DeadLetter['aftermath']['reason'] | null,
  now: Instant,
): Promise<void> =>
  deps.emit(tx, { type: 'communication.settled', ...aboutMessage(message, now), outcome, reason });

async function patch(tx: Tx, message: Message, change: Parameters<typeof changeMessage>[2]): Promise<void> {
  if (!(await changeMessage(tx, message, change))) throw new Changed();
  await publishLive(tx, { topic: 'message', id: message.id });
}
