import { isOpen, referenceOf } from '../incidents/index.ts';
import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { Fault, notFound, theProduct, theSystem, type Viewer } from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { applies } from './decide-apply.ts';
import { isWorked } from './decide-record.ts';
import type { RunbookDraft } from './entries/index.ts';
import type { StepState } from './model.ts';
import type { Version } from './repository.ts';
import { type Case, loadCase, type RunbookPorts, stepNamed } from './service-case.ts';
import { awaitsChecks, createStepChecks, wakeChecks } from './service-checks.ts';

const LOOK = 'runbooks.look';
export type Runbooks = ReturnType<typeof createRunbooks>;

/** Guided runbooks on an incident: which apply, how far each is (TYP-1, TYP-2, TYP-4). */
export function createRunbooks(ports: RunbookPorts) {
  const { database, incidents, repository } = ports;

  const caseOf = async (reader: Reader, ref: string, viewer: Viewer): Promise<Case> => {
    const id = await incidents.idOf(reader, ref, viewer);
    return loadCase(ports, reader, await incidents.get(reader, id, viewer));
  };

  const act = async (
    ref: string,
    viewer: Viewer,
    decide: (tx: Tx, subject: Case) => Promise<readonly RunbookDraft[]> | readonly RunbookDraft[],
  ): Promise<Case> => {
    await again(() =>
      database.transaction(async (tx) => {
        const id = await incidents.idOf(tx, ref, viewer);
        const subject = await loadCase(ports, tx, await incidents.lock(tx, id));
        const { incident } = subject;
        if (!isOpen(incident.status))
          throw new Fault(
            'conflict',
            'incident_not_open',
            `${referenceOf(incident.number)} is over. Reopen it to work on its runbooks.`,
          );
        const drafts = await decide(tx, subject);
        if (drafts.length > 0) await incidents.append(tx, id, viewer.actor, drafts);
        if (drafts.some(({ kind }) => kind === 'runbook_added')) await wakeChecks(tx, ports, id);
        await publishLive(tx, { topic: 'incident', id });
      }),
    );
    return caseOf(database.db, ref, viewer);
  };

  const checks = createStepChecks(ports);
  return {
    show: (ref: string, viewer: Viewer) => caseOf(database.db, ref, viewer),

    /** Added by hand: it stays, whatever the incident becomes. @throws Fault not_found */
    add: (ref: string, runbookId: string, viewer: Viewer) =>
      act(ref, viewer, async (tx, { record }) => {
        if (record.attached.some((each) => each.runbookId === runbookId)) return [];
        const found = (await repository.current(tx)).find(({ runbook }) => runbook.id === runbookId);
        if (found === undefined) throw notFound(`runbook ${runbookId}`);
        return [added(found, null)];
      }),

    step: (
      ref: string,
      where: { readonly runbookId: string; readonly stepId: string },
      said: { readonly state: StepState; readonly note: string | null; readonly link: string | null },
      viewer: Viewer,
    ) =>
      act(ref, viewer, (_tx, subject) => {
        const { step, attached } = stepNamed(subject, where);
        const before = attached.marks.get(step.id);
        if ((said.state === 'skipped' || said.state === 'failed') && said.note === null)
          throw invalid('note', said.state === 'skipped' ? 'Enter the reason.' : 'Enter what happened.');
        const { state = 'open', note = null, link = null } = before ?? {};
        if (state === said.state && note === said.note && link === said.link) return [];
        return [{ kind: 'runbook_step', data: { ...where, title: step.title, ...said } }];
      }),

    /** Runs what the step checks, and waits for it: the time limits of its checks, and of those of the incident that run already. */
    runChecks: async (
      ref: string,
      where: { readonly runbookId: string; readonly stepId: string },
      viewer: Viewer,
    ): Promise<Case> => {
      await checks.byHand(ref, where, viewer);
      return caseOf(database.db, ref, viewer);
    },
    checkTasks: checks.tasks,
    assign: (
      ref: string,
      where: { readonly runbookId: string; readonly stepId: string },
      personId: string | null,
      viewer: Viewer,
    ) =>
      act(ref, viewer, (_tx, subject) => {
        const { step, attached } = stepNamed(subject, where);
        if (personId !== null && subject.directory.people.get(personId)?.active !== true)
          throw invalid('personId', 'Person not found or deactivated.');
        if ((attached.owners.get(step.id) ?? null) === personId) return [];
        return [{ kind: 'runbook_step_owner', data: { ...where, title: step.title, personId } }];
      }),

    /** Looks again after an incident has changed; by a job of its own, when its alerts are where they belong. */
    onIncident: (tx: Tx, { incidentId }: { readonly incidentId: string }): Promise<void> =>
      wakeAt(tx, { task: LOOK, key: incidentId, runAt: ports.clock.now() }),

    tasks: (): Readonly<Record<string, TaskHandler>> => ({ [LOOK]: ({ key }) => look(ports, String(key)) }),
  };
}

/** Which runbooks apply by now; and the type, where an organisation's labels say it and nobody else has. */
async function look(ports: RunbookPorts, incidentId: string): Promise<void> {
  const { database, incidents, repository } = ports;
  const [before] = await incidents.getMany(database.db, [incidentId], theProduct);
  if (before === undefined || !isOpen(before.status)) return;
  const first = await loadCase(ports, database.db, before);
  const { suggestion } = first;
  if (before.typeId === null && !first.record.typeSaid && suggestion?.by === 'labels') {
    // Its event wakes this again.
    await incidents.changeType(incidentId, suggestion.typeId, 'the labels of an alert say so');
    return;
  }
  await again(() =>
    database.transaction(async (tx) => {
      const incident = await incidents.lock(tx, incidentId);
      if (!isOpen(incident.status)) return;
      const subject = await loadCase(ports, tx, incident);
      const drafts = matching(subject, await repository.current(tx));
      const come = drafts.some(({ kind }) => kind === 'runbook_added');
      const waits = subject.worked.some(({ attached, version }) =>
        awaitsChecks(attached, version.runbook.steps),
      );
      if (come || waits) await wakeChecks(tx, ports, incidentId);
      if (drafts.length === 0) return;
      await incidents.append(tx, incidentId, theSystem, drafts);
      await publishLive(tx, { topic: 'incident', id: incidentId });
    }),
  );
}

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);

const added = ({ runbook, stored }: Version, because: string | null): RunbookDraft => ({
  kind: 'runbook_added',
  data: { runbookId: runbook.id, version: stored.version, title: runbook.title, because },
});

/** What comes and what goes. Nothing that was worked on goes; nothing that is there changes its version. */
function matching({ record, subject, policy }: Case, current: readonly Version[]): readonly RunbookDraft[] {
  const titleOf = (type: string) => policy.incidentTypes.find(({ id }) => id === type)?.title ?? type;
  const wanted = new Map(
    current.flatMap((version) => {
      const because = applies(version.runbook, subject, titleOf);
      return because === null ? [] : [[version.runbook.id, { version, because }] as const];
    }),
  );
  return [
    ...record.attached
      .filter((each) => !isWorked(each) && !wanted.has(each.runbookId))
      .map(({ runbookId, title }): RunbookDraft => ({ kind: 'runbook_removed', data: { runbookId, title } })),
    ...[...wanted.values()]
      .filter(({ version }) => !record.attached.some((each) => each.runbookId === version.runbook.id))
      .map(({ version, because }) => added(version, because)),
  ];
}
