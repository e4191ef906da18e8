import { type LoadResult, runLoad } from '../load.ts';
import { median } from '../numbers.ts';
import { cpuMillis, type Started, start } from '../processes.ts';
import { startBenchTocsin } from '../tocsin.ts';
import { runBeside } from './beside.ts';
import { requests } from './bodies.ts';
import { rawInsert } from './raw.ts';

const CONNECTIONS = 64;
const SECONDS = 3;
const ROUNDS = 3;

interface Measured extends LoadResult {
  /** Microseconds of processor time of the server process. */
  readonly cpuPerRequest: number;
}

interface Case {
  readonly perRequest: 1 | 64;
  readonly repeating: boolean;
}
const CASES: readonly Case[] = [
  { perRequest: 1, repeating: false },
  { perRequest: 1, repeating: true },
  { perRequest: 64, repeating: false },
  { perRequest: 64, repeating: true },
];

const nameOf = ({ perRequest, repeating }: Case): string =>
  `${String(perRequest).padStart(2)} per request, ${repeating ? 'repeating' : 'distinct '}`;

/**
 * How many alerts per second the front door takes durably: a process of its own (role api), Alertmanager's protocol over
 * loopback, 64 connections, an embedded PostgreSQL with durability on. Rounds alternate between it, the raw insert and the
 * same server without a database, because a shared machine's speed drifts; each number is the median of its rounds.
 */
export async function run(): Promise<void> {
  const tocsin = await startBenchTocsin({ TOCSIN_ROLE: 'api' });
  const nothing = await start('bench/ingest/null-server.ts', {});
  try {
    const made = await tocsin.api('POST', '/api/v1/integrations', { kind: 'alertmanager', name: 'Bench' });
    const path = `/in/alertmanager/${(made as { key: string }).key}`;
    await measure(tocsin.databaseUrl, tocsin.process, nothing, path);
  } finally {
    await nothing.stop();
    await tocsin.stop();
  }
  await runBeside();
}

async function measure(url: string, real: Started, nothing: Started, path: string): Promise<void> {
  let from = 10_000;
  for (const each of CASES) {
    const [raw, bare, full]: [number[], Measured[], Measured[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      raw.push(await rawInsert(url, each.perRequest, SECONDS / 2));
      const load = async (server: Started): Promise<Measured> => {
        const before = await cpuMillis(server.child.pid);
        const next = requests(path, each.perRequest, each.repeating, from);
        const result = await runLoad({
          port: server.port,
          connections: CONNECTIONS,
          warmUpSeconds: 1,
          seconds: SECONDS,
          next,
        });
        from += 10_000_000;
        const cpu = (await cpuMillis(server.child.pid)) - before;
        return { ...result, cpuPerRequest: (cpu * 1_000) / result.all };
      };
      bare.push(await load(nothing));
      full.push(await load(real));
    }
    report(each, raw, bare, full);
  }
}

function report(
  each: Case,
  raw: readonly number[],
  bare: readonly Measured[],
  full: readonly Measured[],
): void {
  const rate = (result: LoadResult) => (result.requests * each.perRequest) / result.seconds;
  const [rawRate, bareRate, fullRate] = [median(raw), median(bare.map(rate)), median(full.map(rate))];
  const cpu = (of: readonly Measured[]) => Math.round(median(of.map(({ cpuPerRequest }) => cpuPerRequest)));
  const failed = full.flatMap((result) => [...result.failures.entries()]);
  const count = (value: number) => Math.round(value).toLocaleString('en').padStart(8);
  console.log(
    [
      `${nameOf(each)}: ${count(fullRate)} alerts/s durable`,
      `p50 ${median(full.map(({ p50 }) => p50)).toFixed(1)} ms, p99 ${median(full.map(({ p99 }) => p99)).toFixed(1)} ms`,
      `raw insert ${count(rawRate)}/s: ${(fullRate / rawRate).toFixed(2)}×`,
      `no database ${count(bareRate)}/s: ${(fullRate / bareRate).toFixed(2)}×`,
      `server's own CPU per request ${cpu(full)} µs, without database ${cpu(bare)} µs`,
      ...(failed.length === 0 ? [] : [`FAILED ${JSON.stringify(failed)}`]),
    ].join(' | '),
  );
}
