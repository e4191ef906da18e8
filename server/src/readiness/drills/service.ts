import type { IncidentEvent } from '../../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../../jobs/index.ts';
import {
  type Actor,
  Fault,
  type Instant,
  isBefore,
  later,
  notFound,
  plusSeconds,
  type Viewer,
} from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type Drill, isOver } from './model.ts';
import { createPlay, LOOK_DRILL, tie } from './play.ts';
import type { DrillPorts } from './ports.ts';
import type { NamedScenario } from './scenarios.ts';
import { createScenarios } from './service-scenarios.ts';
import { createSteering } from './service-steer.ts';
import * as store from './store.ts';

/** How far ahead lost wake-ups are looked for, and from when on one is overdue. */
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;
const MOST_LISTED = 200;
/** The wake-up by what happens to incidents. Its own: whoever has the drill at that moment sets LOOK_DRILL, and would take this one back. */
const HEARD = 'drills.heard';

export interface NewDrill {
  readonly scenarioId: string;
  readonly title: string | null;
  readonly systemId: string | null;
  readonly teamId: string | null;
  readonly personIds: readonly string[];
  readonly everyone: boolean;
  /** null: now. */
  readonly startsAt: Instant | null;
  readonly occurrenceId: string | null;
}

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_drill', message, [{ path, message }]);

/** A drill as somebody wants it, not begun yet. @throws Fault `invalid` */
async function plan(
  { clock, directory, checkPlanned }: DrillPorts,
  scenarios: readonly NamedScenario[],
  tx: Tx,
  wanted: NewDrill,
  actor: Actor,
): Promise<Drill> {
  const now = clock.now();
  const named = scenarios.find(({ id }) => id === wanted.scenarioId);
  if (named === undefined) throw invalid('scenario', `Scenario "${wanted.scenarioId}" not found.`);
  const { systems, teams, people } = await directory.facts(tx);
  const system = wanted.systemId === null ? undefined : systems.get(wanted.systemId);
  if (wanted.systemId !== null && system?.archived !== false)
    throw invalid('system', `System "${wanted.systemId}" not found.`);
  const teamId = system?.teamId ?? wanted.teamId;
  if (teamId !== null && !teams.has(teamId)) throw invalid('team', `Team "${teamId}" not found.`);
  const personIds = [...new Set(wanted.personIds)];
  const gone = personIds.find((id) => people.get(id)?.active !== true);
  if (gone !== undefined) throw invalid('people', 'One of these people is not here any more.');
  if (personIds.length === 0) throw invalid('people', 'Choose at least one person who takes part.');
  if (wanted.startsAt !== null && isBefore(wanted.startsAt, now))
    throw invalid('startsAt', 'Choose a time to come.');
  if (wanted.occurrenceId !== null) await checkPlanned(tx, wanted.occurrenceId);
  return {
    ...{ id: newId(clock), title: wanted.title ?? named.scenario.title, scenario: named.scenario },
    ...{ systemId: wanted.systemId, teamId, personIds, everyone: wanted.everyone, status: 'scheduled' },
    ...{ startsAt: wanted.startsAt ?? now, startedAt: null, endedAt: null, createdBy: actor },
    ...{ endedBy: null, reason: null, incidentId: null, heldBy: null, heldAt: null, heldSeconds: 0 },
    resumedPast: [],
    ...{ nextAt: null, scorecard: null, improvements: '', occurrenceId: wanted.occurrenceId },
  };
}

export type Drills = ReturnType<typeof createDrills>;

/** Exercises through the real pipeline. */
export function createDrills(ports: DrillPorts) {
  const { database, clock } = ports;
  const { db } = database;
  const play = createPlay(ports);
  const scenarios = createScenarios(ports);
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    again(() => database.transaction(work));
  const look = async (id: string): Promise<void> => {
    await transaction((tx) => tie(ports, tx, id));
    await transaction(async (tx) => {
      const drill = await store.lockDrill(tx, id);
      if (drill !== undefined) await play.advance(tx, drill);
    });
  };

  return {
    ...scenarios,
    ...createSteering(ports, play),
    list: () => store.listDrills(db, MOST_LISTED),
    get: async (id: string): Promise<Drill> => {
      const drill = await store.findDrill(db, id);
      if (drill === undefined) throw notFound('drill');
      return drill;
    },
    happened: (id: string) => store.happenedIn(db, id),
    lastAttendance: (reader: Reader) => store.lastAttendance(reader),

    /** Plans a drill, or starts it now. @throws Fault `invalid` */
    create: (wanted: NewDrill, viewer: Viewer): Promise<Drill> =>
      transaction(async (tx) => {
        const drill = await plan(ports, await scenarios.scenarios(tx), tx, wanted, viewer.actor);
        await play.save(tx, drill);
        await ports.audit(tx, {
          actor: viewer.actor,
          ...{ action: 'drill.planned', subjectKind: 'drill', subjectId: drill.id },
          details: { title: drill.title, everyone: drill.everyone, people: drill.personIds.length },
        });
        if (wanted.startsAt === null) return play.advance(tx, drill);
        await play.tell(tx, drill, { kind: 'scheduled' });
        return drill;
      }),

    /** Who alone is told of a drill; null: everyone. */
    peopleOf: async (tx: Tx, id: string): Promise<readonly string[] | null> => {
      const drill = await store.findDrill(tx, id);
      return drill === undefined || drill.everyone ? null : drill.personIds;
    },
    /** Who hears of the incident of a drill; undefined: whoever it is sent to. Nobody while it is held. */
    audience: async (tx: Tx, incidentId: string) => {
      const tied = await store.drillOfIncident(tx, incidentId);
      // Held or over before its alert has made the incident: nobody hears of that at all.
      const other = tied === undefined ? await notTied(ports, tx, incidentId) : undefined;
      const silent = (tied ?? other)?.status === 'held' || (other !== undefined && isOver(other.status));
      return silent ? () => false : ports.incidents.drillAudience(tx, incidentId);
    },
    onIncident: (tx: Tx, event: IncidentEvent) => follow(ports, tx, event),

    tasks: (): TaskGroup => ({
      name: 'drills',
      concurrency: 1,
      tasks: { [LOOK_DRILL]: ({ key }) => look(String(key)), [HEARD]: ({ key }) => look(String(key)) },
    }),
    /** Looks for drills whose wake-up is gone or late. @returns how many got a new one */
    watch: (): Promise<number> => transaction((tx) => wakeLost(tx, clock.now())),
    oldestDue: (): Promise<Instant | null> => store.oldestLook(db),
  };
}

/**
 * The drill whose incident this is learns of it; drills under way look whether a real one takes precedence. Told in the transaction
 * in which it happened, which may be a batch of real alerts: no row of a drill is written or locked here.
 */
async function follow(ports: DrillPorts, tx: Tx, event: IncidentEvent): Promise<void> {
  const now = ports.clock.now();
  const wake = (id: string) => wakeAt(tx, { task: HEARD, key: id, runAt: now });
  if (event.type === 'incidents.resolved') {
    const own = await store.drillOfIncident(tx, event.incidentId);
    return own === undefined || isOver(own.status) ? undefined : wake(own.id);
  }
  if (event.type === 'incidents.declared') {
    const own = await ports.detection.drillAlerts.drillOf(tx, event.incidentId);
    if (own !== null) return wake(own);
  }
  // Of an index that is nearly always empty: a storm declares by the hundred.
  for (const id of await store.drillsUnderWay(tx)) await wake(id);
}

/** The drill of an incident that has not been tied to it yet. */
async function notTied({ detection }: DrillPorts, tx: Tx, incidentId: string): Promise<Drill | undefined> {
  const id = await detection.drillAlerts.drillOf(tx, incidentId);
  return id === null ? undefined : store.findDrill(tx, id);
}

/** @returns how many drills got a new wake-up */
async function wakeLost(tx: Tx, now: Instant): Promise<number> {
  const due = await store.drillsDue(tx, plusSeconds(now, AHEAD_SECONDS));
  const pending = await wakeupsPending(
    tx,
    LOOK_DRILL,
    due.map(({ id }) => id),
  );
  const limit = plusSeconds(now, -OVERDUE_SECONDS);
  const lost = due.filter(({ id, nextAt }) => !pending.has(id) || isBefore(nextAt, limit));
  for (const { id, nextAt } of lost)
    await wakeAt(tx, { task: LOOK_DRILL, key: id, runAt: later(nextAt, now) });
  return lost.length;
}
