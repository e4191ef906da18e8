import type { Selectable } from 'kysely';
import { type Instant, plusSeconds } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Heard, Room } from './model.ts';

const toRoom = (row: Selectable<DB['chat_room']>): Room => ({
  id: row.id,
  channel: row.channel,
  name: row.name,
  teams: row.teams,
  severities: row.severities as Severity[],
  trouble: row.trouble,
});

/** All there are, by name. */
export async function rooms(db: Reader): Promise<Room[]> {
  const rows = await db.selectFrom('chat_room').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toRoom);
}

export async function insertRoom(tx: Tx, room: Room, now: Instant): Promise<void> {
  const { teams, severities, ...rest } = room;
  await tx
    .insertInto('chat_room')
    .values({
      ...rest,
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

/** Cards that should have been shown by then, or whose process died while it showed them. */
export async function overdueCards(db: Reader, before: Instant): Promise<Pair[]> {
  const rows = await db
    .selectFrom('room_incident')
    .select(['room_id', 'incident_id'])
    .where((eb) => eb.or([eb('due_at', '<', before), eb('claimed_until', '<', before)]))
    .limit(500)
    .execute();
  return rows.map((row) => ({ roomId: row.room_id, incidentId: row.incident_id }));
}
