import type { Clock } from '../../kernel/index.ts';
import {
  ask,
  connectTo,
  isPrivateHost,
  notAllowed,
  recordsOf,
  Unanswered,
} from '../../platform/outbound/index.ts';
import { judgeDns, judgeHttp, judgeValues } from './decide-check.ts';
import type { Probe, Seen } from './model.ts';

export interface ProbePorts {
  readonly clock: Clock;
  /** Whether a host in a private network may be looked at. */
  readonly allowed: (url: URL) => boolean;
  /** Asks a connector for the values of a query. */
  readonly values: (
    connector: string,
    query: string,
  ) => Promise<{ readonly ok: readonly (number | null)[] } | { readonly fault: string }>;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 256_000;
const REDIRECTS = 5;
const DAY_MS = 86_400_000;

type Of<K extends Probe['kind']> = Extract<Probe, { kind: K }>;

/** Looks once, within ten seconds. Whatever goes wrong is what it saw and never an exception. */
export async function look(probe: Probe, ports: ProbePorts): Promise<Seen> {
  try {
    return await lookAt(probe, ports);
  } catch (error) {
    if (error instanceof Unanswered) return { well: false, message: error.message };
    // Thrown on, the job would be given up, and the check would neither fail nor be seen to be broken.
    const why = error instanceof Error ? error.message : String(error);
    return { well: false, message: `The check could not be run: ${why}` };
  }
}

function lookAt(probe: Probe, ports: ProbePorts): Promise<Seen> {
  switch (probe.kind) {
    case 'http':
      return lookAtHttp(probe, ports);
    case 'tcp':
      return lookAtTcp(probe, ports);
    case 'dns':
      return lookAtDns(probe, ports);
    case 'prometheus':
      return lookAtValues(probe, ports);
  }
}

async function lookAtHttp(probe: Of<'http'>, { allowed, clock }: ProbePorts): Promise<Seen> {
  const bounds = { timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES, cut: true };
  // A redirect is the answer when one is expected.
  const isExpected = probe.status !== undefined && probe.status >= 300 && probe.status <= 399;
  const answer = await ask(new URL(probe.url), {
    ...bounds,
    allowed,
    redirects: isExpected ? null : REDIRECTS,
  });
  const ends = answer.certificateEnds?.getTime();
  const daysLeft = ends === undefined ? null : (ends - clock.now().epochMilliseconds) / DAY_MS;
  return judgeHttp(probe, answer, daysLeft);
}

async function lookAtTcp({ host, port }: Of<'tcp'>, { allowed }: ProbePorts): Promise<Seen> {
  await connectTo(host, port, { allowed, timeoutMs: TIMEOUT_MS });
  return { well: true, message: `${host}:${port} accepts connections.` };
}

async function lookAtDns(probe: Of<'dns'>, { allowed }: ProbePorts): Promise<Seen> {
  const { name, type } = probe;
  const url = URL.parse(`tcp://${name}`);
  if (url !== null && isPrivateHost(url.hostname) && !allowed(url)) throw notAllowed(url);
  return judgeDns(probe, await recordsOf(name, type, TIMEOUT_MS));
}

async function lookAtValues(probe: Of<'prometheus'>, { values }: ProbePorts): Promise<Seen> {
  const read = await values(probe.connector, probe.query);
  return 'fault' in read ? { well: false, message: read.fault } : judgeValues(probe, read.ok);
}
