import { type Db, sql } from './db/index.ts';

/** What the database's own clock says, in milliseconds since 1970. Only to be compared with ours, never to decide by. */
export async function databaseMillis(db: Db): Promise<number> {
  const { rows } = await sql<{
    ms: number;
  }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(db);
  const ms = rows[0]?.ms;
  if (ms === undefined) throw new Error('the database did not say what time it is');
  return ms;
}
