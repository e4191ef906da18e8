import type { Instant } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { Override, Rotation, Schedule } from './model.ts';

/**
 * Schedules in use with their rules, those included that ended after `since` (the past is computed from them), by id.
 * Not all that ever were, because every page asks.
 */
export async function loadSchedules(
  db: Reader,
  since: Instant,
  only: { id?: string; teamId?: string },
): Promise<Schedule[]> {
  let query = db.selectFrom('oncall_schedule').selectAll().orderBy('id').where('archived_at', 'is', null);
  if (only.id !== undefined) query = query.where('id', '=', only.id);
  if (only.teamId !== undefined) query = query.where('team_id', '=', only.teamId);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const rotations = await loadRotations(db, ids, since);
  const overrides = await loadOverrides(db, ids, since);
  return rows.map((row) => ({
    id: row.id,
    teamId: row.team_id,
    name: row.name,
    zone: row.zone,
    rotations: rotations.filter((found) => found.scheduleId === row.id),
    overrides: overrides.filter((found) => found.scheduleId === row.id),
  }));
}

async function loadRotations(
  db: Reader,
  scheduleIds: string[],
  since: Instant,
): Promise<(Rotation & { scheduleId: string })[]> {
  const rows = await db
    .selectFrom('oncall_rotation')
    .selectAll()
    .where('schedule_id', 'in', scheduleIds)
    .where((where) => where.or([where('in_force_until', 'is', null), where('in_force_until', '>', since)]))
    .orderBy('level')
    .orderBy('position')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const people = await db
    .selectFrom('oncall_participant')
    .selectAll()
    .where(
      'rotation_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    scheduleId: row.schedule_id,
    id: row.id,
    name: row.name,
    level: row.level,
    kind: row.kind as Rotation['kind'],
    every: row.every,
    handoverTime: row.handover_time,
    handoverDay: row.handover_day,
    zone: row.zone,
    startsOn: row.starts_on,
    participants: people.filter((person) => person.rotation_id === row.id).map((person) => person.person_id),
    inForceFrom: row.in_force_from,
    inForceUntil: row.in_force_until,
  }));
}

async function loadOverrides(
  db: Reader,
  scheduleIds: string[],
  since: Instant,
): Promise<(Override & { scheduleId: string })[]> {
  const rows = await db
    .selectFrom('oncall_override')
    .selectAll()
    .where('schedule_id', 'in', scheduleIds)
    .where('ends_at', '>', since)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    scheduleId: row.schedule_id,
    id: row.id,
    level: row.level,
    personId: row.person_id,
    from: row.starts_at,
    until: row.ends_at,
    reason: row.reason,
    authorId: row.author_id,
    createdAt: row.created_at,
  }));
}

/** Writes name, team and zone; an archived schedule with this id comes back into use. */
export async function saveSchedule(
  tx: Tx,
  schedule: Pick<Schedule, 'id' | 'teamId' | 'name' | 'zone'>,
  now: Instant,
): Promise<void> {
  const values = { team_id: schedule.teamId, name: schedule.name, zone: schedule.zone };
  await tx
    .insertInto('oncall_schedule')
    .values({ id: schedule.id, ...values, created_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...values, archived_at: null }))
    .execute();
}

export async function archiveSchedule(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('oncall_schedule').set({ archived_at: now }).where('id', '=', id).execute();
}

/** Ends all that a schedule says, from now on. */
export async function endRules(tx: Tx, scheduleId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('oncall_rotation')
    .set({ in_force_until: now })
    .where('schedule_id', '=', scheduleId)
    .where('in_force_until', 'is', null)
    .execute();
  await tx
    .deleteFrom('oncall_override')
    .where('schedule_id', '=', scheduleId)
    .where('starts_at', '>=', now)
    .execute();
  await tx
    .updateTable('oncall_override')
    .set({ ends_at: now })
    .where('schedule_id', '=', scheduleId)
    .where('ends_at', '>', now)
    .execute();
}

export async function endRotations(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('oncall_rotation').set({ in_force_until: now }).where('id', 'in', ids).execute();
}

export async function addRotations(
  tx: Tx,
  scheduleId: string,
  rotations: readonly Rotation[],
): Promise<void> {
  for (const [position, rotation] of rotations.entries()) {
    await tx
      .insertInto('oncall_rotation')
      .values({
        id: rotation.id,
        schedule_id: scheduleId,
        name: rotation.name,
        level: rotation.level,
        kind: rotation.kind,
        every: rotation.every,
        handover_time: rotation.handoverTime,
        handover_day: rotation.handoverDay,
        zone: rotation.zone,
        starts_on: rotation.startsOn,
        in_force_from: rotation.inForceFrom,
        in_force_until: rotation.inForceUntil,
        position,
      })
      .execute();
    await tx
      .insertInto('oncall_participant')
      .values(
        rotation.participants.map((personId, place) => ({
          rotation_id: rotation.id,
          position: place,
          person_id: personId,
        })),
      )
      .execute();
  }
}

export async function addOverride(tx: Tx, scheduleId: string, override: Override): Promise<void> {
  await tx
    .insertInto('oncall_override')
    .values({
      id: override.id,
      schedule_id: scheduleId,
      level: override.level,
      person_id: override.personId,
      starts_at: override.from,
      ends_at: override.until,
      reason: override.reason,
      author_id: override.authorId,
      created_at: override.createdAt,
    })
    .execute();
}

export async function deleteOverride(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('oncall_override').where('id', '=', id).execute();
}

export async function cutOverride(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx.updateTable('oncall_override').set({ ends_at: now }).where('id', '=', id).execute();
}
