import pg from 'pg';

/** A pooler has its sessions open, or opens them within this. */
const WITHIN_MS = 2_000;

/**
 * How many sessions of so many a pooler gives at once. It lets everybody in and keeps whoever is too many waiting, so that
 * this shows only by asking for all of them. PostgreSQL itself is not asked, since it says by itself that it is full.
 * @returns undefined when there is no pooler in between, or nothing answers
 */
export async function sessionsOfPooler(url: string, needed: number): Promise<number | undefined> {
  const clients = Array.from({ length: needed }, () => {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'tocsin-pool',
      connectionTimeoutMillis: WITHIN_MS,
    });
    client.on('error', () => undefined);
    return client;
  });
  try {
    const [first, ...others] = clients;
    if (first === undefined || !(await isPooled(first).catch(() => false))) return undefined;
    const answered = await Promise.all(others.map((client) => answers(client).catch(() => false)));
    return 1 + answered.filter(Boolean).length;
  } finally {
    // Not by a good-bye, which would wait for whoever still waits.
    for (const client of clients) client.connection.stream.destroy();
  }
}

/** The process id that comes with a new session is PostgreSQL's own, and a number that a pooler has made up. */
async function isPooled(client: pg.Client): Promise<boolean> {
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid !== (client as unknown as { processID: number | null }).processID;
}

async function answers(client: pg.Client): Promise<boolean> {
  await client.connect();
  await client.query({ text: 'select 1', query_timeout: WITHIN_MS } as pg.QueryConfig);
  return true;
}
