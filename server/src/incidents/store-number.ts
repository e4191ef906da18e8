import { sql, type Tx } from '../platform/db/index.ts';

/** How far back a number that was lost is looked for: far more than are under way at a time. */
const LOOK_BACK = 200;

/**
 * The number of a new incident. A transaction that is rolled back, or a process that is killed, loses the numbers it took;
 * in a record that shows tampering a gap looks like an incident that was deleted, so the next incident takes a lost number.
 * A counter that each transaction locks was the other choice: then one storm of alerts would hold up everybody else's page.
 */
export async function nextNumber(tx: Tx): Promise<number> {
  for (const number of await lostNumbers(tx)) if (await take(tx, number)) return number;
  for (;;) {
    const { rows } = await sql<{ number: number }>`select nextval('incident_number') as number`.execute(tx);
    const number = rows[0]?.number ?? 0;
    if (await take(tx, number)) return number;
  }
}

/** Numbers below the newest without an incident: lost, or of a transaction that is under way. */
async function lostNumbers(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    with newest as (select coalesce(max(number), 0) as number from incident)
    select g.number from newest, generate_series(greatest(1, newest.number - ${LOOK_BACK}::bigint), newest.number) as g(number)
    where not exists (select from incident i where i.number = g.number) order by g.number`.execute(tx);
  return rows.map(({ number }) => number);
}

/**
 * Holds the number until the transaction ends. In two statements, because the second sees what another transaction that
 * held it has committed.
 * @returns false when another transaction holds it, or has used it
 */
async function take(tx: Tx, number: number): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`incidents.number:${number}`}, 0)) as held`.execute(
    tx,
  );
  if (rows[0]?.held !== true) return false;
  const { rows: used } = await sql`select from incident where number = ${number}`.execute(tx);
  return used.length === 0;
}
