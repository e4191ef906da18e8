import { type Instant, Temporal } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Override, Rotation, Schedule } from './model.ts';

interface ScheduleRow extends Pick<Schedule, 'id' | 'teamId' | 'name' | 'zone'> {
  readonly rotations: readonly InJson<Rotation, 'inForceFrom' | 'inForceUntil'>[];
  readonly overrides: readonly InJson<Override, 'from' | 'until' | 'createdAt'>[];
}

/** As PostgreSQL writes it into JSON, where instants are text. */
type InJson<T, Instants extends keyof T> = Omit<T, Instants> & {
  readonly [K in Instants]: null extends T[K] ? string | null : string;
};

/**
 * Schedules in use with their rules, those included that ended after `since` (the past is computed from them), by id.
 * Not all that ever were, because every page asks; and by one statement, for the same reason.
 */
export async function loadSchedules(
  db: Reader,
  since: Instant,
  only: { id?: string; teamId?: string },
): Promise<Schedule[]> {
  const { rows } = await sql<ScheduleRow>`
    select s.id, s.team_id as "teamId", s.name, s.zone,
      (select coalesce(json_agg(json_build_object(
          'id', r.id, 'name', r.name, 'level', r.level, 'kind', r.kind, 'every', r.every,
          'handoverTime', r.handover_time, 'handoverDay', r.handover_day, 'zone', r.zone, 'startsOn', r.starts_on,
          'participants', (select coalesce(json_agg(p.person_id order by p.position), '[]')
            from oncall_participant p where p.rotation_id = r.id),
          'inForceFrom', r.in_force_from, 'inForceUntil', r.in_force_until) order by r.level, r.position, r.id), '[]')
        from oncall_rotation r
        where r.schedule_id = s.id and (r.in_force_until is null or r.in_force_until > ${since})) as rotations,
      (select coalesce(json_agg(json_build_object(
          'id', o.id, 'level', o.level, 'personId', o.person_id, 'from', o.starts_at, 'until', o.ends_at,
          'reason', o.reason, 'authorId', o.author_id, 'createdAt', o.created_at) order by o.starts_at, o.id), '[]')
        from oncall_override o where o.schedule_id = s.id and o.ends_at > ${since}) as overrides
    from oncall_schedule s
    where s.archived_at is null and (${only.id ?? null}::text is null or s.id = ${only.id ?? null}::text)
      and (${only.teamId ?? null}::text is null or s.team_id = ${only.teamId ?? null}::text)
    order by s.id`.execute(db);
  return rows.map((row) => ({
    ...row,
    rotations: row.rotations.map((rotation) => ({
      ...rotation,
      inForceFrom: instantOf(rotation.inForceFrom),
      inForceUntil: instantOf(rotation.inForceUntil),
    })),
    overrides: row.overrides.map((override) => ({
      ...override,
      from: Temporal.Instant.from(override.from),
      until: Temporal.Instant.from(override.until),
      createdAt: Temporal.Instant.from(override.createdAt),
    })),
  }));
}

const instantOf = (text: string | null): Instant | null =>
  text === null ? null : Temporal.Instant.from(text);

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
