import { expect, test } from 'vitest';
import { Pooler } from '../fakes/pooler.ts';
import { eachWithProcesses } from './starts.ts';

const starts = eachWithProcesses();

/** The database as seen by whoever goes to it by another port. */
const byWayOf = (port: number): string =>
  Object.assign(new URL(starts.url), { port: String(port) }).toString();

test.each([1, 3])(
  'a pooler that gives each transaction another session is refused in one sentence (%i sessions)',
  async (size) => {
    const pooler = await Pooler.before(starts.url, size, 'transaction');
    try {
      const tocsin = await starts.start({ DATABASE_URL: byWayOf(pooler.port) });
      expect(await tocsin.ended).toBe(1);
      expect(tocsin.output()).toContain('Use session pooling (pgbouncer: pool_mode = session)');
      expect(tocsin.output()).not.toContain('    at ');
    } finally {
      await pooler.close();
    }
  },
);

test.each([
  [19, true],
  [24, false],
])(
  'a pooler with %i sessions for a process that needs 24: warned of in one sentence: %s',
  async (size, isWarned) => {
    const pooler = await Pooler.before(starts.url, size, 'session');
    try {
      const tocsin = await starts.start({ DATABASE_URL: byWayOf(pooler.port), TOCSIN_DB_CONNECTIONS: '24' });
      expect((await fetch(`${tocsin.url}/healthz`)).status).toBe(200);
      const warning = `provided ${size} of the 24 sessions this process may need (TOCSIN_DB_CONNECTIONS)`;
      expect(tocsin.output().includes(warning)).toBe(isWarned);
      expect(tocsin.output().includes('default_pool_size')).toBe(isWarned);
    } finally {
      await pooler.close();
    }
  },
);
