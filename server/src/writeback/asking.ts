import { type Incident, isOpen, referenceOf } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { AlertmanagerClient, Answered, FiringThere } from './client.ts';
import {
  created,
  ended,
  looked,
  nextStep,
  type Outcome,
  renewed,
  type Seen,
  type Wish,
} from './decide-silence.ts';
import type { SilencedAlert, WrittenSilence } from './model.ts';

export interface FiringAlert extends SilencedAlert {
  readonly integrationId: string;
  /** As detection has it. */
  readonly status: 'firing' | 'resolved';
}

interface Ports {
  readonly clock: Clock;
  readonly incidentUrl: (incident: Incident) => string;
  readonly alertOver: (alert: FiringAlert) => Promise<void>;
}

/** One Alertmanager in one look: asked once for what fires, and what it did not answer is not waited for again. */
export interface Asked {
  readonly client: Answered<AlertmanagerClient>;
  readonly firing: () => Promise<Answered<ReadonlyMap<string, FiringThere>>>;
  /** Its last fault in this look. */
  fault: string | null;
}

interface About {
  readonly row: WrittenSilence;
  readonly incident: Incident;
  readonly alert: FiringAlert | undefined;
  /** Undefined when write-back was turned off. */
  readonly there: Asked | undefined;
}

/** What Alertmanager is asked for one silence, and what follows from its answers. */
export function createAsking(ports: Ports) {
  const { clock } = ports;

  const commentOn = (incident: Incident): string =>
    `${referenceOf(incident.number)} is acknowledged in Tocsin: ${ports.incidentUrl(incident)}`;

  async function one({ row, incident, alert, there }: About): Promise<Outcome> {
    const wish = wishOf(incident, alert, there);
    const step = alert === undefined ? 'nothing' : nextStep(row, wish);
    if (there === undefined || alert === undefined || step === 'nothing')
      return ended(row, wish === 'silence' ? 'over' : wish, clock.now(), { removed: false });
    if (step === 'create') {
      const ask = (client: AlertmanagerClient) =>
        client.silence(alert.labels, commentOn(incident), clock.now());
      return created(row, await asked(there, ask), clock.now());
    }
    if (step === 'remove') {
      // Its end may have come while it was silenced, and is not sent afterwards: what still fires pages on by itself.
      const fires = wish === 'unacknowledged' ? await firesThere(there, alert) : null;
      const isOver = fires !== null && 'ok' in fires && !fires.ok;
      if (isOver) await ports.alertOver(alert);
      const removed = await remove(there, row);
      return ended(row, isOver || wish === 'silence' ? 'over' : wish, clock.now(), { removed });
    }
    return watch({ row, incident, alert, there });
  }

  /** The state of a silenced alert: it sends no "resolved", so it is asked for. */
  async function watch({ row, incident, alert, there }: Watching): Promise<Outcome> {
    const now = clock.now();
    const answer = await firesThere(there, alert);
    const seen: Seen = 'ok' in answer ? (answer.ok ? 'firing' : 'gone') : answer;
    const { row: after, next } = looked(row, seen, now);
    const silenceId = row.silenceId ?? '';
    if (next === 'wait') return { row: after, news: null };
    if (next === 'unreachable') {
      const problem = 'fault' in answer ? answer.fault : null;
      return ended(after, 'unreachable', now, { problem, removed: await remove(there, row) });
    }
    if (next === 'over') {
      const removed = await remove(there, row);
      await ports.alertOver(alert);
      return ended(after, 'over', now, { removed });
    }
    const begun = await asked(there, (client) => client.begun(silenceId));
    if ('fault' in begun) return { row: { ...after, failures: after.failures + 1 }, news: null };
    // Whoever ended it in Alertmanager wants to hear of the alert.
    if (begun.ok === null) return ended(after, 'ended_there', now);
    const renewing = { id: silenceId, startsAt: begun.ok };
    const made = await asked(there, (client) =>
      client.silence(alert.labels, commentOn(incident), now, renewing),
    );
    if ('fault' in made) return { row: { ...after, failures: after.failures + 1 }, news: null };
    return { row: renewed(after, made.ok, now), news: null };
  }

  /** One for all silences of an Alertmanager that are looked at together. */
  function askedOf(client: Answered<AlertmanagerClient>, alerts: readonly SilencedAlert[]): Asked {
    let answer: ReturnType<Asked['firing']> | undefined;
    const there: Asked = {
      client,
      fault: null,
      firing: () => {
        answer ??= asked(there, (open) => open.firing(alerts, clock.now()));
        return answer;
      },
    };
    return there;
  }

  return { one, askedOf };
}

type Watching = { readonly [K in keyof About]: NonNullable<About[K]> };

async function asked<T>(
  there: Asked,
  ask: (client: AlertmanagerClient) => Promise<Answered<T>>,
): Promise<Answered<T>> {
  const { client } = there;
  if ('fault' in client) return client;
  if (there.fault !== null) return { fault: there.fault };
  const answer = await ask(client.ok);
  if ('fault' in answer) there.fault = answer.fault;
  return answer;
}

async function firesThere(there: Asked, { dedupKey }: FiringAlert): Promise<Answered<boolean>> {
  const firing = await there.firing();
  return 'ok' in firing ? { ok: firing.ok.has(dedupKey) } : firing;
}

/** Asked whatever else failed: what cannot be asked for its alerts may still take this. */
async function remove({ client }: Asked, { silenceId }: WrittenSilence): Promise<boolean> {
  if (silenceId === null) return true;
  return 'ok' in client && 'ok' in (await client.ok.remove(silenceId));
}

/** A silence that could not be removed is tried again, until it has ended by itself. */
export async function removeLeft(there: Asked, row: WrittenSilence, hasEnded: boolean) {
  if (row.silenceId === null || !(hasEnded || (await remove(there, row)))) return row;
  return { ...row, silenceId: null, endsAt: null };
}

function wishOf(incident: Incident, alert: FiringAlert | undefined, there: Asked | undefined): Wish {
  if (there === undefined) return 'turned_off';
  if (!isOpen(incident.status)) return 'resolved';
  if (alert?.status === 'resolved') return 'over';
  return incident.acknowledgedAt === null ? 'unacknowledged' : 'silence';
}
