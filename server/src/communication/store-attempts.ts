import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { PagesToday } from './decide-throttle.ts';
import type { Tried } from './decide-troubles.ts';
import type { Message, MessageAttempt, Outcome } from './model.ts';

/** What a provider said is kept up to this length. */
const DETAIL_LENGTH = 500;

export async function startAttempts(
  tx: Tx,
  attempts: readonly { readonly messageId: string; readonly number: number }[],
  now: Instant,
): Promise<void> {
  await tx
    .insertInto('message_attempt')
    .values(attempts.map(({ messageId, number }) => ({ message_id: messageId, number, started_at: now })))
    .execute();
}

export async function endAttempt(
  tx: Tx,
  messageId: string,
  number: number,
  outcome: Outcome,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('message_attempt')
    .set({
      ended_at: now,
      outcome: outcome.kind,
      reason: 'reason' in outcome ? outcome.reason : null,
      detail: outcome.detail?.slice(0, DETAIL_LENGTH) ?? null,
      provider_id: 'providerId' in outcome ? (outcome.providerId ?? null) : null,
    })
    .where('message_id', '=', messageId)
    .where('number', '=', number)
    .execute();
}

/** So many of a channel's newest messages say enough about how its providers do. */
const NEWEST = 500;

/** A try, and whom it was to reach. */
export interface TriedBy extends Tried {
  readonly personId: string | null;
}

/** The tries of a channel that ended since then, among its newest messages. */
export async function triedSince(reader: Reader, channel: string, since: Instant): Promise<TriedBy[]> {
  const rows = await reader
    .with('newest', (db) =>
      db
        .selectFrom('message')
        .select(['id', 'address', 'contact_method_id', 'person_id'])
        .where('channel', '=', channel)
        .orderBy('id', 'desc')
        .limit(NEWEST),
    )
    .selectFrom('newest')
    .innerJoin('message_attempt', 'message_attempt.message_id', 'newest.id')
    .select(['newest.address', 'newest.contact_method_id', 'newest.person_id', 'message_attempt.ended_at'])
    .select(['message_attempt.outcome', 'message_attempt.reason'])
    .where('message_attempt.ended_at', '>', since)
    .execute();
  return rows.map((row) => ({
    address: row.address ?? '',
    contactMethodId: row.contact_method_id,
    personId: row.person_id,
    at: row.ended_at ?? since,
    taken: row.outcome === 'accepted' || row.outcome === 'delivered',
    reason: row.reason,
  }));
}

/** The attempts of several messages, each message's in order. */
export async function attemptsOf(
  reader: Reader,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MessageAttempt[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await reader
    .selectFrom('message_attempt')
    .selectAll()
    .where('message_id', 'in', messageIds)
    .orderBy('message_id')
    .orderBy('number')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({
      messageId: row.message_id,
      number: row.number,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      outcome: row.outcome as MessageAttempt['outcome'],
      reason: row.reason,
      detail: row.detail,
    })),
    ({ messageId }) => messageId,
  );
}

/** The message of a channel that the provider knows by this id. */
export async function messageOfProvider(
  reader: Reader,
  channel: string,
  providerId: string,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('message_attempt')
    .innerJoin('message', 'message.id', 'message_attempt.message_id')
    .select('message.id')
    .where('message_attempt.provider_id', '=', providerId)
    .where('message.channel', '=', channel)
    .orderBy('message_attempt.started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Which try of a message the provider knows by this id. */
export async function attemptNamed(
  reader: Reader,
  messageId: string,
  providerId: string,
): Promise<number | undefined> {
  const row = await reader
    .selectFrom('message_attempt')
    .select('number')
    .where('message_id', '=', messageId)
    .where('provider_id', '=', providerId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}

/** What a receipt says of a try that had been taken. */
export async function correctAttempt(
  tx: Tx,
  { id, number }: { readonly id: string; readonly number: number },
  outcome: Outcome,
): Promise<void> {
  await tx
    .updateTable('message_attempt')
    .set({
      outcome: outcome.kind,
      reason: 'reason' in outcome ? outcome.reason : null,
      ...(outcome.detail !== undefined && { detail: outcome.detail.slice(0, DETAIL_LENGTH) }),
    })
    .where('message_id', '=', id)
    .where('number', '=', number)
    .execute();
}

/** The pages tried at the same address by the same channel since then, and the last of the same incident. */
export async function pagesTo(
  reader: Reader,
  { id, channel, address, incidentId }: Message,
  since: Instant,
): Promise<PagesToday> {
  const row = await reader
    .selectFrom('message')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('first_attempt_at').filterWhere('incident_id', '=', incidentId).as('last_at'),
    ])
    .where('address', '=', address)
    .where('channel', '=', channel)
    .where('purpose', '=', 'page')
    .where('first_attempt_at', '>', since)
    .where('id', '!=', id)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), lastAt: row.last_at };
}
