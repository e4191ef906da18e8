import { isOpen, referenceOf } from '../incidents/index.ts';
import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { type Actor, Fault, theProduct, theSystem, type Viewer } from '../kernel/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { askedOf, kept, lacking, NO_CONNECTOR } from './decide-check.ts';
import { type Attached, checkKey } from './decide-record.ts';
import type { RunbookStep } from './model.ts';
import type { CheckResult, PlannedCheck } from './model-check.ts';
import { type Case, loadCase, type RunbookPorts, stepNamed } from './service-case.ts';

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
        ? lacks(where, NO_CONNECTOR)
        : planned.map((each) => ({ ...where, planned: each }));
    }),
  ];
}

/** One after the other on each connector, all connectors at once: a dead one keeps nothing waiting but itself. */
async function runAll(
  ports: RunbookPorts,
  incidentId: string,
  actor: Actor,
  ready: readonly Ready[],
): Promise<void> {
  const byConnector = Map.groupBy(ready, ({ planned }) => planned.connector?.id ?? '');
  await Promise.all(
    [...byConnector.values()].map(async (group) => {
      for (const each of group) await record(ports, incidentId, actor, each, await each.planned.run());
    }),
  );
}

async function record(
  { database, incidents }: RunbookPorts,
  incidentId: string,
  actor: Actor,
  { runbookId, step, check, planned }: Ready,
  result: CheckResult,
): Promise<void> {
  const { verdict, sentence, table } = kept(result);
  await again(() =>
    database.transaction(async (tx) => {
      const incident = await incidents.lock(tx, incidentId);
      if (!isOpen(incident.status)) return;
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

  /** What nobody has looked at yet. What has no connector is left for somebody to ask. */
  const automatic = async (incidentId: string): Promise<void> => {
    const [incident] = await incidents.getMany(database.db, [incidentId], theProduct);
    if (incident === undefined || !isOpen(incident.status)) return;
    const subject = await loadCase(ports, database.db, incident);
    const wanted = subject.worked.flatMap(({ attached, version }) =>
      version.runbook.steps
        .filter(({ id, optional }) => !optional && (attached.marks.get(id)?.state ?? 'open') === 'open')
        .map((step) => ({ attached, step })),
    );
    const ready = await readyOf(ports, subject, wanted, () => []);
    const fresh = ready.filter(({ runbookId, step, check, planned }) => {
      const attached = wanted.find((each) => each.attached.runbookId === runbookId)?.attached;
      return attached?.checks.has(checkKey(step.id, check, planned.connector?.id ?? null)) !== true;
    });
    await runAll(ports, incidentId, theSystem, fresh);
  };

  /** @throws Fault not_found, `incident_not_open`, `nothing_to_run` */
  const byHand = async (
    ref: string,
    where: { readonly runbookId: string; readonly stepId: string },
    viewer: Viewer,
  ): Promise<void> => {
    const id = await incidents.idOf(database.db, ref, viewer);
    const subject = await loadCase(ports, database.db, await incidents.get(database.db, id, viewer));
    const { attached, step } = stepNamed(subject, where);
    if (!isOpen(subject.incident.status))
      throw new Fault(
        'conflict',
        'incident_not_open',
        `${referenceOf(subject.incident.number)} is over. Reopen it to run its checks.`,
      );
    if (step.checks.length === 0)
      throw new Fault('conflict', 'nothing_to_run', `“${step.title}” has no check that Tocsin runs.`);
    const key = `${id} ${where.runbookId} ${where.stepId}`;
    const before = running.get(key);
    if (before !== undefined) return before;
    const work = (async () => {
      const ready = await readyOf(ports, subject, [{ attached, step }], (at, result) => [
        { ...at, planned: { connector: null, run: async () => result } },
      ]);
      await runAll(ports, id, viewer.actor, ready);
    })().finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };

  return {
    byHand,
    tasks: (): Readonly<Record<string, TaskHandler>> => ({ [CHECK]: ({ key }) => automatic(String(key)) }),
  };
}
