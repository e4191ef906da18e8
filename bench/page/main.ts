import { setTimeout as wait } from 'node:timers/promises';
import { median, percentile } from '../numbers.ts';
import { Pages } from '../pages.ts';
import { type BenchTocsin, startBenchTocsin } from '../tocsin.ts';
import { tellSubscribers } from './subscribers.ts';

const KEY = 'beefbeefbeefbeefbeefbeefbeefbeef';
const SAMPLES = 30;
/** A storm: so many alerts a second, of which one is new. */
const STORM_RATE = 1_000;
const PER_REQUEST = 20;
const KNOWN = 2_000;

/** One team, one person who is always on call, reached by mail at once. */
const ORGANISATION = {
  organisation: { name: 'Bench', timezone: 'UTC', default_team: 'ops' },
  people: [{ email: 'ana@bench.example', name: 'Ana', timezone: 'UTC', role: 'responder' }],
  teams: [{ id: 'ops', name: 'Ops', members: ['ana@bench.example'] }],
  schedules: [
    {
      id: 'ops',
      team: 'ops',
      timezone: 'UTC',
      rotations: [
        {
          name: 'Always',
          level: 1,
          kind: 'weekly',
          handover_day: 'monday',
          handover_time: '10:00',
          participants: ['ana@bench.example'],
        },
      ],
    },
  ],
  integrations: [{ id: 'bench', kind: 'alertmanager', key: KEY }],
};

/**
 * From "accepted" (the 200 that the monitor gets) to "handed to the channel" (the mail server has the page), idle and in a
 * storm of 1,000 alerts a second of which one is new. Each new alert opens an incident of its own. Then once more while ten
 * thousand subscribers of the status page are told.
 */
export async function run(): Promise<void> {
  const pages = await Pages.start();
  const tocsin = await startBenchTocsin({ SMTP_URL: pages.url });
  try {
    await tocsin.api('PUT', '/api/v1/config', ORGANISATION);
    await notify(tocsin, range(0, KNOWN / 2).map(knownAlert));
    await notify(tocsin, range(KNOWN / 2, KNOWN).map(knownAlert));
    await pages.quiet();
    const idle = await sample(tocsin, pages, 'idle', 250);
    const storm = startStorm(tocsin);
    await wait(2_000);
    const inStorm = await sample(tocsin, pages, 'storm', 1_000);
    const rate = await storm.stop();
    report('idle', idle);
    report(`storm of ${Math.round(rate)} alerts/s`, inStorm);
    console.log(`storm p99 / idle p99: ${(percentile(inStorm, 0.99) / percentile(idle, 0.99)).toFixed(2)}×`);
    await pages.quiet();
    const subscribers = await tellSubscribers(tocsin);
    const begun = performance.now();
    const before = await subscribers.left();
    const whileTold = await sample(tocsin, pages, 'told', 250);
    const left = await subscribers.left();
    const perSecond = (before - left) / ((performance.now() - begun) / 1_000);
    report(`while subscribers are told, ${Math.round(perSecond)} a second, ${left} left`, whileTold);
    console.log(
      `told p99 / idle p99: ${(percentile(whileTold, 0.99) / percentile(idle, 0.99)).toFixed(2)}× (aim: at most 2×)`,
    );
    await subscribers.close();
  } finally {
    await tocsin.stop();
    await pages.close();
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

const knownAlert = (index: number) => ({
  status: 'firing',
  labels: { alertname: 'Known', instance: `web${index}`, severity: 'info' },
  annotations: { summary: `Known alert ${index}` },
  fingerprint: `known${index}`,
});

const newAlert = (name: string) => ({
  status: 'firing',
  labels: { alertname: name, severity: 'error' },
  annotations: { summary: `${name} has failed` },
  fingerprint: name,
});

async function notify(tocsin: BenchTocsin, alerts: readonly object[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${tocsin.process.port}/in/alertmanager/${KEY}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: '4', alerts }),
  });
  await response.text();
  if (response.status !== 200) throw new Error(`The alert was answered with ${response.status}.`);
}

/** Milliseconds from accepted to handed over, for new alerts one after the other. */
async function sample(tocsin: BenchTocsin, pages: Pages, kind: string, pauseMs: number): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < SAMPLES; turn++) {
    const name = `Bench${kind}${turn}x`;
    const page = pages.expect(name);
    await notify(tocsin, [newAlert(name)]);
    const accepted = performance.now();
    took.push(Math.max(0, (await page) - accepted));
    await wait(pauseMs);
  }
  return took.sort((a, b) => a - b);
}

/** Repeats of known alerts, at a steady rate however long answers take. */
function startStorm(tocsin: BenchTocsin): { stop(): Promise<number> } {
  const running = new Set<Promise<void>>();
  const begun = performance.now();
  let [sent, failed] = [0, 0];
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) / 1_000) * STORM_RATE;
    while (sent < due) {
      const alerts = range(sent, sent + PER_REQUEST).map((index) => knownAlert(index % KNOWN));
      sent += PER_REQUEST;
      const request: Promise<void> = notify(tocsin, alerts)
        .catch(() => {
          failed += PER_REQUEST;
        })
        .finally(() => running.delete(request));
      running.add(request);
    }
  }, 10);
  return {
    stop: async () => {
      clearInterval(timer);
      const seconds = (performance.now() - begun) / 1_000;
      await Promise.all(running);
      if (failed > 0) console.log(`${failed} alerts of the storm were not accepted`);
      return (sent - failed) / seconds;
    },
  };
}

const report = (name: string, sorted: readonly number[]): void =>
  console.log(
    `${name}: accepted to handed over, p50 ${median(sorted).toFixed(1)} ms, p99 ${percentile(sorted, 0.99).toFixed(1)} ms (${sorted.length} pages)`,
  );
