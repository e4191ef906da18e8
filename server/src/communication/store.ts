import type { Selectable } from 'kysely';
import type { Instant, Json } from '../kernel/index.ts';
import { type DB, hasWaited, type Reader, sql, type Tx } from '../platform/db/index.ts';
import { MOST_BUNDLED } from './decide-bundle.ts';
import type { RecentMessage } from './decide-throttle.ts';
import type {
  Message,
  MessageContent,
  MessagePurpose,
  MessageSource,
  MessageState,
  NotSentReason,
} from './model.ts';

type Row = Selectable<DB['message']>;

/** More than throttling counts; what is beyond changes nothing. */
const NEWEST_SEEN = 10;

const fromRow = (row: Row): Message => ({
  id: row.id,
  key: row.key,
  purpose: row.purpose as MessagePurpose,
  state: row.state as MessageState,
  reason: row.reason,
  stopReason: row.stop_reason as NotSentReason | null,
  personId: row.person_id,
  channel: row.channel,
  address: row.address,
  contactMethodId: row.contact_method_id,
  incidentId: row.incident_id,
  source: {
    kind: row.source_kind as MessageSource['kind'],
    id: row.source_id,
    generation: row.source_generation,
  },
  content: row.content as unknown as MessageContent,
  contentHash: row.content_hash,
  drill: row.drill,
  bundleId: row.bundle_id,
  insteadOf: row.instead_of,
  attempts: row.attempts,
  revision: row.revision,
  leaseUntil: row.lease_until,
  nextAt: row.next_at,
  providerId: row.provider_id,
  promisedAt: row.promised_at,
  deadline: row.deadline,
  queuedAt: row.queued_at,
  ageFrom: row.age_from,
  firstAttemptAt: row.first_attempt_at,
  handedAt: row.handed_at,
  deliveredAt: row.delivered_at,
  settledAt: row.settled_at,
});

/** What can change in a message after it was written. */
export type MessagePatch = Partial<
  Pick<
    Message,
    | 'state'
    | 'content'
    | 'contentHash'
    | 'reason'
    | 'stopReason'
    | 'channel'
    | 'address'
    | 'contactMethodId'
    | 'bundleId'
    | 'attempts'
    | 'leaseUntil'
    | 'nextAt'
    | 'providerId'
    | 'ageFrom'
    | 'firstAttemptAt'
    | 'handedAt'
    | 'deliveredAt'
    | 'settledAt'
  >
>;

/** Inserts the messages whose key is new. @returns ids of those inserted */
export async function insertMessages(tx: Tx, messages: readonly Message[]): Promise<ReadonlySet<string>> {
  if (messages.length === 0) return new Set();
  const rows = await tx
    .insertInto('message')
    .values(
      messages.map((message) => ({
        id: message.id,
        key: message.key,
        purpose: message.purpose,
        person_id: message.personId,
        channel: message.channel,
        address: message.address,
        contact_method_id: message.contactMethodId,
        incident_id: message.incidentId,
        source_kind: message.source.kind,
        source_id: message.source.id,
        source_generation: message.source.generation,
        content: message.content as unknown as Json,
        content_hash: message.contentHash,
        drill: message.drill,
        instead_of: message.insteadOf,
        promised_at: message.promisedAt,
        deadline: message.deadline,
        queued_at: message.queuedAt,
        age_from: message.ageFrom,
        state: message.state,
        reason: message.reason,
        next_at: message.nextAt,
        settled_at: message.settledAt,
      })),
    )
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

const columnsOf = (patch: MessagePatch) => ({
  ...(patch.state !== undefined && { state: patch.state }),
  ...(patch.content !== undefined && { content: patch.content as unknown as Json }),
  ...(patch.contentHash !== undefined && { content_hash: patch.contentHash }),
  ...(patch.reason !== undefined && { reason: patch.reason }),
  ...(patch.stopReason !== undefined && { stop_reason: patch.stopReason }),
  ...(patch.channel !== undefined && { channel: patch.channel }),
  ...(patch.address !== undefined && { address: patch.address }),
  ...(patch.contactMethodId !== undefined && { contact_method_id: patch.contactMethodId }),
  ...(patch.bundleId !== undefined && { bundle_id: patch.bundleId }),
  ...(patch.attempts !== undefined && { attempts: patch.attempts }),
  ...(patch.leaseUntil !== undefined && { lease_until: patch.leaseUntil }),
  ...(patch.nextAt !== undefined && { next_at: patch.nextAt }),
  ...(patch.providerId !== undefined && { provider_id: patch.providerId }),
  ...(patch.ageFrom !== undefined && { age_from: patch.ageFrom }),
  ...(patch.firstAttemptAt !== undefined && { first_attempt_at: patch.firstAttemptAt }),
  ...(patch.handedAt !== undefined && { handed_at: patch.handedAt }),
  ...(patch.deliveredAt !== undefined && { delivered_at: patch.deliveredAt }),
  ...(patch.settledAt !== undefined && { settled_at: patch.settledAt }),
});

/**
 * Changes a message if it still is as it was read. No lock is held between reading and writing, because whoever stops
 * a message holds the incident's lock already and taking them in the other order would deadlock.
 * @returns false when somebody else changed it meanwhile: read again, decide again
 */
export async function changeMessage(tx: Tx, message: Message, patch: MessagePatch): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('message')
    .set({ ...columnsOf(patch), revision: message.revision + 1 })
    .where('id', '=', message.id)
    .where('revision', '=', message.revision)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Locks those of the messages that nobody else has locked and that still are as they were read, and waits for none: two
 * claims at one address, or a claim and a process that was stopped in the middle of its own, never hold each other up.
 * @returns how each stands: `held` by us now, `changed` since it was read; one that is not there belongs to somebody else
 */
export async function lockFree(
  tx: Tx,
  messages: readonly Message[],
): Promise<ReadonlyMap<string, 'held' | 'changed'>> {
  if (messages.length === 0) return new Map();
  const revisions = new Map(messages.map(({ id, revision }) => [id, revision]));
  const rows = await tx
    .selectFrom('message')
    .select(['id', 'revision'])
    .where('id', 'in', [...revisions.keys()])
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  return new Map(rows.map(({ id, revision }) => [id, revision === revisions.get(id) ? 'held' : 'changed']));
}

export async function findMessage(reader: Reader, id: string): Promise<Message | undefined> {
  const row = await reader.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst();
  return row && fromRow(row);
}

export async function findMessagesByKeys(reader: Reader, keys: readonly string[]): Promise<Message[]> {
  if (keys.length === 0) return [];
  const rows = await reader.selectFrom('message').selectAll().where('key', 'in', keys).execute();
  return rows.map(fromRow);
}

/** Takes a source's messages out of the queue; those being sent right now are told not to try again. */
export async function stopMessages(
  tx: Tx,
  source: Pick<MessageSource, 'kind' | 'id'>,
  reason: NotSentReason,
  now: Instant,
): Promise<Message[]> {
  const stopped = await tx
    .updateTable('message')
    .set((eb) => ({
      state: 'stopped',
      reason,
      next_at: null,
      settled_at: now,
      revision: eb('revision', '+', 1),
    }))
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .where('state', 'in', ['queued', 'retrying'])
    .returningAll()
    .execute();
  await tx
    .updateTable('message')
    .set((eb) => ({ stop_reason: reason, revision: eb('revision', '+', 1) }))
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .where('state', '=', 'sending')
    .execute();
  return stopped.map(fromRow);
}

export interface MessageFilter {
  /** Incidents that do not exist for whoever asks; nor do messages about them. */
  readonly hiddenIncidents: readonly string[];
  readonly incidentId?: string | undefined;
  /** With an incident: the sources of messages that carry it among others (a weekly review), which name no incident. */
  readonly alsoFrom?: readonly string[] | undefined;
  readonly personId?: string | undefined;
  readonly state?: MessageState | undefined;
  readonly channel?: string | undefined;
  readonly purpose?: MessagePurpose | undefined;
  /** Id of the last message of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** How the messages of some sources stand. */
export async function standOf(reader: Reader, sourceIds: readonly string[]): Promise<Message[]> {
  if (sourceIds.length === 0) return [];
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('source_kind', 'in', ['page', 'step', 'news', 'update'])
    .where('source_id', 'in', sourceIds)
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** Until the transaction ends, nobody else decides on what became of a source's messages. */
export async function lockSource(tx: Tx, { kind, id }: Pick<MessageSource, 'kind' | 'id'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`messages:${kind}:${id}`}, 0))`.execute(tx);
  hasWaited(tx);
}

/** The messages of one source, newest first. */
export async function messagesOf(
  reader: Reader,
  source: Pick<MessageSource, 'kind' | 'id'>,
  limit: number,
): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('source_kind', '=', source.kind)
    .where('source_id', '=', source.id)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(fromRow);
}

/** Whom messages about these incidents were for, whether or not they arrived; without those that have not left, or never will. */
export async function peopleTold(
  reader: Reader,
  incidentIds: readonly string[],
): Promise<{ readonly incidentId: string; readonly personId: string }[]> {
  const rows = await reader
    .selectFrom('message')
    .select(['incident_id as incidentId', 'person_id as personId'])
    .distinct()
    .where('incident_id', 'in', incidentIds)
    .where('person_id', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('state', 'not in', ['suppressed', 'stopped', 'queued']),
        eb('first_attempt_at', 'is not', null),
      ]),
    )
    .$castTo<{ incidentId: string; personId: string }>()
    .execute();
  return rows;
}

/**
 * Whom a message about an incident reached: handed over, on its way, or an update that is still to go. A page or a notice
 * that was stopped in the queue told nobody.
 */
export async function reachedBy(
  reader: Reader,
  incidentId: string,
): Promise<
  { readonly personId: string | null; readonly channel: string | null; readonly address: string | null }[]
> {
  return (
    reader
      .selectFrom('message')
      .select(['person_id as personId', 'channel', 'address'])
      .distinct()
      .where('incident_id', '=', incidentId)
      // A room is nobody who could be written to; it hears by itself.
      .where('source_kind', '<>', 'room')
      .where((eb) =>
        eb.or([
          eb('handed_at', 'is not', null),
          eb('state', '=', 'sending'),
          eb.and([eb('source_kind', '=', 'update'), eb('state', 'in', ['queued', 'retrying'])]),
        ]),
      )
      .execute()
  );
}

/** Newest first. */
export async function listMessages(reader: Reader, filter: MessageFilter): Promise<Message[]> {
  let query = reader.selectFrom('message').selectAll().orderBy('id', 'desc').limit(filter.limit);
  const { incidentId, alsoFrom = [] } = filter;
  if (incidentId !== undefined)
    query = query.where((eb) =>
      eb.or([
        eb('incident_id', '=', incidentId),
        ...(alsoFrom.length === 0
          ? []
          : [eb.and([eb('source_kind', '=', 'step'), eb('source_id', 'in', alsoFrom)])]),
      ]),
    );
  if (filter.hiddenIncidents.length > 0)
    query = query.where(
      sql<boolean>`(incident_id is null or incident_id <> all(${[...filter.hiddenIncidents]}::uuid[]))`,
    );
  if (filter.personId !== undefined) query = query.where('person_id', '=', filter.personId);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.channel !== undefined) query = query.where('channel', '=', filter.channel);
  // Thousands of them would bury what the organisation told its own people; they are asked for by name.
  query =
    filter.purpose === undefined
      ? query.where('purpose', '!=', 'subscriber')
      : query.where('purpose', '=', filter.purpose);
  if (filter.before !== undefined) query = query.where('id', '<', filter.before);
  return (await query.execute()).map(fromRow);
}

/**
 * What other than pages went to the message's address lately, or is going there right now: the newest few, and whatever
 * says the same. Not all of it: in a storm that would be thousands of rows for each of thousands of messages.
 * @param since.same from when on the same words count
 * @param since.any from when on anything counts
 */
export async function recentTo(
  reader: Reader,
  message: Message,
  since: { readonly same: Instant; readonly any: Instant },
): Promise<RecentMessage[]> {
  const others = reader
    .selectFrom('message')
    .select(['id', 'content_hash', 'incident_id', 'handed_at', 'first_attempt_at'])
    .where('address', '=', message.address)
    .where('purpose', '!=', 'page')
    .where('id', '!=', message.id);
  const from = (instant: Instant) =>
    others.where((eb) => eb.or([eb('handed_at', '>', instant), eb('state', '=', 'sending')]));
  const newest = from(since.any)
    .orderBy((eb) => eb.fn.coalesce('handed_at', 'first_attempt_at'), 'desc')
    .limit(NEWEST_SEEN);
  const same = from(since.same).where('content_hash', '=', message.contentHash).limit(NEWEST_SEEN);
  const rows = [...(await newest.execute()), ...(await same.execute())];
  return rows.map((row) => ({
    id: row.id,
    contentHash: row.content_hash,
    incidentId: row.incident_id,
    at: row.handed_at ?? row.first_attempt_at ?? since.any,
  }));
}

/** How many messages like this one, and older, wait for the same address. */
export async function waitingBefore(reader: Reader, message: Message): Promise<number> {
  const { count } = await reader
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('channel', '=', message.channel)
    .where('address', '=', message.address)
    .where('purpose', '=', message.purpose)
    .where('state', 'in', ['queued', 'retrying'])
    .where('id', '<', message.id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Other messages than pages that could go to the same address now, oldest first. */
export async function waitingFor(reader: Reader, message: Message, now: Instant): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('channel', '=', message.channel)
    .where('address', '=', message.address)
    .where('purpose', '=', message.purpose)
    .where('id', '!=', message.id)
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', ['queued', 'retrying']), eb('next_at', '<=', now)]),
        eb.and([eb('state', '=', 'sending'), eb('lease_until', '<=', now)]),
      ]),
    )
    .orderBy('id')
    .limit(MOST_BUNDLED)
    .execute();
  return rows.map(fromRow);
}

/** The messages that went along in another one that is being sent. */
export const bundledWith = (reader: Reader, leaderId: string): Promise<Message[]> =>
  inBundle(reader, leaderId, 'sending');

/** What the channel took together with this message, and nothing has been heard of since. */
export const takenWith = (reader: Reader, leaderId: string): Promise<Message[]> =>
  inBundle(reader, leaderId, 'accepted');

async function inBundle(reader: Reader, leaderId: string, state: 'sending' | 'accepted'): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('bundle_id', '=', leaderId)
    .where('state', '=', state)
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/**
 * Messages that say the same to the same person by other ways: what is sent instead, and of one that is sent instead the
 * original as well. What goes out by two ways at once is meant to, and neither is instead of the other.
 */
export async function alternativesOf(reader: Reader, message: Message): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('source_kind', '=', message.source.kind)
    .where('source_id', '=', message.source.id)
    .where('source_generation', '=', message.source.generation)
    .where('person_id', '=', message.personId)
    .where('purpose', '=', message.purpose)
    .where('id', '!=', message.id)
    .where((eb) => eb.or([eb('instead_of', 'is not', null), eb('id', '=', message.insteadOf)]))
    .orderBy('id')
    .execute();
  return rows.map(fromRow);
}

/** When the longest-waiting message was to be looked at; null when none is open. */
export async function oldestWaiting(reader: Reader): Promise<Instant | null> {
  const row = await reader
    .selectFrom('message')
    .select((eb) =>
      eb.fn
        .min(
          eb.case().when('state', '=', 'sending').then(eb.ref('lease_until')).else(eb.ref('next_at')).end(),
        )
        .as('since'),
    )
    .where('state', 'in', ['queued', 'sending', 'retrying'])
    .executeTakeFirst();
  return row?.since ?? null;
}

/** Open messages that nobody looks after: overdue by more than the grace, whatever the reason. */
export async function overdueMessages(reader: Reader, before: Instant): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', ['queued', 'retrying']), eb('next_at', '<', before)]),
        eb.and([eb('state', '=', 'sending'), eb('lease_until', '<', before)]),
      ]),
    )
    .orderBy('id')
    .limit(1000)
    .execute();
  return rows.map(fromRow);
}

/** How many messages to subscribers are on their way, as far as `most`: those that wait to be tried again are not. */
export async function subscribersWaiting(reader: Reader, most: number): Promise<number> {
  const rows = await reader
    .selectFrom('message')
    .select('id')
    .where('purpose', '=', 'subscriber')
    .where('state', 'in', ['queued', 'sending'])
    .limit(most)
    .execute();
  return rows.length;
}
