import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { runLoad } from '../load.ts';
import { median } from '../numbers.ts';
import { type BenchTocsin, startBenchTocsin } from '../tocsin.ts';
import { startAlertmanager } from './alertmanager.ts';
import { bare, requests } from './bodies.ts';

const CONNECTIONS = 16;
const SECONDS = 3;
const ROUNDS = 3;

/** What takes alerts, and how many a second it took in each round. */
interface Taker {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly envelope?: typeof bare;
  /** Resolves when what it does behind the door is done: it must not slow the next one. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
  rates: number[];
}

/**
 * One alert, and 64, per request over 16 connections: a front door alone, one with the worker in its process, a real
 * Alertmanager (which keeps alerts in memory) and, with BASELINE set to another checkout, what it was before. In turn, in one
 * run. Aims: single alerts at 0.8 of Alertmanager's rate without worker and three times the former with it; 64 per request at
 * 1.5 times Alertmanager's.
 */
export async function runBeside(): Promise<void> {
  const takers: Taker[] = [];
  try {
    takers.push(await tocsin('api'), await tocsin('all'));
    const { BASELINE } = process.env;
    if (BASELINE !== undefined) takers.push(await tocsin('api', BASELINE), await tocsin('all', BASELINE));
    const alertmanager = await startAlertmanager();
    if (alertmanager === undefined) console.log('no Alertmanager is installed to compare with');
    else
      takers.push({
        name: 'Alertmanager',
        port: alertmanager.port,
        path: '/api/v2/alerts',
        envelope: bare,
        settled: async () => undefined,
        stop: alertmanager.stop,
        rates: [],
      });
    let from = 10_000;
    for (const perRequest of [1, 64]) {
      for (const taker of takers) taker.rates = [];
      for (let round = 0; round < ROUNDS; round++)
        for (const taker of takers) {
          taker.rates.push(await measure(taker, perRequest, from));
          from += 10_000_000;
        }
      report(perRequest, takers);
    }
  } finally {
    for (const taker of takers) await taker.stop();
  }
}

async function tocsin(role: 'api' | 'all', checkout?: string): Promise<Taker> {
  const main = checkout === undefined ? undefined : join(checkout, 'server/src/app/main.ts');
  const started: BenchTocsin = await startBenchTocsin({ TOCSIN_ROLE: role }, main);
  const made = await started.api('POST', '/api/v1/integrations', { kind: 'alertmanager', name: 'Bench' });
  const { pool, close } = openDatabase(started.databaseUrl, {
    max: 1,
    name: 'bench',
    onError: console.error,
  });
  const pending = async () =>
    (await pool.query<{ n: number }>('select count(*)::int as n from alert where pending')).rows[0]?.n ?? 0;
  return {
    name: `${checkout === undefined ? '' : 'before, '}${role}`,
    port: started.process.port,
    path: `/in/alertmanager/${(made as { key: string }).key}`,
    settled: async () => {
      while (role === 'all' && (await pending()) > 0) await wait(100);
    },
    stop: async () => {
      await close();
      await started.stop();
    },
    rates: [],
  };
}

async function measure(taker: Taker, perRequest: number, from: number): Promise<number> {
  const { port, path, envelope } = taker;
  const next = requests(path, perRequest, false, from, envelope);
  const result = await runLoad({ port, connections: CONNECTIONS, warmUpSeconds: 1, seconds: SECONDS, next });
  if (result.failures.size > 0) throw new Error(`${taker.name}: ${JSON.stringify([...result.failures])}`);
  await taker.settled();
  return (result.requests * perRequest) / result.seconds;
}

function report(perRequest: number, takers: readonly Taker[]): void {
  const rateOf = (name: string) => median(takers.find((taker) => taker.name === name)?.rates ?? []);
  const times = (rate: number, of: string) =>
    rateOf(of) > 0 ? ` | ${(rate / rateOf(of)).toFixed(2)}× ${of}` : '';
  for (const { name, rates } of takers) {
    const rate = median(rates);
    const compared =
      name === 'Alertmanager' ? '' : times(rate, 'Alertmanager') + times(rate, `before, ${name}`);
    console.log(
      `${String(perRequest).padStart(2)} per request, ${CONNECTIONS} connections, ${name}: ${Math.round(rate)} alerts/s${compared}`,
    );
  }
}
