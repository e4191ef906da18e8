import type { Communication, MessageContent } from '../../communication/index.ts';
import type { Audit, DirectoryFacts } from '../../directory/index.ts';
import type { Escalation } from '../../escalation/index.ts';
import { type Clock, type Instant, notFound, type Viewer } from '../../kernel/index.ts';
import type { OnCall } from '../../oncall/index.ts';
import { again, type Database, type Reader, type Tx } from '../../platform/db/index.ts';
import { publishLive } from '../../platform/live/index.ts';
import type { Policies } from '../../policy/index.ts';
import { isLead, mayNote, mayWithdraw, memberships, nextTurns, unready } from './decide-training.ts';
import type { Step, StepDone, Turn } from './model.ts';
import * as store from './store.ts';

export interface TrainingPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly publicUrl: string;
  readonly audit: Audit;
  readonly onCall: Pick<OnCall, 'schedules'>;
  readonly policies: Pick<Policies, 'current'>;
  readonly communication: Pick<Communication, 'enqueue'>;
  readonly escalation: Pick<Escalation, 'holdersIn'>;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  /** Who took part in a drill that was played to its end, and when last. */
  readonly drilled: (reader: Reader) => Promise<ReadonlyMap<string, Instant>>;
}

/** How far ahead shifts are looked at, for the page and for the manager. */
const AHEAD_DAYS = 30;
const TELL_DAYS = 7;
/** The manager of somebody who stays unready hears again after so long. */
const AGAIN_DAYS = 30;

const days = (from: Instant, count: number): Instant => from.add({ hours: 24 * count });

const warning = (
  turns: readonly Turn[],
  { people, teams }: DirectoryFacts,
  teamId: string,
  publicUrl: string,
): MessageContent => ({
  kind: 'notice',
  subject: `Going on call without sign-off: ${teams.get(teamId)?.name ?? teamId}`,
  headline: 'These people are on call soon and have not been signed off. They will be paged all the same.',
  facts: turns.map(({ personId, from }) => ({
    label: people.get(personId)?.name ?? personId,
    value: `from ${from.toZonedDateTimeISO('UTC').toPlainDate()}`,
  })),
  paragraphs: ['Finish their training and sign them off, or put someone else on call.'],
  actions: [{ label: 'Open training', url: `${publicUrl}/training`, kind: 'open' }],
  thread: { id: `training:${teamId}`, title: 'Training' },
});

export type Training = ReturnType<typeof createTraining>;

/** The way of each person to being on call (TRA-3). Nobody is kept from being paged by it. */
export function createTraining(ports: TrainingPorts) {
  const { database, clock } = ports;
  const { db } = database;
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    again(() => database.transaction(work));

  /** What is done, with the drills that people took part in. */
  const doneBy = async (reader: Reader): Promise<readonly StepDone[]> => {
    const noted = await store.stepsDone(reader);
    const have = new Set(noted.flatMap(({ step, personId }) => (step === 'drill' ? [personId] : [])));
    const drilled = [...(await ports.drilled(reader))].flatMap(([personId, at]): StepDone[] =>
      have.has(personId)
        ? []
        : [{ personId, step: 'drill', at, by: { kind: 'system' }, note: '', policyVersion: null }],
    );
    return [...noted, ...drilled];
  };

  const turnsUntil = async (reader: Reader, until: number): Promise<readonly Turn[]> => {
    const now = clock.now();
    const { people } = await ports.directory.facts(reader);
    const all = nextTurns(await ports.onCall.schedules(reader), now, days(now, until));
    return all.filter(({ personId }) => people.get(personId)?.active === true);
  };

  return {
    leads: async (viewer: Viewer): Promise<boolean> => isLead(viewer, await ports.directory.facts(db)),
    show: async () => {
      const schedules = await ports.onCall.schedules(db);
      const turns = await turnsUntil(db, AHEAD_DAYS);
      const done = await doneBy(db);
      return {
        now: clock.now(),
        ...{ done, turns, unready: unready(turns, done), teams: memberships(schedules, turns) },
        directory: await ports.directory.facts(db),
        policyVersion: (await ports.policies.current(db)).version,
      };
    },
    /** @throws Fault as mayNote does; `not_found` for somebody who is not there */
    note: (personId: string, step: Step, note: string, viewer: Viewer): Promise<void> =>
      transaction(async (tx) => {
        const facts = await ports.directory.facts(tx);
        if (facts.people.get(personId)?.active !== true) throw notFound('person');
        const own = (await doneBy(tx)).filter((one) => one.personId === personId);
        mayNote(step, personId, viewer, isLead(viewer, facts), own);
        const policyVersion = step === 'read' ? (await ports.policies.current(tx)).version : null;
        await store.saveStep(tx, { personId, step, at: clock.now(), by: viewer.actor, note, policyVersion });
        await ports.audit(tx, {
          actor: viewer.actor,
          ...{ action: `training.${step}`, subjectKind: 'person', subjectId: personId, details: {} },
        });
        await publishLive(tx, { topic: 'drill' });
      }),
    withdraw: (personId: string, step: Step, viewer: Viewer): Promise<void> =>
      transaction(async (tx) => {
        mayWithdraw(step, personId, viewer, isLead(viewer, await ports.directory.facts(tx)));
        if (!(await store.removeStep(tx, personId, step))) throw notFound('step');
        await ports.audit(tx, {
          actor: viewer.actor,
          ...{
            action: `training.${step}_withdrawn`,
            subjectKind: 'person',
            subjectId: personId,
            details: {},
          },
        });
        await publishLive(tx, { topic: 'drill' });
      }),
    /** In the morning: the managers of those who go on call within a week and are not signed off hear, a message a team. */
    tellManagers: async (tx: Tx): Promise<void> => {
      const now = clock.now();
      const found = unready(await turnsUntil(tx, TELL_DAYS), await doneBy(tx));
      const fresh = await store.flag(tx, found, now, days(now, -AGAIN_DAYS));
      const directory = await ports.directory.facts(tx);
      for (const [teamId, turns] of Map.groupBy(fresh, (turn) => turn.teamId)) {
        const managers = await ports.escalation.holdersIn(tx, teamId, 'engineering_manager');
        await ports.communication.enqueue(
          tx,
          managers.map((personId) => ({
            key: `training:${teamId}:${now.epochMilliseconds}:${personId}`,
            ...{ purpose: 'notice' as const, personId, drill: false },
            source: { kind: 'system', id: teamId, generation: 0 },
            content: warning(turns, directory, teamId, ports.publicUrl),
          })),
        );
      }
    },
  };
}
