import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startProcess, type TocsinProcess } from '../harness/child.ts';
import { cloneDatabase } from '../harness/database.ts';

const TOKEN = 'a bootstrap token that is long enough to pass';
const SECRET = 'the secret of this installation is this';
const ALERTS = 40;
const LIVES = 4;

let database: { url: string; drop(): Promise<void> };
let client: pg.Client;
const started: TocsinProcess[] = [];
beforeEach(async () => {
  database = await cloneDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  for (const process of started.splice(0)) await process.dispose();
  await client.end();
  await database.drop();
});

async function start(role: 'api' | 'worker'): Promise<TocsinProcess> {
  const process = await startProcess({
    DATABASE_URL: database.url,
    TOCSIN_SECRET: SECRET,
    TOCSIN_BOOTSTRAP_TOKEN: TOKEN,
    TOCSIN_ROLE: role,
  });
  started.push(process);
  return process;
}

const post = async (url: string, body: unknown) => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBeLessThan(300);
  return response.json() as Promise<{ key: string }>;
};

const incidents = async (): Promise<number> =>
  (await client.query<{ n: number }>('select count(*)::int as n from incident')).rows[0]?.n ?? 0;

/** A machine so busy that each incident takes most of a second: twenty in one transaction would outlast every life. */
const slowDown = () =>
  client.query(`
    create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.7); return new; end $$;
    create trigger slow before insert on incident for each row execute function slow();`);

test('[DET-1] [ESC-2] a worker that is killed again and again opens an incident in each of its lives', async () => {
  const api = await start('api');
  const { key } = await post(`${api.url}/api/v1/integrations`, { kind: 'alertmanager', name: 'Prometheus' });
  await post(`${api.url}/in/alertmanager/${key}`, {
    alerts: Array.from({ length: ALERTS }, (_, index) => ({
      labels: { alertname: `Broken${index}`, severity: 'critical' },
      fingerprint: `broken${index}`,
    })),
  });
  await slowDown();
  for (let life = 0; life < LIVES; life += 1) {
    const before = await incidents();
    const worker = await start('worker');
    await expect.poll(incidents, { timeout: 9_000, interval: 20 }).toBeGreaterThan(before);
    worker.child.kill('SIGKILL');
    await worker.ended;
  }
  expect(await incidents()).toBeLessThan(ALERTS);
}, 90_000);
