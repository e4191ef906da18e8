import { Fault, notFound, type Viewer } from '../../kernel/index.ts';
import { again, type Tx } from '../../platform/db/index.ts';
import { finish, hold, over, resume } from './decide-drill.ts';
import type { DrillWord } from './decide-message.ts';
import { type Drill, isOver } from './model.ts';
import { type Play, tie } from './play.ts';
import type { DrillPorts } from './ports.ts';
import * as store from './store.ts';

const personOf = ({ actor }: Viewer): string | null => (actor.kind === 'person' ? actor.personId : null);

/** Anyone who takes part, and administrators: whoever notices that it must stop must not have to ask (TRA-2). */
const maySteer = (drill: Drill, viewer: Viewer): boolean =>
  viewer.role === 'administrator' ||
  drill.personIds.includes(personOf(viewer) ?? '') ||
  (drill.createdBy.kind === 'person' && drill.createdBy.personId === personOf(viewer));

const conflict = (code: string, message: string): Fault => new Fault('conflict', code, message);

type Act = (tx: Tx, drill: Drill) => Promise<Drill>;

/** What those who take part do with a drill. @throws Fault `forbidden` for everybody else, `conflict` when it is too late */
export function createSteering(ports: DrillPorts, play: Play) {
  const { database, clock, incidents } = ports;

  /** One act on a locked drill. @param word what all who take part are told of it */
  const steer = async (id: string, viewer: Viewer, act: Act, word?: DrillWord): Promise<Drill> => {
    await again(() => database.transaction((tx) => tie(ports, tx, id)));
    return again(() =>
      database.transaction(async (tx) => {
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
      }),
    );
  };

  const abort = async (tx: Tx, drill: Drill, reason: string | null, viewer: Viewer): Promise<Drill> => {
    const status = drill.startedAt === null ? 'cancelled' : 'aborted';
    const after = finish(drill, { status, by: viewer.actor, reason }, clock.now());
    await play.save(tx, after);
    await play.clear(tx, after);
    const why = `Drill aborted${reason === null ? '.' : `: ${reason}`}`;
    if (drill.incidentId !== null) await incidents.endDrill(tx, drill.incidentId, why, viewer.actor);
    const { people } = await ports.directory.facts(tx);
    const by = people.get(personOf(viewer) ?? '')?.name ?? 'An administrator';
    await play.tell(tx, after, { kind: 'aborted', by });
    return after;
  };

  const goOn = async (tx: Tx, drill: Drill): Promise<Drill> => {
    // Saved first: while it is held nobody hears of its incident.
    const after = await play.save(tx, resume(drill, clock.now()));
    if (after.incidentId !== null) await ports.escalation.unquiet(tx, after.incidentId);
    return after;
  };

  /** @throws Fault `not_found` while nothing is to be found there */
  const look = async (tx: Tx, drill: Drill, seq: number, viewer: Viewer): Promise<Drill> => {
    const by = personOf(viewer);
    const fact = drill.scenario.injects[seq]?.fact;
    const there = (await store.happenedIn(tx, drill.id)).some((one) => one.seq === seq);
    if (fact === undefined || !there) throw notFound('fact');
    if (isOver(drill.status)) throw over();
    if (by === null) throw new Fault('forbidden', 'no_person', 'Only a person can look.');
    const first = await store.markFound(tx, drill.id, seq, { at: clock.now(), by });
    if (first && drill.incidentId !== null)
      await incidents.noteIn(tx, drill.incidentId, `DRILL. Looked at: ${fact.look}. ${fact.finds}`);
    return drill;
  };

  return {
    maySteer,
    /** Stops it at once, whatever is under way; nobody hears more of its incident. */
    abort: (id: string, reason: string | null, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, (tx, drill) => abort(tx, drill, reason, viewer)),
    /** Ends it where it stands, and scores it. */
    end: (id: string, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, (tx, drill) => {
        if (isOver(drill.status)) throw over();
        if (drill.startedAt === null)
          throw conflict('drill_not_begun', 'This drill has not begun. Cancel it instead.');
        return play.end(tx, drill, viewer.actor);
      }),
    hold: (id: string, viewer: Viewer): Promise<Drill> => {
      const act: Act = async (tx, drill) => {
        if (drill.status !== 'running') throw conflict('drill_not_running', 'This drill is not running.');
        await play.quiet(tx, drill);
        return hold(drill, null, clock.now());
      };
      return steer(id, viewer, act, { kind: 'held' });
    },
    resume: (id: string, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, (tx, drill) => goOn(tx, drill), { kind: 'resumed' }),
    /** Somebody looks where a fact may be found; the first to look is noted. */
    look: (id: string, seq: number, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, (tx, drill) => look(tx, drill, seq, viewer)),
    improve: (id: string, text: string, viewer: Viewer): Promise<Drill> =>
      steer(id, viewer, async (_tx, drill) => ({ ...drill, improvements: text })),
  };
}
