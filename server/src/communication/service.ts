import { type TaskGroup, wakeAt } from '../jobs/index.ts';
import { type Actor, Fault, type Instant, notFound, plusSeconds } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { accountOwner, lastInvitation } from './account-owner.ts';
import { tellAdministrators } from './administrators.ts';
import type { Invitation } from './decide-account.ts';
import { mayResend } from './decide-resend.ts';
import type { DeliveryDeps } from './deps.ts';
import { deliveryTasks } from './jobs.ts';
import type {
  Message,
  MessageAttempt,
  MessageContent,
  MessageDraft,
  MessageSource,
  NotSentReason,
} from './model.ts';
import { type Enqueued, enqueue, suppress } from './outbox.ts';
import type { MessageOwner } from './owner.ts';
import {
  changeMessage,
  findMessage,
  listMessages,
  type MessageFilter,
  oldestWaiting,
  overdueMessages,
  peopleTold,
  reachedBy,
  standOf,
  stopMessages,
  subscribersWaiting,
} from './store.ts';
import { attemptsOf } from './store-attempts.ts';
import { listFailures, type ProviderFailure } from './store-failures.ts';
import { forgetAddresses } from './store-forget.ts';
import { overdueWithdrawals } from './store-inbound.ts';
import { deliverTask, priorityOf } from './tasks.ts';
import { Changed, decideAgain } from './transaction.ts';
import { withdrawLater, withdrawTask } from './withdraw.ts';

export interface Communication {
  /** The workers that deliver, one group per channel. */
  readonly taskGroups: readonly TaskGroup[];
  /** Answers for the messages that are this chapter's own: those about people's accounts. */
  readonly owner: MessageOwner;
  /**
   * Puts messages into the outbox, in the transaction that decided to send them. One answer per message, in order; a
   * key used before answers with the message it made then.
   */
  enqueue(tx: Tx, drafts: readonly MessageDraft[]): Promise<readonly Enqueued[]>;
  /** Records that somebody was deliberately not told, and why. */
  suppress(tx: Tx, draft: MessageDraft, reason: NotSentReason): Promise<Enqueued>;
  /** One message to each administrator about Tocsin itself, once per key for ever. */
  tellAdministrators(tx: Tx, key: string, content: MessageContent): Promise<void>;
  /** Stops whatever of a source (all its generations) has not been handed over. @returns those stopped just now */
  stop(
    tx: Tx,
    source: Pick<MessageSource, 'kind' | 'id'>,
    reason: NotSentReason,
  ): Promise<readonly Message[]>;
  /** Sends a dead letter again, now and with its whole time for retrying. @throws Fault 404, 409 when not dead */
  resend(id: string, actor: Actor): Promise<Message>;
  /** How somebody's last invitation stands; null when none was sent. */
  lastInvitation(
    reader: Reader,
    person: { readonly id: string; readonly email: string },
  ): Promise<Invitation | null>;
  get(reader: Reader, id: string): Promise<Message | undefined>;
  /** Newest first. */
  list(reader: Reader, filter: MessageFilter): Promise<readonly Message[]>;
  /** How the messages of some pages and steps stand, oldest first. */
  standOf(reader: Reader, sourceIds: readonly string[]): Promise<readonly Message[]>;
  /** Whom messages about these incidents paged or told. */
  peopleTold(
    reader: Reader,
    incidentIds: readonly string[],
  ): Promise<readonly { readonly incidentId: string; readonly personId: string }[]>;
  /** Whom messages about an incident reached, people and bare addresses. */
  reachedBy(
    reader: Reader,
    incidentId: string,
  ): Promise<
    readonly {
      readonly personId: string | null;
      readonly channel: string | null;
      readonly address: string | null;
    }[]
  >;
  attempts(
    reader: Reader,
    messageIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly MessageAttempt[]>>;
  /** Forgets where messages of these sources to people outside went; that they were sent stays. */
  forgetAddresses(tx: Tx, sourceIds: readonly string[]): Promise<void>;
  /** How many messages to subscribers are on their way, as far as `most`. */
  subscribersWaiting(reader: Reader, most: number): Promise<number>;
  /** Providers that are failing at the moment. */
  failures(reader: Reader): Promise<readonly ProviderFailure[]>;
  /**
   * For the watchdog: gives every message that is overdue, or whose sender died, a fresh wake-up.
   * @returns how many there were
   */
  repair(): Promise<number>;
  /** When the longest-waiting message was due; null when none is open. */
  oldestDue(): Promise<Instant | null>;
}

/** What is overdue by less is on its way. */
const OVERDUE_SECONDS = 30;

export function createCommunication(deps: DeliveryDeps): Communication {
  return {
    taskGroups: deliveryTasks(deps),
    owner: accountOwner(deps),
    enqueue: (tx, drafts) => enqueue(deps, tx, drafts),
    suppress: (tx, draft, reason) => suppress(deps, tx, draft, reason),
    forgetAddresses,
    tellAdministrators: (tx, key, content) => tellAdministrators(deps, tx, key, content),
    async stop(tx, source, reason) {
      const stopped = await stopMessages(tx, source, reason, deps.clock.now());
      await withdrawLater(deps, tx, source, reason);
      if (stopped.length > 0) await publishLive(tx, { topic: 'message' });
      return stopped;
    },
    resend: (id, actor) => decideAgain(deps.database, (tx) => resend(deps, tx, id, actor)),
    lastInvitation: (reader, person) => lastInvitation(deps, reader, person),
    get: findMessage,
    list: listMessages,
    standOf,
    peopleTold,
    reachedBy,
    attempts: attemptsOf,
    subscribersWaiting,
    failures: listFailures,
    repair: () => deps.database.transaction((tx) => repair(deps, tx)),
    oldestDue: () => oldestWaiting(deps.database.db),
  };
}

async function resend(
  { clock, audit, owners }: DeliveryDeps,
  tx: Tx,
  id: string,
  actor: Actor,
): Promise<Message> {
  const now = clock.now();
  const message = await findMessage(tx, id);
  if (message === undefined) throw notFound('message');
  const unwanted = (await owners.of(message.source.kind)?.stillWanted(tx, message)) ?? null;
  const refusal = mayResend(message, unwanted);
  if (refusal !== undefined) throw new Fault('conflict', 'not_resendable', refusal);
  const patch = {
    state: 'queued',
    reason: null,
    stopReason: null,
    nextAt: now,
    ageFrom: now,
    settledAt: null,
  } as const;
  if (!(await changeMessage(tx, message, patch))) throw new Changed();
  await wakeAt(tx, {
    task: deliverTask(message.channel ?? '', message.purpose),
    key: id,
    runAt: now,
    priority: priorityOf(message.purpose),
  });
  await audit(tx, { actor, action: 'message.resent', subjectKind: 'message', subjectId: id });
  await publishLive(tx, { topic: 'message', id });
  return { ...message, ...patch };
}

async function repair({ clock }: DeliveryDeps, tx: Tx): Promise<number> {
  const now = clock.now();
  const overdue = await overdueMessages(tx, plusSeconds(now, -OVERDUE_SECONDS));
  for (const { id, channel, purpose } of overdue)
    await wakeAt(tx, {
      task: deliverTask(channel ?? '', purpose),
      key: id,
      runAt: now,
      priority: priorityOf(purpose),
    });
  const standing = await overdueWithdrawals(tx, plusSeconds(now, -OVERDUE_SECONDS));
  for (const { id, channel } of standing)
    await wakeAt(tx, { task: withdrawTask(channel), key: id, runAt: now, priority: 20 });
  return overdue.length + standing.length;
}
