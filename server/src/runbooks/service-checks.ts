import { isOpen, referenceOf } from '../incidents/index.ts';
import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { type Actor, Fault, theProduct, theSystem, type Viewer } from '../kernel/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { askedOf, kept, lacking, NOT_RECORDED, noConnector } from './decide-check.ts';
import {
  type Attached,
  type CheckMark,
  checkKey,
  isRecorded,
  RECORD_KINDS,
  recordOf,
} from './decide-record.ts';
import type { RunbookStep } from './model.ts';
import type { CheckResult, PlannedCheck } from './model-check.ts';
import { type Case, loadCase, type RunbookPorts, stepNamed } from './service-case.ts';
import { createTurns } from './turns.ts';

const CHECK = 'runbooks.check';

/** Runs, in its own time, what the runbooks of an incident check by themselves. */
export const wakeChecks = (tx: Tx, ports: RunbookPorts, incidentId: string): Promise<void> =>
  wakeAt(tx, { task: CHECK, key: incidentId, runAt: ports.clock.now() });

/** Whether there may be something to run: a step that is to be worked and that no check has looked at. */
export const awaitsChecks = (attached: Attached | undefined, steps: readonly RunbookStep[]): boolean =>
  steps.some(({ id, optional, checks }) => !optional && checks.some((_, at) => !isChecked(attached, id, at)));

const isChecked = (attached: Attached | undefined, stepId: string, check: number): boolean =>
  [...(attached?.checks.values() ?? [])].some((each) => each.stepId === stepId && each.check === check);

interface Ready {
  readonly runbookId: string;
  readonly step: RunbookStep;
  readonly check: number;
  readonly planned: PlannedCheck;
}

/** The checks of a case's steps against their connectors; `lacks` says what keeps one from being run. */
async function readyOf(
  ports: RunbookPorts,
  subject: Case,
  wanted: readonly { readonly attached: Attached; readonly step: RunbookStep }[],
  lacks: (where: Omit<Ready, 'planned'>, result: CheckResult) => readonly Ready[],
): Promise<readonly Ready[]> {
  const all = wanted.flatMap(({ attached: { runbookId }, step }) =>
    step.checks.map((each, check) => ({
      where: { runbookId, step, check },
      read: askedOf(each, subject.values),
    })),
  );
  const askable = all.flatMap(({ where, read }) => ('asked' in read ? [{ where, asked: read.asked }] : []));
  const plans = await ports.checks.plan(
    ports.database.db,
    askable.map(({ asked }) => asked),
    subject.incident.systemIds,
  );
  return [
    ...all.flatMap(({ where, read }) => ('missing' in read ? lacks(where, lacking(read.missing)) : [])),
    ...askable.flatMap(({ where }, at) => {
      const planned = plans[at] ?? [];
      return planned.length === 0
        ? lacks(where, noConnector(where.step.checks[where.check]?.connector ?? null))
        : planned.map((each) => ({ ...where, planned: each }));
    }),
  ];
}

/** Whose checks run, and until when. */
interface Round {
  readonly incidentId: string;
  readonly actor: Actor;
  readonly stopping?: AbortSignal | undefined;
}

type Turns = ReturnType<typeof createTurns>;

/**
 * One after the other on each connector, all connectors at once: a dead one keeps nothing waiting but itself. Nor are two incidents
 * asking the same database at once: it may be ill.
 * @returns whether all were run; the process may have to end before
 */
async function runAll(
  ports: RunbookPorts,
  round: Round,
  ready: readonly Ready[],
  turns: Turns,
): Promise<boolean> {
  const byConnector = Map.groupBy(ready, ({ planned }) => planned.connector?.id ?? null);
  const all = await Promise.all(
    [...byConnector].map(async ([id, group]) => {
      for (const each of group) {
        if (round.stopping?.aborted) return false;
        const result = await (id === null ? each.planned.run() : turns(id, each.planned.run));
        await recordAnyhow(ports, round, each, result);
      }
      return true;
    }),
  );
  return all.every((each) => each);
}

async function recordAnyhow(
  ports: RunbookPorts,
  round: Round,
  ready: Ready,
  result: CheckResult,
): Promise<void> {
  try {
    await record(ports, round, ready, result);
  } catch {
    // Whatever it is about the result, the log takes this; if it takes nothing at all, the job fails and says why.
    await record(ports, round, ready, NOT_RECORDED);
  }
}

async function record(
  { database, incidents }: RunbookPorts,
  { incidentId, actor }: Round,
  { runbookId, step, check, planned }: Ready,
  result: CheckResult,
): Promise<void> {
  const { verdict, sentence, table } = kept(result);
  await again(() =>
    database.transaction(async (tx) => {
      const incident = await incidents.lock(tx, incidentId);
      if (!isOpen(incident.status)) return;
      // Another process may have looked at it meanwhile, or somebody by hand: once is enough for what nobody asked for.
      if (actor.kind === 'system') {
        const now = recordOf(await incidents.entries(tx, incidentId, RECORD_KINDS));
        const connectorId = planned.connector?.id ?? null;
        if (isRecorded(now, { runbookId, stepId: step.id, check, connectorId })) return;
      }
      await incidents.append(tx, incidentId, actor, [
        {
          kind: 'runbook_check',
          data: {
            ...{ runbookId, stepId: step.id, title: step.title, check },
            ...{ name: step.checks[check]?.name ?? step.title, connector: planned.connector },
            ...{ verdict, sentence },
            table: table && {
              columns: [...table.columns],
              rows: table.rows.map((row) => [...row]),
              more: table.more,
            },
          },
        },
      ]);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    }),
  );
}

/** What steps look at by themselves (TYP-1): when a runbook comes to an incident, and again when somebody asks. */
export function createStepChecks(ports: RunbookPorts) {
  const { database, incidents } = ports;
  /** A tired person taps twice; a database that is ill must not be asked twice at once because of it. */
  const running = new Map<string, Promise<void>>();
  const ofIncident = createTurns();
  const ofConnector = createTurns();

  /** What nobody has looked at yet. What has no connector is left for somebody to ask. */
  const automatic = async (incidentId: string, stopping: AbortSignal | undefined): Promise<void> => {
    const [incident] = await incidents.getMany(database.db, [incidentId], theProduct);
    if (incident === undefined || !isOpen(incident.status)) return;
    const subject = await loadCase(ports, database.db, incident);
    const wanted = subject.worked.flatMap(({ attached, version }) =>
      version.runbook.steps
        .filter(({ id, optional }) => !optional && (attached.marks.get(id)?.state ?? 'open') === 'open')
        .map((step) => ({ attached, step })),
    );
    const ready = await readyOf(ports, subject, wanted, () => []);
    const fresh = ready.filter((each) => markOf(subject, each) === undefined);
    const round = { incidentId, actor: theSystem, stopping };
    if (await runAll(ports, round, fresh, ofConnector)) return;
    await database.transaction((tx) => wakeChecks(tx, ports, incidentId));
  };

  /** @throws Fault not_found, `incident_not_open`, `nothing_to_run` */
  const byHand = async (
    ref: string,
    where: { readonly runbookId: string; readonly stepId: string },
    viewer: Viewer,
  ): Promise<void> => {
    const id = await incidents.idOf(database.db, ref, viewer);
    const load = async () => loadCase(ports, database.db, await incidents.get(database.db, id, viewer));
    const before = await load();
    const { step } = stepNamed(before, where);
    if (!isOpen(before.incident.status))
      throw new Fault(
        'conflict',
        'incident_not_open',
        `${referenceOf(before.incident.number)} is over. Reopen it to run its checks.`,
      );
    if (step.checks.length === 0)
      throw new Fault('conflict', 'nothing_to_run', `“${step.title}” has no check that Tocsin runs.`);
    const key = `${id} ${where.runbookId} ${where.stepId}`;
    const same = running.get(key);
    if (same !== undefined) return same;
    const work = ofIncident(id, async () => {
      const now = await load();
      const ready = await readyOf(ports, now, [stepNamed(now, where)], (at, result) => [
        { ...at, planned: { connector: null, run: async () => result } },
      ]);
      // What was looked at while this waited for its turn is as new as can be.
      const due = ready.filter((each) => atOf(now, each) === atOf(before, each));
      await runAll(ports, { incidentId: id, actor: viewer.actor }, due, ofConnector);
    }).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };

  return {
    byHand,
    tasks: (): Readonly<Record<string, TaskHandler>> => ({
      [CHECK]: ({ key }, _attempt, stopping) =>
        ofIncident(String(key), () => automatic(String(key), stopping)),
    }),
  };
}

/** What is on the record of a check that is to be run. */
const markOf = ({ record }: Case, { runbookId, step, check, planned }: Ready): CheckMark | undefined =>
  record.attached
    .find((each) => each.runbookId === runbookId)
    ?.checks.get(checkKey(step.id, check, planned.connector?.id ?? null));

const atOf = (subject: Case, ready: Ready): number | undefined =>
  markOf(subject, ready)?.at.epochMilliseconds;
