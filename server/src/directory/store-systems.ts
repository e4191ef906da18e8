import type { Instant } from '../kernel/index.ts';
import { sql, type Tx } from '../platform/db/index.ts';
import type { System } from './model.ts';

/** Writes a system with its links and matchers, new, known or archived (which brings it back). */
export async function saveSystem(tx: Tx, system: System, now: Instant): Promise<void> {
  const { id, name, description, teamId, customerFacing, links, queries, matchers } = system;
  await sql`insert into system (id, name, description, team_id, customer_facing, links, queries, created_at, updated_at)
    values (${id}, ${name}, ${description}, ${teamId}, ${customerFacing}, ${JSON.stringify(links)},
      ${JSON.stringify(queries)}, ${now}, ${now})
    on conflict (id) do update set name = excluded.name, description = excluded.description,
      team_id = excluded.team_id, customer_facing = excluded.customer_facing, links = excluded.links, queries = excluded.queries,
      archived_at = null, updated_at = excluded.updated_at`.execute(tx);
  await sql`delete from system_matcher where system_id = ${id}`.execute(tx);
  for (const [position, matcher] of matchers.entries()) {
    await sql`insert into system_matcher (system_id, position, conditions)
      values (${id}, ${position}, ${JSON.stringify(matcher)})`.execute(tx);
  }
}

/** Apart from `saveSystem`, because what is depended on must be there first. */
export async function replaceDependencies(tx: Tx, id: string, dependsOn: readonly string[]): Promise<void> {
  await sql`delete from system_dependency where system_id = ${id}`.execute(tx);
  await sql`insert into system_dependency (system_id, depends_on)
    select ${id}, other from unnest(${dependsOn}::text[]) other`.execute(tx);
}

/** Nothing depends on it any more and no alert is about it; its name stays for the record. */
export async function archiveSystem(tx: Tx, id: string, now: Instant): Promise<void> {
  await sql`delete from system_dependency where system_id = ${id} or depends_on = ${id}`.execute(tx);
  await sql`delete from system_matcher where system_id = ${id}`.execute(tx);
  await sql`update system set archived_at = ${now}, updated_at = ${now} where id = ${id}`.execute(tx);
}
