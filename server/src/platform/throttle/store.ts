import type { Instant } from '../../kernel/index.ts';
import { type Db, sql } from '../db/index.ts';

/**
 * Counts one try, and removes a few whose window has ended: more than are added, so that no job has to.
 * @param now also what decides whether a window has ended; never the database's clock
 */
export async function countTry(
  db: Db,
  key: Buffer,
  now: Instant,
  windowMs: number,
): Promise<{ tries: number; endsAt: Instant }> {
  const endsAt = now.add({ milliseconds: windowMs });
  const { rows } = await sql<{ tries: number; endsAt: Instant }>`
    with ended as (
      delete from throttle where key in (
        select key from throttle where ends_at <= ${now} and key <> ${key} limit 3 for update skip locked
      )
    )
    insert into throttle as t (key, tries, ends_at) values (${key}, 1, ${endsAt})
    on conflict (key) do update set
      tries = case when t.ends_at > ${now} then t.tries + 1 else 1 end,
      ends_at = case when t.ends_at > ${now} then t.ends_at else excluded.ends_at end
    returning tries, ends_at as "endsAt"`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('An upsert returned no row.');
  return row;
}

export async function giveTryBack(db: Db, key: Buffer, now: Instant): Promise<void> {
  await db
    .updateTable('throttle')
    .set((eb) => ({ tries: eb('tries', '-', 1) }))
    .where('key', '=', key)
    .where('ends_at', '>', now)
    .where('tries', '>', 0)
    .execute();
}
