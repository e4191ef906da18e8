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
  theProduct,
  type Viewer,
} from '../../kernel/index.ts';
import { again, type Reader, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishLive } from '../../platform/live/index.ts';
import { finish, hold, over, resume } from './decide-drill.ts';
import type { DrillWord } from './decide-message.ts';
import { type Drill, isOver } from './model.ts';
import { createPlay, LOOK_DRILL } from './play.ts';
import type { DrillPorts } from './ports.ts';
import { type NamedScenario, parseScenario, readScenario, shippedScenarios } from './scenarios.ts';
import * as store from './store.ts';

/** How far ahead lost wake-ups are looked for, and from when on one is overdue. */
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;
const MOST_LISTED = 200;

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

const personOf = ({ actor }: Viewer): string | null => (actor.kind === 'person' ? actor.personId : null);

/** Anyone who takes part, and administrators: whoever notices that it must stop must not have to ask (TRA-2). */
const maySteer = (drill: Drill, viewer: Viewer): boolean =>
  viewer.role === 'administrator' ||
  drill.personIds.includes(personOf(viewer) ?? '') ||
  (drill.createdBy.kind === 'person' && drill.createdBy.personId === personOf(viewer));

export type Drills = ReturnType<typeof createDrills>;

/** Exercises through the real pipeline. */
export function createDrills(ports: DrillPorts) {
  const { database, clock } = ports;
  const { db } = database;
  const play = createPlay(ports);
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    again(() => database.transaction(work));

  /** One act on a locked drill. */
  const steer = (
    id: string,
    viewer: Viewer,
    act: (tx: Tx, drill: Drill) => Promise<Drill>,
    word?: DrillWord,
  ): Promise<Drill> =>
    transaction(async (tx) => {
      const before = await store.lockDrill(tx, id);
      if (before === undefined) throw notFound('drill');
      if (!maySteer(before, viewer))
        throw new Fault(
          'forbidden',
          'not_taking_part',
          'Only those who take part and administrators can do this.',
        );
      const after = await play.save(tx, await act(tx, before));
      if (word !== undefined) await play.tell(tx, after, word);
      return after;
    });

  const scenarios = async (reader: Reader): Promise<readonly NamedScenario[]> => {
    const own = (await store.ownScenarios(reader)).flatMap(({ id, source }): NamedScenario[] => {
      const read = parseScenario(source);
      return 'scenario' in read ? [{ id, source, scenario: read.scenario, ships: false }] : [];
    });
    const replaced = new Set(own.map(({ id }) => id));
    return [...own, ...shippedScenarios().filter(({ id }) => !replaced.has(id))];
  };

  const plan = async (tx: Tx, wanted: NewDrill, actor: Actor): Promise<Drill> => {
    const now = clock.now();
    const named = (await scenarios(tx)).find(({ id }) => id === wanted.scenarioId);
    if (named === undefined) throw invalid('scenario', `Scenario "${wanted.scenarioId}" not found.`);
    const { systems, teams, people } = await ports.directory.facts(tx);
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
    return {
      ...{ id: newId(clock), title: wanted.title ?? named.scenario.title, scenario: named.scenario },
      ...{ systemId: wanted.systemId, teamId, personIds, everyone: wanted.everyone, status: 'scheduled' },
      ...{ startsAt: wanted.startsAt ?? now, startedAt: null, endedAt: null, createdBy: actor },
      ...{ endedBy: null, reason: null, incidentId: null, heldBy: null, heldAt: null, heldSeconds: 0 },
      resumedPast: [],
      ...{ nextAt: null, scorecard: null, improvements: '', occurrenceId: wanted.occurrenceId },
    };
  };

  return {
    scenarios: () => scenarios(db),
    list: () => store.listDrills(db, MOST_LISTED),
    get: async (id: string): Promise<Drill> => {
      const drill = await store.findDrill(db, id);
      if (drill === undefined) throw notFound('drill');
      return drill;
    },
    happened: (id: string) => store.happenedIn(db, id),
    ofIncident: (reader: Reader, incidentId: string) => store.drillOfIncident(reader, incidentId),
    lastAttendance: (reader: Reader) => store.lastAttendance(reader),
    maySteer,

    /** Plans a drill, or starts it now. @throws Fault `invalid` */
    create: (wanted: NewDrill, viewer: Viewer): Promise<Drill> =>
      transaction(async (tx) => {
        const drill = await plan(tx, wanted, viewer.actor);
        await play.save(tx, drill);
        await ports.audit(tx, {
          actor: viewer.actor,
          ...{ action: 'drill.planned', subjectKind: 'drill', subjectId: drill.id },
          details: { title: drill.title, everyone: drill.everyone, people: drill.personIds.length },
        });
        if (wanted.startsAt !== null) {
          await play.tell(tx, drill, { kind: 'scheduled' });
          return drill;
        }
        return play.advance(tx, drill);
      }),

    /** Stops it at once, whatever is under way; nobody hears more of its incident. */
    abort: (id: string, reason: string | null, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, async (tx, drill) => {
        const status = drill.startedAt === null ? 'cancelled' : 'aborted';
        const after = finish(drill, { status, by: viewer.actor, reason }, clock.now());
        await play.save(tx, after);
        await play.clear(tx, after);
        if (drill.incidentId !== null)
          await ports.incidents.endDrill(
            tx,
            drill.incidentId,
            `Drill aborted${reason === null ? '.' : `: ${reason}`}`,
            viewer.actor,
          );
        const { people } = await ports.directory.facts(tx);
        const by = people.get(personOf(viewer) ?? '')?.name ?? 'An administrator';
        await play.tell(tx, after, { kind: 'aborted', by });
        return after;
      }),
    /** Ends it where it stands, and scores it. */
    end: (id: string, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, (tx, drill) => {
        if (drill.startedAt === null)
          throw new Fault('conflict', 'drill_not_begun', 'This drill has not begun. Cancel it instead.');
        if (isOver(drill.status)) throw over();
        return play.end(tx, drill, viewer.actor);
      }),
    hold: (id: string, viewer: Viewer): Promise<Drill> =>
      steer(
        id,
        viewer,
        async (tx, drill) => {
          if (drill.status !== 'running')
            throw new Fault('conflict', 'drill_not_running', 'This drill is not running.');
          await play.quiet(tx, drill);
          return hold(drill, null, clock.now());
        },
        { kind: 'held' },
      ),
    resume: (id: string, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, async (_tx, drill) => resume(drill, clock.now()), { kind: 'resumed' }),

    /** Somebody looks where a fact is to be found. @throws Fault `conflict` while it is not to be found there yet */
    look: (id: string, seq: number, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, async (tx, drill) => {
        const by = personOf(viewer);
        const fact = drill.scenario.injects[seq]?.fact;
        const there = (await store.happenedIn(tx, id)).some((one) => one.seq === seq);
        if (fact === undefined || !there) throw notFound('fact');
        if (isOver(drill.status)) throw over();
        if (by === null) throw new Fault('forbidden', 'no_person', 'Only a person can look.');
        if (!(await store.markFound(tx, id, seq, { at: clock.now(), by }))) return drill;
        if (drill.incidentId !== null)
          await ports.incidents.noteIn(tx, drill.incidentId, `DRILL. Looked at: ${fact.look}. ${fact.finds}`);
        return drill;
      }),
    improve: (id: string, text: string, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, async (tx, drill) => {
        await store.saveImprovements(tx, id, text);
        return { ...drill, improvements: text };
      }),

    saveScenario: (id: string, source: string, viewer: Viewer): Promise<void> =>
      transaction(async (tx) => {
        readScenario(source);
        await store.saveScenario(tx, { id, source, at: clock.now(), by: viewer.actor });
        await ports.audit(tx, {
          actor: viewer.actor,
          ...{ action: 'drill_scenario.saved', subjectKind: 'drill_scenario', subjectId: id, details: {} },
        });
      }),
    removeScenario: (id: string, viewer: Viewer): Promise<void> =>
      transaction(async (tx) => {
        if (!(await store.removeScenario(tx, id))) throw notFound('scenario');
        await ports.audit(tx, {
          actor: viewer.actor,
          ...{ action: 'drill_scenario.removed', subjectKind: 'drill_scenario', subjectId: id, details: {} },
        });
      }),

    /** Who alone is told of a drill; null: everyone. */
    peopleOf: async (tx: Tx, id: string): Promise<readonly string[] | null> => {
      const drill = await store.findDrill(tx, id);
      return drill === undefined || drill.everyone ? null : drill.personIds;
    },
    onIncident: (tx: Tx, event: IncidentEvent) => follow(ports, tx, event),

    tasks: (): TaskGroup => ({
      name: 'drills',
      concurrency: 1,
      tasks: {
        [LOOK_DRILL]: ({ key }) =>
          transaction(async (tx) => {
            const drill = await store.lockDrill(tx, String(key));
            if (drill !== undefined && !isOver(drill.status)) await play.advance(tx, drill);
          }),
      },
    }),
    watch: (): Promise<number> => transaction((tx) => wakeLost(tx, clock.now())),
    oldestDue: (): Promise<Instant | null> => store.oldestLook(db),
  };
}

/** The drill whose incident this is learns of it; drills under way look whether a real one takes precedence. */
async function follow(ports: DrillPorts, tx: Tx, event: IncidentEvent): Promise<void> {
  const now = ports.clock.now();
  const wake = (id: string) => wakeAt(tx, { task: LOOK_DRILL, key: id, runAt: now });
  if (event.type === 'incidents.resolved') {
    const own = await store.drillOfIncident(tx, event.incidentId);
    return own === undefined ? undefined : wake(own.id);
  }
  if (event.type === 'incidents.declared') {
    const incident = await ports.incidents.get(tx, event.incidentId, theProduct);
    if (incident.drill) {
      const [declared] = await ports.incidents.entries(tx, incident.id, ['declared']);
      const { drill } = (declared?.data ?? {}) as { drill?: { id: string } };
      if (drill !== undefined) await store.linkIncident(tx, drill.id, incident.id);
      await publishLive(tx, { topic: 'drill' });
      return;
    }
  }
  for (const id of await store.drillsUnderWay(tx)) await wake(id);
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
