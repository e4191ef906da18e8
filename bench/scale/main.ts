import { openDatabase } from '../../server/src/platform/db/index.ts';
import { median } from '../numbers.ts';
import { type BenchTocsin, startAnother, startBenchTocsin } from '../tocsin.ts';
import { loadAlerts, loadIncidents, loadLogs } from './load.ts';

const ALERTS = 1_000_000;
const INCIDENTS = 100_000;
const LOGS = 800;
const ENTRIES_PER_LOG = 25;
const AIM_MS = 200;
const AIM_ENTRIES = 10_000;
const AIM_READY_MS = 3_000;
const ROUNDS = 5;

const LISTS = [
  '/api/v1/alerts',
  '/api/v1/alerts?status=firing',
  '/api/v1/alerts?system=system-7',
  '/api/v1/alerts?integration=bench',
  '/api/v1/alerts?q=disk',
  '/api/v1/alerts?q=needle',
  '/api/v1/alerts?q=nothing-has-this',
  '/api/v1/alerts?q=needle&system=system-7',
  '/api/v1/incidents',
  '/api/v1/incidents?status=all',
  '/api/v1/incidents?status=resolved&severity=P1',
  '/api/v1/incidents?status=all&q=checkout',
  '/api/v1/incidents?status=all&q=web4711',
  '/api/v1/incidents?order=urgency',
  '/api/v1/messages',
  '/api/v1/changes',
  '/api/v1/audit',
  '/api/v1/people',
];

/** Every list over a million alerts and 100,000 incidents (aim: 200 ms), the proof of records (aim: 10,000 entries a second), and a start (aim: 3 s). */
export async function run(): Promise<void> {
  const tocsin = await startBenchTocsin({ TOCSIN_ROLE: 'api' });
  const { pool, close } = openDatabase(tocsin.databaseUrl, {
    max: 2,
    name: 'bench',
    onError: console.error,
    limits: 'none',
  });
  try {
    await tocsin.api('POST', '/api/v1/incidents', { title: 'The first', severity: 'P3' });
    const entries = await loadLogs(pool, LOGS, ENTRIES_PER_LOG);
    await pool.query('analyze');
    await proveRecords(tocsin, entries);
    await loadIncidents(pool, INCIDENTS);
    await loadAlerts(pool, ALERTS);
    await pool.query('analyze');
    for (const path of LISTS) await timeList(tocsin, path);
    const ready = await startAnother(tocsin);
    console.log(`ready ${ready.toFixed(0)} ms after the start of a process (aim: ${AIM_READY_MS})`);
  } finally {
    await close();
    await tocsin.stop();
  }
}

async function timeList(tocsin: BenchTocsin, path: string): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    await tocsin.api('GET', path, undefined);
    times.push(performance.now() - begun);
  }
  const took = median(times);
  console.log(`${path}: ${took.toFixed(0)} ms (aim: ${AIM_MS})${took > AIM_MS ? ' MISSED' : ''}`);
}

async function proveRecords(tocsin: BenchTocsin, entries: number): Promise<void> {
  let [cursor, seen, faults]: [string | null, number, number] = [null, 0, 0];
  const begun = performance.now();
  do {
    const body: object = { limit: 500, ...(cursor === null ? {} : { cursor }) };
    const page = (await tocsin.api('POST', '/api/v1/verify', body)) as {
      entries: number;
      nextCursor: string | null;
      faults: unknown[];
    };
    seen += page.entries;
    faults += page.faults.filter((fault) => (fault as { seq: number | null }).seq !== null).length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  const rate = seen / ((performance.now() - begun) / 1_000);
  console.log(
    `verify: ${Math.round(rate)} entries/s (aim: ${AIM_ENTRIES}) over ${seen} of ${entries}, ${faults} broken chains`,
  );
}
