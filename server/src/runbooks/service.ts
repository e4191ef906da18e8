import type { DirectoryFacts } from '../directory/index.ts';
import { type Incident, type Incidents, isOpen, referenceOf } from '../incidents/index.ts';
import { type TaskHandler, wakeAt } from '../jobs/index.ts';
import { type Clock, Fault, notFound, theProduct, theSystem, type Viewer } from '../kernel/index.ts';
import { again, type Database, type Reader, type Tx } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import type { Policy } from '../policy/index.ts';
import { applies, type Subject, suggestType } from './decide-apply.ts';
import type { Values } from './decide-fill.ts';
import { type Attached, isWorked, RECORD_KINDS, type RunbookRecord, recordOf } from './decide-record.ts';
import type { RunbookDraft } from './entries/index.ts';
import type { RunbookStep, StepState } from './model.ts';
import type { Repository, Version } from './repository.ts';

export interface RunbookPorts {
  readonly clock: Clock;
  readonly database: Database;
  readonly incidents: Pick<
    Incidents,
    'idOf' | 'get' | 'getMany' | 'lock' | 'append' | 'entries' | 'changeType'
  >;
  readonly directory: { facts(reader: Reader): Promise<DirectoryFacts> };
  readonly policies: { version(reader: Reader, version: number): Promise<{ readonly policy: Policy }> };
  /** The labels of an incident's alerts, newest first, so many at most. */
  readonly labels: (
    reader: Reader,
    incidentId: string,
    limit: number,
  ) => Promise<readonly Readonly<Record<string, string>>[]>;
  readonly repository: Repository;
}

/** An incident with the runbooks that it works on. */
export interface Case {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly record: RunbookRecord;
  readonly subject: Subject;
  readonly suggestion: ReturnType<typeof suggestType>;
  readonly values: Values;
  readonly worked: readonly {
    readonly attached: Attached;
    readonly version: Version;
    readonly newest: number;
  }[];
  /** Those that people can add. */
  readonly others: readonly { readonly id: string; readonly title: string }[];
}

const LOOK = 'runbooks.look';
const MOST_LABELS = 50;

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
        await publishLive(tx, { topic: 'incident', id });
      }),
    );
    return caseOf(database.db, ref, viewer);
  };

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
      const drafts = matching(await loadCase(ports, tx, incident), await repository.current(tx));
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

function stepNamed(
  { worked }: Case,
  { runbookId, stepId }: { readonly runbookId: string; readonly stepId: string },
): { readonly step: RunbookStep; readonly attached: Attached } {
  const found = worked.find(({ attached }) => attached.runbookId === runbookId);
  const step = found?.version.runbook.steps.find(({ id }) => id === stepId);
  if (found === undefined || step === undefined) throw notFound('step');
  return { step, attached: found.attached };
}

async function loadCase(ports: RunbookPorts, reader: Reader, incident: Incident): Promise<Case> {
  const { policy } = await ports.policies.version(reader, incident.policyVersion);
  const directory = await ports.directory.facts(reader);
  const record = recordOf(await ports.incidents.entries(reader, incident.id, RECORD_KINDS));
  const labels = await ports.labels(reader, incident.id, MOST_LABELS);
  const { typeId, systemIds, title, symptoms } = incident;
  const subject = { typeId, systemIds, title, symptoms, labels };
  const current = await ports.repository.current(reader);
  const worked = [];
  for (const attached of record.attached) {
    const stored = await ports.repository.version(reader, attached.runbookId, attached.version);
    const version = ports.repository.read(stored);
    const newest = current.find(({ runbook }) => runbook.id === attached.runbookId)?.stored.version;
    if (version !== null) worked.push({ attached, version, newest: newest ?? attached.version });
  }
  return {
    ...{ incident, policy, directory, record, subject, worked },
    suggestion: suggestType(policy, subject),
    values: valuesOf(incident, directory, labels),
    others: current
      .filter(({ runbook }) => !record.attached.some(({ runbookId }) => runbookId === runbook.id))
      .map(({ runbook }) => ({ id: runbook.id, title: runbook.title })),
  };
}

/** What steps may name. Of a label that alerts have differently, the newest alert's. */
function valuesOf(incident: Incident, { systems, teams }: DirectoryFacts, labels: Subject['labels']): Values {
  const { systemIds, teamId, title, severity, startedAt, detectedAt, number } = incident;
  const values = new Map<string, string>();
  for (const each of labels.toReversed())
    for (const [name, value] of Object.entries(each)) values.set(`label.${name}`, value);
  const [system] = systemIds;
  if (system !== undefined) values.set('system', system);
  if (systemIds.length > 0)
    values.set('systems', systemIds.map((id) => systems.get(id)?.name ?? id).join(', '));
  if (teamId !== null) values.set('team', teams.get(teamId)?.name ?? teamId);
  for (const [name, value] of Object.entries({ title, severity })) values.set(name, value);
  values.set('reference', referenceOf(number));
  values.set('started_at', (startedAt ?? detectedAt).toString());
  values.set('detected_at', detectedAt.toString());
  return values;
}
