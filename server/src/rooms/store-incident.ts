import type { Selectable } from 'kysely';
import { type Instant, plusSeconds } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Archive, ChannelRule, IncidentRoom, RoomMember } from './model-incident.ts';

/** By which chat and age: of two that fit, the older counts. */
export async function rules(db: Reader): Promise<ChannelRule[]> {
  const rows = await db
    .selectFrom('incident_channel_rule')
    .selectAll()
    .orderBy('channel')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    teams: row.teams,
    severities: row.severities as Severity[],
    archive: row.archive as Archive,
  }));
}

export async function putRule(tx: Tx, rule: ChannelRule, now: Instant): Promise<void> {
  const values = {
    channel: rule.channel,
    archive: rule.archive,
    teams: sql<string[]>`${[...rule.teams]}::text[]`,
    severities: sql<string[]>`${[...rule.severities]}::text[]`,
  };
  await tx
    .insertInto('incident_channel_rule')
    .values({ id: rule.id, created_at: now, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** @returns whether there was one */
export async function deleteRule(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('incident_channel_rule')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

type Row = Selectable<DB['incident_room']> & { readonly name: string; readonly trouble: string | null };

const toRoom = (row: Row): IncidentRoom => ({
  roomId: row.room_id,
  incidentId: row.incident_id,
  channel: row.channel,
  name: row.name,
  private: row.private,
  archive: row.archive as Archive,
  state: row.state as IncidentRoom['state'],
  remoteId: row.remote_id,
  url: row.url,
  topic: row.topic,
  byHand: row.by_hand,
  syncedAt: row.synced_at,
  tries: row.tries,
  toldAt: row.told_at,
  trouble: row.trouble,
});

const all = (db: Reader) =>
  db
    .selectFrom('incident_room')
    .innerJoin('chat_room', 'chat_room.id', 'incident_room.room_id')
    .selectAll('incident_room')
    .select(['chat_room.name', 'chat_room.trouble']);

/** Whether any incident has a channel that is being made or kept. */
export async function hasAny(db: Reader): Promise<boolean> {
  const row = await db
    .selectFrom('incident_room')
    .select('room_id')
    .where('state', 'in', ['wanted', 'open'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** All that an incident has and had, the newest last. */
export async function roomsOf(db: Reader, incidentId: string): Promise<IncidentRoom[]> {
  const rows = await all(db)
    .where('incident_room.incident_id', '=', incidentId)
    .orderBy('chat_room.created_at')
    .orderBy('room_id')
    .execute();
  return rows.map(toRoom);
}

export async function roomBy(db: Reader, roomId: string): Promise<IncidentRoom | undefined> {
  const row = await all(db).where('room_id', '=', roomId).executeTakeFirst();
  return row && toRoom(row);
}

/** What went wrong last with the channels that are being made or kept, by kind. */
export async function troubles(db: Reader): Promise<ReadonlyMap<string, string>> {
  const rows = await all(db)
    .where('incident_room.state', 'in', ['wanted', 'open'])
    .where('chat_room.trouble', 'is not', null)
    .orderBy('chat_room.created_at')
    .execute();
  return new Map(rows.map((row) => [row.channel, row.trouble ?? '']));
}

/** @returns false when the incident has such a channel already */
export async function insertRoom(
  tx: Tx,
  room: Pick<IncidentRoom, 'roomId' | 'incidentId' | 'channel' | 'private' | 'archive'>,
  now: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('incident_room')
    .values({
      room_id: room.roomId,
      incident_id: room.incidentId,
      channel: room.channel,
      private: room.private,
      archive: room.archive,
      due_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/**
 * Those of an incident that are followed are to be looked at now, but not so soon after the last time; one that fails when it
 * is tried again. @returns which, and when
 */
export async function lookAt(
  tx: Tx,
  incidentId: string,
  now: Instant,
  apartSeconds: number,
): Promise<readonly { readonly roomId: string; readonly due: Instant }[]> {
  const { rows } = await sql<{ room_id: string; due_at: Instant }>`update incident_room
    set due_at = case when tries > 0 and due_at is not null then due_at
      else least(due_at, greatest(${now}::timestamptz, synced_at + ${apartSeconds} * interval '1 second')) end
    where incident_id = ${incidentId} and state in ('wanted', 'open')
    returning room_id, due_at`.execute(tx);
  return rows.map((row) => ({ roomId: row.room_id, due: row.due_at }));
}

/** @returns undefined when somebody else is at it, or when it is gone */
export async function claim(
  tx: Tx,
  roomId: string,
  now: Instant,
  seconds: number,
): Promise<IncidentRoom | undefined> {
  const claimed = await tx
    .updateTable('incident_room')
    .set({ claimed_until: plusSeconds(now, seconds), due_at: null })
    .where('room_id', '=', roomId)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .returning('room_id')
    .executeTakeFirst();
  return claimed && roomBy(tx, roomId);
}

/**
 * What became of it. `due`: when it is looked at again, or sooner because something happened meanwhile; of one that failed not
 * sooner. @returns when that is
 */
export async function release(
  tx: Tx,
  roomId: string,
  { tries, at, due }: { readonly tries: number; readonly at: Instant; readonly due: Instant | null },
): Promise<Instant | null> {
  const row = await tx
    .updateTable('incident_room')
    .set({
      claimed_until: null,
      synced_at: at,
      tries,
      due_at: tries > 0 ? due : sql<Instant>`least(due_at, ${due}::timestamptz)`,
    })
    .where('room_id', '=', roomId)
    .returning('due_at')
    .executeTakeFirst();
  return row?.due_at ?? null;
}

export async function saveState(
  tx: Tx,
  roomId: string,
  changed: Partial<{
    state: IncidentRoom['state'];
    remote_id: string;
    url: string;
    topic: string;
    by_hand: boolean;
    told_at: Instant | null;
  }>,
): Promise<void> {
  await tx.updateTable('incident_room').set(changed).where('room_id', '=', roomId).execute();
}

export async function saveName(tx: Tx, roomId: string, name: string): Promise<void> {
  await tx.updateTable('chat_room').set({ name }).where('id', '=', roomId).execute();
}

export async function members(db: Reader, roomId: string): Promise<RoomMember[]> {
  const rows = await db
    .selectFrom('incident_room_member')
    .selectAll()
    .where('room_id', '=', roomId)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => ({
    personId: row.person_id,
    state: row.state as RoomMember['state'],
    reason: row.reason,
    chatUser: row.chat_user,
    at: row.at,
  }));
}

export async function saveMember(tx: Tx, roomId: string, member: RoomMember): Promise<void> {
  const { state, reason, chatUser: chat_user, at } = member;
  const values = { state, reason, chat_user, at };
  await tx
    .insertInto('incident_room_member')
    .values({ room_id: roomId, person_id: member.personId, ...values })
    .onConflict((conflict) => conflict.columns(['room_id', 'person_id']).doUpdateSet(values))
    .execute();
}

export async function deleteMember(tx: Tx, roomId: string, personId: string): Promise<void> {
  await tx
    .deleteFrom('incident_room_member')
    .where('room_id', '=', roomId)
    .where('person_id', '=', personId)
    .execute();
}

/** Those that should have been looked at by then, or whose process died while it was at it. */
export async function overdue(db: Reader, before: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('incident_room')
    .select('room_id')
    .where((eb) => eb.or([eb('due_at', '<', before), eb('claimed_until', '<', before)]))
    .limit(500)
    .execute();
  return rows.map((row) => row.room_id);
}
