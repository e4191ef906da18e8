import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Clock } from '../../kernel/index.ts';
import { sha256 } from '../ids.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../db/migrations/', import.meta.url));
/** Any constant will do, as long as nothing else in the database uses it. */
const LOCK = 7_263_501;

/** The files and the database do not belong together; the message says what to do. */
export class MigrationChanged extends Error {}

/**
 * Brings the schema up to date: every file of `server/db/migrations` not yet applied, in name order, all in one
 * transaction under an advisory lock, so that ten processes starting at once migrate once. A file already applied whose
 * text has changed is refused: migrations are append-only.
 * @returns names of the files applied now
 */
export async function migrate(client: pg.ClientBase, clock: Clock): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null)',
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migration',
    );
    const done = new Map(rows.map((row) => [row.name, row.checksum]));
    const applied: string[] = [];
    for (const { name, sql, checksum } of await readMigrations()) {
      const before = done.get(name);
      if (before === checksum) continue;
      if (before !== undefined)
        throw new MigrationChanged(
          `Migration ${name} is not the one that this database was made with. Start the version of Tocsin that was last used on it, or restore the file: migrations are append-only.`,
        );
      await client.query(sql);
      await client.query('insert into migration (name, checksum, applied_at) values ($1, $2, $3)', [
        name,
        checksum,
        clock.now().toString(),
      ]);
      applied.push(name);
    }
    await client.query('commit');
    return applied;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** The migrations that ship, in order, with a checksum of their text. */
export async function readMigrations(): Promise<{ name: string; sql: string; checksum: string }[]> {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${MIGRATIONS}${name}`, 'utf8');
      return { name, sql, checksum: sha256(sql) };
    }),
  );
}
