import { type Incident, isOpen } from '../../incidents/index.ts';
import { cancelWakeup, wakeAt } from '../../jobs/index.ts';
import { type Actor, later, theProduct, theSystem } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import {
  begin,
  dueInjects,
  finish,
  hold,
  limitOf,
  nextLook,
  type Placed,
  precedence,
} from './decide-drill.ts';
import { type DrillWord, drillNotice } from './decide-message.ts';
import { score } from './decide-score.ts';
import { type Drill, isOver, type RealIncident } from './model.ts';
import type { DrillPorts } from './ports.ts';
import * as store from './store.ts';

/** The wake-up that looks at one drill. */
export const LOOK_DRILL = 'drills.look';

/**
 * Ties a drill to the incident that its alerts have made. A transaction of its own, before the one that goes on with it: whoever
 * handles alerts locks these first and the incident after.
 */
export async function tie(ports: DrillPorts, tx: Tx, id: string): Promise<void> {
  const drill = await store.lockDrill(tx, id);
  if (drill === undefined || drill.startedAt === null || drill.incidentId !== null) return;
  const incidentId = await ports.detection.drillAlerts.incidentOf(tx, id);
  if (incidentId === null) return;
  await store.linkIncident(tx, id, incidentId);
  await publishLive(tx, { topic: 'drill', id });
}

const atWork = ({ acknowledgedBy, roles, responderIds }: Incident): readonly string[] => [
  ...(acknowledgedBy?.kind === 'person' ? [acknowledgedBy.personId] : []),
  ...Object.values(roles),
  ...responderIds,
];

const givesWay = async ({ incidents }: DrillPorts, tx: Tx, drill: Drill): Promise<RealIncident | undefined> =>
  precedence(
    drill,
    (await incidents.realOnes(tx)).map((incident) => ({ ...incident, personIds: atWork(incident) })),
  );

/** Everything that is told to those who take part. */
const tellPlayers = async (ports: DrillPorts, tx: Tx, drill: Drill, word: DrillWord): Promise<void> => {
  const { people } = await ports.directory.facts(tx);
  const facts = { url: `${ports.publicUrl}/drills/${drill.id}`, now: ports.clock.now() };
  const drafts = drill.personIds.flatMap((id) => {
    const reader = people.get(id);
    return reader?.active === true ? [drillNotice(drill, word, reader, facts)] : [];
  });
  await ports.communication.enqueue(tx, drafts);
};

export type Play = ReturnType<typeof createPlay>;

/** Plays a drill: what its scenario lets happen, and when it gives way or ends. In the caller's transaction, the drill locked. */
export function createPlay(ports: DrillPorts) {
  const { clock, incidents, detection } = ports;

  const save = async (tx: Tx, drill: Drill): Promise<Drill> => {
    const done = new Set((await store.happenedIn(tx, drill.id)).map(({ seq }) => seq));
    const saved = { ...drill, nextAt: nextLook(drill, done) };
    await store.saveDrill(tx, saved);
    if (saved.nextAt === null) await cancelWakeup(tx, LOOK_DRILL, drill.id);
    else await wakeAt(tx, { task: LOOK_DRILL, key: drill.id, runAt: later(saved.nextAt, clock.now()) });
    await publishLive(tx, { topic: 'drill', id: drill.id });
    return saved;
  };

  const tell = (tx: Tx, drill: Drill, word: DrillWord): Promise<void> => tellPlayers(ports, tx, drill, word);

  /** Ends all alerts of it that still fire. */
  const clear = async (tx: Tx, drill: Drill): Promise<void> => {
    const keys = new Set(drill.scenario.injects.flatMap(({ alert }) => alert?.key ?? []));
    for (const key of keys) await detection.drillAlerts.clear(tx, drill.id, key);
  };

  const quiet = async (tx: Tx, { incidentId }: Drill): Promise<void> => {
    if (incidentId !== null) await ports.escalation.quiet(tx, incidentId);
  };

  const fire = async (tx: Tx, drill: Drill, { seq, inject }: Placed): Promise<void> => {
    const { alert, worsens, clears, customer } = inject;
    await store.addHappened(tx, drill.id, seq, clock.now());
    const { systemId, scenario } = drill;
    if (alert !== undefined)
      await detection.drillAlerts.fire(tx, drill.id, { ...alert, labels: scenario.labels, systemId });
    if (worsens !== undefined) await detection.drillAlerts.worsen(tx, drill.id, worsens);
    if (clears !== undefined) await detection.drillAlerts.clear(tx, drill.id, clears);
    if (customer === undefined) return;
    if (drill.incidentId !== null)
      await incidents.noteIn(tx, drill.incidentId, `DRILL. ${customer.from}: ${customer.says}`);
    await tell(tx, drill, { kind: 'customer', seq, ...customer });
  };

  /** Over: scored by what is on the record, and whoever was there is noted. */
  const end = async (tx: Tx, drill: Drill, by: Actor): Promise<Drill> => {
    const now = clock.now();
    const ended = finish(drill, { status: 'ended', by, reason: null }, now);
    await save(tx, ended);
    await clear(tx, ended);
    if (ended.incidentId === null) return ended;
    await incidents.endDrill(tx, ended.incidentId, 'The drill ended.', by);
    const incident = await incidents.get(tx, ended.incidentId, theProduct);
    const { policy } = await ports.policies.version(tx, incident.policyVersion);
    const record = await incidents.record(tx, incident, theProduct);
    const happened = await store.happenedIn(tx, drill.id);
    const scored = { ...ended, scorecard: score({ drill: ended, happened, incident, record, policy }) };
    await save(tx, scored);
    await ports.ended(tx, scored);
    await tell(tx, scored, { kind: 'ended' });
    return scored;
  };

  /** Everything that is due now. @returns the drill as it is after that */
  const advance = async (tx: Tx, before: Drill): Promise<Drill> => {
    const now = clock.now();
    if (isOver(before.status)) {
      // It may have been over before its first alert had made the incident.
      const { incidentId, endedBy } = before;
      if (incidentId !== null)
        await incidents.endDrill(tx, incidentId, 'The drill is over.', endedBy ?? theSystem);
      return before;
    }
    if (before.status === 'held') {
      // Its first alert may have made the incident only after it was held.
      await quiet(tx, before);
      return save(tx, before);
    }
    if (before.status === 'scheduled' && now.epochMilliseconds < before.startsAt.epochMilliseconds)
      return save(tx, before);
    const over =
      before.incidentId !== null && !isOpen((await incidents.get(tx, before.incidentId, theProduct)).status);
    if (over) return end(tx, before, theSystem);
    const real = await givesWay(ports, tx, before);
    if (real !== undefined) {
      await quiet(tx, before);
      const held = await save(tx, hold(before, real.id, now));
      await tell(tx, held, { kind: 'held' });
      return held;
    }
    const drill = before.startedAt === null ? begin(before, now) : before;
    if (before.startedAt === null) await tell(tx, drill, { kind: 'begins' });
    const limit = limitOf(drill);
    if (limit !== null && now.epochMilliseconds >= limit.epochMilliseconds) return end(tx, drill, theSystem);
    const done = new Set((await store.happenedIn(tx, drill.id)).map(({ seq }) => seq));
    // Alerts before what is noted in the incident: in this order everybody else locks them.
    const due = dueInjects(drill, done, now);
    const noted = ({ inject }: Placed) => inject.customer !== undefined;
    for (const placed of [...due.filter((one) => !noted(one)), ...due.filter(noted)])
      await fire(tx, drill, placed);
    return save(tx, drill);
  };

  return { save, tell, clear, quiet, end, advance };
}
