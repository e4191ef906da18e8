import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cpuMillis } from '../processes.ts';
import { startBenchTocsin } from '../tocsin.ts';

const WARM_UP_SECONDS = 15;
const SECONDS = 30;
const AIM_PERCENT = 1;

/** How much of a core a process with workers takes while nothing happens (aim: 1 %), and its sessions in PostgreSQL beside it. */
export async function run(): Promise<void> {
  const tocsin = await startBenchTocsin({});
  try {
    await wait(WARM_UP_SECONDS * 1_000);
    const { pid } = tocsin.process.child;
    const before = [await cpuMillis(pid), await sessionsMillis(tocsin.databaseUrl)] as const;
    await wait(SECONDS * 1_000);
    const after = [await cpuMillis(pid), await sessionsMillis(tocsin.databaseUrl)] as const;
    const percent = (index: 0 | 1): string => ((after[index] - before[index]) / (SECONDS * 10)).toFixed(2);
    console.log(
      `idle for ${SECONDS} s: ${percent(0)} % of a core (aim: ${AIM_PERCENT}); PostgreSQL beside it ${percent(1)} %`,
    );
  } finally {
    await tocsin.stop();
  }
}

/** Processor time of all PostgreSQL processes of this port's server: the postmaster's children, found by their parent. */
async function sessionsMillis(url: string): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  const rows = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const { port } = new URL(url);
  const postmaster = rows.find((row) => row?.[3]?.includes('postgres') && row[3].includes(port))?.[1];
  const own = rows.filter((row) => row !== null && (row[1] === postmaster || row[2] === postmaster));
  const times = await Promise.all(own.map((row) => cpuMillis(Number(row?.[1]))));
  return times.reduce((sum, time) => sum + (Number.isNaN(time) ? 0 : time), 0);
}
