import type { Instant } from '../kernel/index.ts';
import { hasWaited, sql, type Tx } from '../platform/db/index.ts';
import type { Organisation, RoleHolding } from './model.ts';

/**
 * Taken first by every change: changes of the directory happen one after the other, so that what a change checked
 * (no cycle, one administrator left) still holds when it is saved.
 */
export async function lockDirectory(tx: Tx): Promise<void> {
  await sql`select 1 from organisation for update`.execute(tx);
  hasWaited(tx);
}

/** Taken last by every change: readers notice by it that what they kept is old. */
export async function markChanged(tx: Tx, revision: string): Promise<void> {
  await sql`update organisation set revision = ${revision}`.execute(tx);
}

export async function saveOrganisation(tx: Tx, organisation: Organisation): Promise<void> {
  const { name, timezone, calendarCountry, calendarRegion, defaultTeam } = organisation;
  await sql`update organisation set name = ${name}, timezone = ${timezone}, calendar_country = ${calendarCountry},
    calendar_region = ${calendarRegion}, default_team = ${defaultTeam}`.execute(tx);
}

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly contact: string;
}

/** Writes a team, new, known or archived (which brings it back). */
export async function saveTeam(tx: Tx, team: TeamRow, now: Instant): Promise<void> {
  await sql`insert into team (id, name, description, contact, created_at, updated_at)
    values (${team.id}, ${team.name}, ${team.description}, ${team.contact}, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, description = excluded.description, contact = excluded.contact,
      archived_at = null, updated_at = excluded.updated_at`.execute(tx);
}

export async function replaceMembers(tx: Tx, teamId: string, personIds: readonly string[]): Promise<void> {
  await sql`delete from team_member where team_id = ${teamId}`.execute(tx);
  await sql`insert into team_member (team_id, person_id)
    select ${teamId}, id from unnest(${personIds}::uuid[]) id`.execute(tx);
}

/** Its members and role holders go; its name stays for the record. */
export async function archiveTeam(tx: Tx, id: string, now: Instant): Promise<void> {
  await sql`delete from team_member where team_id = ${id}`.execute(tx);
  await sql`delete from role_holder where team_id = ${id}`.execute(tx);
  await sql`update team set archived_at = ${now}, updated_at = ${now} where id = ${id}`.execute(tx);
}

/** The role is held by exactly these; by nobody when both lists are empty. */
export async function replaceHolders(tx: Tx, holding: RoleHolding): Promise<void> {
  const { role, teamId } = holding;
  await sql`delete from role_holder where role = ${role} and team_id is not distinct from ${teamId}`.execute(
    tx,
  );
  for (const [kind, ids] of [
    ['holder', holding.holders],
    ['deputy', holding.deputies],
  ] as const) {
    await sql`insert into role_holder (role, team_id, kind, position, person_id)
      select ${role}, ${teamId}, ${kind}, at, id from unnest(${ids}::uuid[]) with ordinality as x (id, at)`.execute(
      tx,
    );
  }
}
