import { wakeAt } from '../jobs/index.ts';
import { plusSeconds } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Channel } from './channel.ts';
import type { Withdrawn } from './channel-inbound.ts';
import type { DeliveryDeps } from './deps.ts';
import type { Message, MessageSource, NotSentReason } from './model.ts';
import { findMessage } from './store.ts';
import { endWithdrawal, findWithdrawal, insertWithdrawals, postponeWithdrawal } from './store-inbound.ts';

/** The task that takes one message of a channel back. */
export const withdrawTask = (channel: string): string => `withdraw.${channel}`;

/** After what is to be sent: nobody is woken by it. */
const PRIORITY = 20;

/** The channels that can take something back. */
const able = (channels: DeliveryDeps['channels']): string[] =>
  [...channels.values()].filter(({ withdraw }) => withdraw !== undefined).map(({ kind }) => kind);

/** Notes, in the transaction in which a page ends, what of it stands somewhere; a job of its own takes it back. */
export async function withdrawLater(
  { channels, clock }: Pick<DeliveryDeps, 'channels' | 'clock'>,
  tx: Tx,
  about: { readonly messageId: string } | Pick<MessageSource, 'kind' | 'id'>,
  reason: NotSentReason,
): Promise<void> {
  const kinds = able(channels);
  if (kinds.length === 0) return;
  const now = clock.now();
  const which = 'messageId' in about ? about : { sourceKind: about.kind, sourceId: about.id };
  for (const { id, channel } of await insertWithdrawals(tx, which, kinds, reason, now))
    await wakeAt(tx, { task: withdrawTask(channel), key: id, runAt: now, priority: PRIORITY });
}

/** Waits between tries, in seconds; after the last it is left as it stands: by then whoever reads it has looked. */
const PAUSES = [5, 15, 60, 300, 900, 3600] as const;

/** Takes a message back where it stands. Outside of any transaction, like sending. */
export async function withdraw(deps: DeliveryDeps, messageId: string): Promise<void> {
  const { database, clock } = deps;
  const due = await findWithdrawal(database.db, messageId);
  const message = due && (await findMessage(database.db, messageId));
  const channel = deps.channels.get(message?.channel ?? '');
  if (due === undefined || message === undefined) return;
  const outcome: Withdrawn =
    channel?.withdraw === undefined
      ? { kind: 'done' }
      : await take(deps, channel, message, due.reason as NotSentReason);
  const pause = outcome.kind === 'done' ? undefined : PAUSES[due.tries];
  await database.transaction(async (tx) => {
    if (outcome.kind === 'done' || pause === undefined) return endWithdrawal(tx, messageId);
    const at = plusSeconds(clock.now(), Math.max(pause, outcome.afterSeconds ?? 0));
    await postponeWithdrawal(tx, messageId, due.tries + 1, at);
    const task = withdrawTask(message.channel ?? '');
    await wakeAt(tx, { task, key: messageId, runAt: at, priority: PRIORITY });
  });
}

const ENDINGS: Partial<Record<NotSentReason, string>> = {
  acknowledged: 'Acknowledged.',
  resolved: 'Resolved.',
  merged: 'Merged into another incident.',
};

/** A channel that throws or overstays is asked again later. */
async function take(
  { database, owners, clock, log }: DeliveryDeps,
  channel: Channel,
  message: Message,
  reason: NotSentReason,
): Promise<Withdrawn> {
  const signal = AbortSignal.timeout(channel.timeoutSeconds * 1000);
  const overstayed = new Promise<Withdrawn>((resolve) => {
    signal.addEventListener('abort', () => resolve({ kind: 'retry' }), { once: true });
  });
  const ending = await owners.of(message.source.kind)?.ending?.(database.db, message);
  const sentence = ending ?? ENDINGS[reason] ?? 'No longer needed.';
  const { id: messageId, address, providerId, content, drill } = message;
  const sent = {
    ...{ messageId, providerId, content, drill, reason, sentence },
    address: address ?? '',
    now: clock.now(),
  };
  try {
    return (await Promise.race([channel.withdraw?.(sent, signal), overstayed])) ?? { kind: 'done' };
  } catch (err) {
    log.error({ err, channel: channel.kind, messageId }, 'a channel failed to withdraw a message');
    return { kind: 'retry' };
  }
}
