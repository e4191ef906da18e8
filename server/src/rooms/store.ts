import type { Selectable } from 'kysely';
import { type Instant, plusSeconds } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { RoomHealth } from './decide-health.ts';
import type { Heard, Room } from './model.ts';

type Row = Selectable<DB['chat_room']> & {
  readonly incident_id: string | null;
  readonly private: boolean | null;
};

const toRoom = (row: Row): Room => ({
  id: row.id,
  channel: row.channel,
  name: row.incident_id === null ? row.name : `#${row.name}`,
  teams: row.incident_id === null ? row.teams : [],
  severities: row.severities as Severity[],
  trouble: row.trouble,
  incidentId: row.incident_id,
  private: row.private ?? false,
});

const all = (db: Reader) =>
  db
    .selectFrom('chat_room')
    .leftJoin('incident_room', 'incident_room.room_id', 'chat_room.id')
    .selectAll('chat_room')
    .select(['incident_room.incident_id', 'incident_room.private']);

/** Those that people added, by name. */
export async function rooms(db: Reader): Promise<Room[]> {
  const rows = await all(db)
    .where('incident_room.room_id', 'is', null)
    .orderBy('name')
    .orderBy('chat_room.id')
    .execute();
  return rows.map(toRoom);
}

/** One of them, or the channel of an incident while something can be posted there. */
export async function room(db: Reader, id: string): Promise<Room | undefined> {
  const row = await all(db)
    .where('chat_room.id', '=', id)
    .where((eb) => eb.or([eb('incident_room.room_id', 'is', null), eb('incident_room.state', '=', 'open')]))
    .executeTakeFirst();
  return row && toRoom(row);
}

/** The channels of an incident in which something can be posted. */
export async function openRoomsOf(db: Reader, incidentId: string): Promise<Room[]> {
  const rows = await all(db)
    .where('incident_room.incident_id', '=', incidentId)
    .where('incident_room.state', '=', 'open')
    .execute();
  return rows.map(toRoom);
}

export async function saveRoom(
  tx: Tx,
  { id, name, teams, severities }: Pick<Room, 'id' | 'name' | 'teams' | 'severities'>,
): Promise<void> {
  await tx
    .updateTable('chat_room')
    .set({
      name,
      teams: sql<string[]>`${[...teams]}::text[]`,
      severities: sql<string[]>`${[...severities]}::text[]`,
    })
    .where('id', '=', id)
    .execute();
}

/** Nothing is to be shown there, or it is tried anew: what was wrong with it is past. */
export async function beginAnew(tx: Tx, roomId: string): Promise<void> {
  // The room before its cards, as whoever notes that it fails.
  await tx
    .updateTable('chat_room')
    .set({
      ...{ failures: 0, failing_since: null, failed_at: null },
      ...{ retry_at: null, told_at: null, trouble: null },
    })
    .where('id', '=', roomId)
    .execute();
  await tx
    .updateTable('room_incident')
    .set({ due_at: null, claimed_until: null, tries: 0 })
    .where('room_id', '=', roomId)
    .execute();
}

/** Whether its card is still to be shown, and will be before long. @param untried one that failed already does not count */
export async function cardIsPending(db: Reader, roomId: string, untried: boolean): Promise<boolean> {
  let query = db
    .selectFrom('room_incident')
    .innerJoin('chat_room', 'chat_room.id', 'room_incident.room_id')
    .select('room_id')
    .where('room_id', '=', roomId)
    .where('failures', '=', 0)
    .where((eb) => eb.or([eb('due_at', '<', sql<Instant>`'infinity'`), eb('claimed_until', 'is not', null)]));
  if (untried) query = query.where('tries', '=', 0);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

/** A team that there cannot be, and so a filter that no incident passes: the channel of an incident hears of its own alone, also in a version that knows no such channels. */
const NO_TEAM = ['-'];

export async function insertRoom(tx: Tx, room: Room, now: Instant): Promise<void> {
  const { id, channel, name, trouble, severities } = room;
  const teams = room.incidentId === null ? room.teams : NO_TEAM;
  await tx
    .insertInto('chat_room')
    .values({
      ...{ id, channel, name, trouble },
      teams: sql<string[]>`${[...teams]}::text[]`,
      severities: sql<string[]>`${[...severities]}::text[]`,
      created_at: now,
    })
    .execute();
}

/** @returns whether there was one */
export async function deleteRoom(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('chat_room').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** @returns whether that is news */
export async function setTrouble(tx: Tx, id: string, trouble: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('chat_room')
    .set({ trouble })
    .where('id', '=', id)
    .where('trouble', 'is distinct from', trouble)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The rooms that have heard of an incident. */
export async function heardOf(db: Reader, incidentId: string): Promise<Heard[]> {
  const rows = await db
    .selectFrom('room_incident')
    .select(['room_id', 'shown', 'shown_at'])
    .where('incident_id', '=', incidentId)
    .execute();
  return rows.map((row) => ({ roomId: row.room_id, shown: row.shown, shownAt: row.shown_at }));
}

/** From now on the room hears how this incident goes on; with `due`, its card is to be shown then. */
export async function follow(tx: Tx, { roomId, incidentId }: Pair, due: Instant | null): Promise<void> {
  await tx
    .insertInto('room_incident')
    .values({ room_id: roomId, incident_id: incidentId, due_at: due })
    .onConflict((conflict) =>
      conflict.columns(['room_id', 'incident_id']).doUpdateSet({ due_at: due, tries: 0 }),
    )
    .execute();
}

export interface Pair {
  readonly roomId: string;
  readonly incidentId: string;
}

/** A card that this process may show now. */
export interface Claimed {
  readonly shown: string | null;
  readonly tries: number;
}

/** @returns undefined when somebody else is showing it, or when it is gone */
export async function claimCard(
  tx: Tx,
  { roomId, incidentId }: Pair,
  now: Instant,
  seconds: number,
): Promise<Claimed | undefined> {
  return tx
    .updateTable('room_incident')
    .set({ claimed_until: plusSeconds(now, seconds), due_at: null })
    .where('room_id', '=', roomId)
    .where('incident_id', '=', incidentId)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .returning(['shown', 'tries'])
    .executeTakeFirst();
}

/** What became of it. `due`: it is to be tried again then. */
export async function releaseCard(
  tx: Tx,
  { roomId, incidentId }: Pair,
  result: {
    readonly shown: string | null;
    readonly at: Instant;
    readonly tries: number;
    readonly due: Instant | null;
  },
): Promise<void> {
  await tx
    .updateTable('room_incident')
    .set({
      claimed_until: null,
      shown: result.shown,
      shown_at: result.at,
      tries: result.tries,
      ...(result.due !== null && { due_at: result.due }),
    })
    .where('room_id', '=', roomId)
    .where('incident_id', '=', incidentId)
    .execute();
}

/** A card that nobody shows now; it is due, and woken when its room works, or when it is the one to try it with. */
export async function letWait(tx: Tx, { roomId, incidentId }: Pair, now: Instant): Promise<void> {
  await tx
    .updateTable('room_incident')
    .set({ claimed_until: null, due_at: now })
    .where('room_id', '=', roomId)
    .where('incident_id', '=', incidentId)
    .execute();
}

/** They are shown when the room works, and it is not tried for their sake. */
export async function restCards(tx: Tx, roomId: string, incidentIds: readonly string[]): Promise<void> {
  await sql`update room_incident set due_at = 'infinity'
    where room_id = ${roomId} and incident_id = any(${[...incidentIds]}::uuid[]) and due_at is not null`.execute(
    tx,
  );
}

/** The cards of a room that are due, those that wait longest first. */
export async function dueCards(db: Reader, roomId: string, now: Instant, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('room_incident')
    .select('incident_id')
    .where('room_id', '=', roomId)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('incident_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.incident_id);
}

/** The cards of a room that waited for it to work are due now, one after another, those of the newest incidents first. */
export async function endWaiting(
  tx: Tx,
  roomId: string,
  now: Instant,
  apartSeconds: number,
): Promise<readonly { readonly incidentId: string; readonly due: Instant }[]> {
  const { rows } = await sql<{ incident_id: string; due_at: Instant }>`update room_incident
    set due_at = ${now}::timestamptz + waiting.before * ${apartSeconds} * interval '1 second'
    from (select incident_id, row_number() over (order by incident_id desc) - 1 as before
      from room_incident where room_id = ${roomId} and due_at is not null and claimed_until is null) waiting
    where room_id = ${roomId} and room_incident.incident_id = waiting.incident_id
    returning room_incident.incident_id, due_at`.execute(tx);
  return rows.map((row) => ({ incidentId: row.incident_id, due: row.due_at }));
}

/** Cards that should have been shown by then, or whose process died while it showed them; of rooms that work. */
export async function overdueCards(db: Reader, before: Instant): Promise<Pair[]> {
  const rows = await db
    .selectFrom('room_incident')
    .innerJoin('chat_room', 'chat_room.id', 'room_incident.room_id')
    .select(['room_id', 'incident_id'])
    .where('retry_at', 'is', null)
    .where((eb) => eb.or([eb('due_at', '<', before), eb('claimed_until', '<', before)]))
    .limit(500)
    .execute();
  return rows.map((row) => ({ roomId: row.room_id, incidentId: row.incident_id }));
}

/** Rooms that fail, and should have been tried by then. */
export async function overdueRooms(db: Reader, before: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('chat_room')
    .select('id')
    .where('retry_at', '<', before)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('room_incident')
          .select('incident_id')
          .whereRef('room_id', '=', 'chat_room.id')
          .where((due) => due.or([due('due_at', '<', before), due('claimed_until', '<', before)])),
      ),
    )
    .limit(500)
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether a card may be posted to its room now: `probe`, when the room fails and this card is the one to try it with. */
export async function claimRoom(
  tx: Tx,
  id: string,
  now: Instant,
  seconds: number,
): Promise<'works' | 'probe' | 'fails'> {
  const { numUpdatedRows } = await tx
    .updateTable('chat_room')
    .set({ retry_at: plusSeconds(now, seconds) })
    .where('id', '=', id)
    .where('retry_at', '<=', now)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return 'probe';
  const row = await tx.selectFrom('chat_room').select('retry_at').where('id', '=', id).executeTakeFirst();
  return row?.retry_at == null ? 'works' : 'fails';
}

/** @returns undefined when the room is gone; it stays as it is until the transaction ends */
export async function lockHealth(tx: Tx, id: string): Promise<RoomHealth | undefined> {
  const row = await tx
    .selectFrom('chat_room')
    .select(['failures', 'failing_since', 'told_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { failures: row.failures, failingSince: row.failing_since, toldAt: row.told_at };
}

export async function setRetryAt(tx: Tx, id: string, retryAt: Instant): Promise<void> {
  await tx
    .updateTable('chat_room')
    .set({ retry_at: retryAt })
    .where('id', '=', id)
    .where('retry_at', 'is not', null)
    .execute();
}

export async function saveFailure(
  tx: Tx,
  id: string,
  health: RoomHealth & { readonly retryAt: Instant },
  now: Instant,
): Promise<void> {
  const { failures, failingSince, toldAt, retryAt } = health;
  await tx
    .updateTable('chat_room')
    .set({ failures, failing_since: failingSince, told_at: toldAt, retry_at: retryAt, failed_at: now })
    .where('id', '=', id)
    .execute();
}

/** Something was posted that was begun then. @returns whether the room had failed before, and not since */
export async function saveSuccess(tx: Tx, id: string, begun: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('chat_room')
    .set({
      ...{ failures: 0, failing_since: null, failed_at: null },
      ...{ retry_at: null, told_at: null, trouble: null },
    })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('failures', '>', 0), eb('trouble', 'is not', null)]))
    .where((eb) => eb.or([eb('failed_at', 'is', null), eb('failed_at', '<=', begun)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
