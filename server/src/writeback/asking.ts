import { type Incident, isOpen, referenceOf } from '../incidents/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { AlertmanagerClient } from './client.ts';
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
import type { Settings, SilencedAlert, WrittenSilence } from './model.ts';

export interface FiringAlert extends SilencedAlert {
  readonly integrationId: string;
}

interface Ports {
  readonly clock: Clock;
  readonly incidentUrl: (incident: Incident) => string;
  readonly alertOver: (alert: FiringAlert) => Promise<void>;
}

/** What Alertmanager is asked for one silence, and what follows from its answers. */
export function createAsking(ports: Ports, clientOf: (settings: Settings) => AlertmanagerClient) {
  const { clock } = ports;
  /** @param troubled what did not answer in this look is not waited for again */
  async function one(about: {
    row: WrittenSilence;
    incident: Incident;
    alert: FiringAlert | undefined;
    set: ReadonlyMap<string, Settings>;
    troubled: Map<string, string>;
  }): Promise<Outcome> {
    const { row, incident, alert, troubled } = about;
    const own = about.set.get(row.integrationId);
    const wish = wishOf(incident, own);
    const step = alert === undefined ? 'nothing' : nextStep(row, wish);
    if (own === undefined || alert === undefined || step === 'nothing')
      return ended(row, wish === 'silence' ? 'over' : wish, { removed: false });
    const client = clientOf(own);
    const asked = async <T>(ask: () => Promise<{ ok: T } | { fault: string }>) => {
      const known = troubled.get(row.integrationId);
      if (known !== undefined) return { fault: known };
      const answer = await ask();
      if ('fault' in answer) troubled.set(row.integrationId, answer.fault);
      return answer;
    };
    if (step === 'create') {
      const comment = `${referenceOf(incident.number)} is acknowledged in Tocsin: ${ports.incidentUrl(incident)}`;
      return created(row, await asked(() => client.silence(alert.labels, comment, clock.now())), clock.now());
    }
    if (step === 'remove') {
      // Its end may have come while it was silenced, and is not sent afterwards: what still fires pages on by itself.
      const fires = wish === 'unacknowledged' ? await asked(() => client.fires(alert, clock.now())) : null;
      const isOver = fires !== null && 'ok' in fires && !fires.ok;
      if (isOver) await ports.alertOver(alert);
      const removed = await asked(() => client.remove(row.silenceId ?? ''));
      return ended(row, isOver || wish === 'silence' ? 'over' : wish, { removed: 'ok' in removed });
    }
    return watch({ row, incident, alert, client, asked });
  }

  /** The state of a silenced alert: it sends no "resolved", so it is asked for. */
  async function watch({ row, incident, alert, client, asked }: Watching): Promise<Outcome> {
    const now = clock.now();
    const answer = await asked(() => client.fires(alert, now));
    const seen: Seen = 'ok' in answer ? (answer.ok ? 'firing' : 'gone') : answer;
    const { row: after, next } = looked(row, seen, now);
    const silenceId = row.silenceId ?? '';
    if (next === 'wait') return { row: after, news: null };
    if (next === 'unreachable') {
      // Asked all the same: what cannot be asked for its alerts may still take this.
      const removed = await client.remove(silenceId);
      const problem = 'fault' in answer ? answer.fault : null;
      return ended(after, 'unreachable', { problem, removed: 'ok' in removed });
    }
    if (next === 'over') {
      const removed = await asked(() => client.remove(silenceId));
      await ports.alertOver(alert);
      return ended(after, 'over', { removed: 'ok' in removed });
    }
    const begun = await asked(() => client.begun(silenceId));
    if ('fault' in begun) return { row: { ...after, failures: after.failures + 1 }, news: null };
    // Whoever ended it in Alertmanager wants to hear of the alert.
    if (begun.ok === null) return ended(after, 'ended_there');
    const comment = `${referenceOf(incident.number)} is acknowledged in Tocsin: ${ports.incidentUrl(incident)}`;
    const renewing = { id: silenceId, startsAt: begun.ok };
    const made = await asked(() => client.silence(alert.labels, comment, now, renewing));
    if ('fault' in made) return { row: { ...after, failures: after.failures + 1 }, news: null };
    return { row: renewed(after, made.ok, now), news: null };
  }

  return one;
}

interface Watching {
  readonly row: WrittenSilence;
  readonly incident: Incident;
  readonly alert: FiringAlert;
  readonly client: AlertmanagerClient;
  readonly asked: <T>(
    ask: () => Promise<{ ok: T } | { fault: string }>,
  ) => Promise<{ ok: T } | { fault: string }>;
}

function wishOf(incident: Incident, own: Settings | undefined): Wish {
  if (own === undefined) return 'turned_off';
  if (!isOpen(incident.status)) return 'resolved';
  return incident.acknowledgedAt === null ? 'unacknowledged' : 'silence';
}
