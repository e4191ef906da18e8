import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from '../numbers.ts';
import { startAnother, startBenchTocsin } from '../tocsin.ts';

const ROUNDS = 5;
const IDLE_SECONDS = 10;

/**
 * From starting the process to ready, over a database that is up and has the schema (aim: 3 s), and the memory of the
 * server process after ten idle seconds with workers running (aim: 200 MB resident).
 */
export async function run(): Promise<void> {
  const first = await startBenchTocsin({});
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await startAnother(first));
    }
    console.log(`ready ${median(times).toFixed(0)} ms after the start of the process (aim: 3,000)`);
    await wait(IDLE_SECONDS * 1_000);
    const megabytes = await residentMegabytes(first.process.child.pid ?? 0);
    console.log(`${megabytes.toFixed(0)} MB resident after ${IDLE_SECONDS} idle seconds (aim: 200)`);
  } finally {
    await first.stop();
  }
}

/** From /proc; on other systems there is no such file and this says so. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}
