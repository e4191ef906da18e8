import { wakeAt } from '../jobs/index.ts';
import { type Clock, canonicalJson, type Instant, type Json, plusSeconds } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { newId, sha256 } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { chooseTargets, type LaterTarget, type Target } from './decide-address.ts';
import type { DeliveryDeps } from './deps.ts';
import type {
  Message,
  MessageContent,
  MessageDraft,
  MessageState,
  NotSentReason,
  Recipient,
} from './model.ts';
import type { AddressBook } from './ports.ts';
import { findMessagesByKeys, insertMessages } from './store.ts';
import { deliverTask, priorityOf } from './tasks.ts';

type OutboxDeps = Pick<DeliveryDeps, 'clock' | 'addressBook' | 'channels' | 'drillAudience'>;

/** What became of a draft: one per address, none when its key was used before and `existing` was not asked for. */
export interface Enqueued {
  readonly key: string;
  readonly messageId: string;
  /** `queued`, or `suppressed` with the reason: nobody will hear of this one, so turn to the next person now. */
  readonly state: MessageState;
  readonly reason: string | null;
  readonly channel: string | null;
  readonly contactMethodId: string | null;
}

/** Puts messages into the outbox (see Communication.enqueue). */
export async function enqueue(
  deps: OutboxDeps,
  tx: Tx,
  drafts: readonly MessageDraft[],
): Promise<readonly Enqueued[]> {
  if (drafts.length === 0) return [];
  const now = deps.clock.now();
  const kinds = new Set(deps.channels.keys());
  const people = await recipientsOf(tx, deps.addressBook, drafts);
  const outside = await outsideOfDrills(deps, tx, drafts);
  const addressed = drafts.map((draft) => ({
    draft,
    addressing: outside.has(draft)
      ? ({ kind: 'nobody', reason: 'drill' } as const)
      : chooseTargets(draft, people.get(draft.personId ?? ''), kinds),
  }));
  const keys = addressed.flatMap(({ draft, addressing }) =>
    addressing.kind === 'to' && addressing.targets.length + addressing.later.length > 1 ? [draft.key] : [],
  );
  const used = new Set((await findMessagesByKeys(tx, keys)).map(({ key }) => key));
  const messages = addressed.flatMap(({ draft, addressing }) => {
    if (addressing.kind === 'nobody') return [suppressed(deps.clock, draft, addressing.reason, now)];
    const targets = used.has(draft.key) ? addressing.targets.slice(0, 1) : addressing.targets;
    const first = targets.map((target, index) => queued(deps.clock, draft, target, index, now));
    return used.has(draft.key)
      ? first
      : [...first, ...laterOnes(deps.clock, draft, first, addressing.later, now)];
  });
  return save(tx, messages, now);
}

/** Records a deliberate silence (see Communication.suppress). */
export async function suppress(
  deps: OutboxDeps,
  tx: Tx,
  draft: MessageDraft,
  reason: NotSentReason,
): Promise<Enqueued> {
  const now = deps.clock.now();
  const [only] = await save(tx, [suppressed(deps.clock, draft, reason, now)], now);
  if (only === undefined) throw new Error(`Message ${draft.key} was neither saved nor found.`);
  return only;
}

/** A drill is told to those who take part and to nobody else, whichever chapter sends: the one place that makes sure. */
async function outsideOfDrills(
  { drillAudience }: OutboxDeps,
  tx: Tx,
  drafts: readonly MessageDraft[],
): Promise<ReadonlySet<MessageDraft>> {
  const outside = new Set<MessageDraft>();
  for (const draft of drafts) {
    const { drill, incidentId, personId } = draft;
    if (!drill || incidentId === undefined) continue;
    const hears = await drillAudience(tx, incidentId);
    // Nobody knows who reads along at an address.
    if (hears !== undefined && (personId === undefined || !hears(personId))) outside.add(draft);
  }
  return outside;
}

async function recipientsOf(
  tx: Tx,
  addressBook: AddressBook,
  drafts: readonly MessageDraft[],
): Promise<ReadonlyMap<string, Recipient>> {
  const ids = new Set(drafts.flatMap(({ personId }) => (personId === undefined ? [] : [personId])));
  const people = ids.size === 0 ? [] : await addressBook.recipients(tx, [...ids]);
  return new Map(people.map((person) => [person.personId, person]));
}

async function save(tx: Tx, messages: readonly Message[], now: Instant): Promise<Enqueued[]> {
  const inserted = await insertMessages(tx, messages);
  const fresh = messages.filter(({ id }) => inserted.has(id));
  const usedKeys = messages.filter(({ id }) => !inserted.has(id)).map(({ key }) => key);
  const existing = usedKeys.length === 0 ? [] : await findMessagesByKeys(tx, usedKeys);
  for (const message of fresh) {
    if (message.state === 'queued' && message.channel !== null)
      await wakeAt(tx, {
        task: deliverTask(message.channel, message.purpose),
        key: message.id,
        runAt: message.nextAt ?? now,
        priority: priorityOf(message.purpose),
      });
  }
  if (fresh.length > 0) await publishLive(tx, { topic: 'message' });
  const byKey = new Map([...existing, ...fresh].map((message) => [message.key, message]));
  return messages.flatMap(({ key }) => {
    const message = byKey.get(key);
    return message === undefined ? [] : [answer(message)];
  });
}

const answer = (message: Message): Enqueued => ({
  key: message.key,
  messageId: message.id,
  state: message.state,
  reason: message.reason,
  channel: message.channel,
  contactMethodId: message.contactMethodId,
});

/** The first message of a draft has the draft's own key, so that a key is used up however many methods there are. */
const queued = (clock: Clock, draft: MessageDraft, target: Target, index: number, now: Instant): Message => ({
  ...blank(clock, draft, now),
  ...target,
  key: index === 0 ? draft.key : `${draft.key}#${index + 1}`,
  state: 'queued',
  nextAt: now,
});

/** What goes out later unless the first was handed over: the same, instead of it. */
const laterOnes = (
  clock: Clock,
  draft: MessageDraft,
  first: readonly Message[],
  later: readonly LaterTarget[],
  now: Instant,
): Message[] =>
  later.map(({ afterSeconds, ...target }, index) => {
    const at = plusSeconds(now, afterSeconds);
    return {
      ...queued(clock, draft, target, first.length + index, now),
      insteadOf: first[0]?.id ?? null,
      nextAt: at,
      ageFrom: at,
      promisedAt: draft.promisedAt === undefined ? null : plusSeconds(draft.promisedAt, afterSeconds),
    };
  });

const suppressed = (clock: Clock, draft: MessageDraft, reason: NotSentReason, now: Instant): Message => ({
  ...blank(clock, draft, now),
  channel: draft.channel ?? null,
  address: draft.address ?? null,
  contactMethodId: draft.contactMethodId ?? null,
  state: 'suppressed',
  reason,
  settledAt: now,
});

/** Equal hashes: the same words. */
export const hashOf = (content: MessageContent): string => sha256(canonicalJson(content as unknown as Json));

const blank = (clock: Clock, draft: MessageDraft, now: Instant): Message => ({
  id: newId(clock),
  key: draft.key,
  purpose: draft.purpose,
  state: 'queued',
  reason: null,
  stopReason: null,
  personId: draft.personId ?? null,
  channel: null,
  address: null,
  contactMethodId: null,
  incidentId: draft.incidentId ?? null,
  source: draft.source,
  content: draft.content,
  contentHash: hashOf(draft.content),
  drill: draft.drill,
  bundleId: null,
  insteadOf: null,
  attempts: 0,
  revision: 0,
  leaseUntil: null,
  nextAt: null,
  providerId: null,
  promisedAt: draft.promisedAt ?? null,
  deadline: draft.deadline ?? null,
  queuedAt: now,
  ageFrom: now,
  firstAttemptAt: null,
  handedAt: null,
  deliveredAt: null,
  settledAt: null,
});
