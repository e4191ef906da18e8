import type { DirectoryFacts } from '../directory/index.ts';
import { type Incident, type Incidents, referenceOf } from '../incidents/index.ts';
import { type Clock, notFound } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import type { Policy } from '../policy/index.ts';
import { type Subject, suggestType } from './decide-apply.ts';
import type { Values } from './decide-fill.ts';
import { type Attached, RECORD_KINDS, type RunbookRecord, recordOf } from './decide-record.ts';
import type { RunbookStep } from './model.ts';
import type { AskedCheck, PlannedCheck } from './model-check.ts';
import type { Repository, Version } from './repository.ts';

/** Runs checks. It is passed in, because the connectors are of a later chapter. */
export interface CheckRunner {
  /**
   * What is to be run for each: one per connector that is asked, none when there is no connector for it. Those of one
   * connector know from each other that it cannot be reached.
   */
  plan(
    reader: Reader,
    checks: readonly AskedCheck[],
    systemIds: readonly string[],
  ): Promise<readonly (readonly PlannedCheck[])[]>;
}

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
  readonly checks: CheckRunner;
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

const MOST_LABELS = 50;

export function stepNamed(
  { worked }: Case,
  { runbookId, stepId }: { readonly runbookId: string; readonly stepId: string },
): { readonly step: RunbookStep; readonly attached: Attached } {
  const found = worked.find(({ attached }) => attached.runbookId === runbookId);
  const step = found?.version.runbook.steps.find(({ id }) => id === stepId);
  if (found === undefined || step === undefined) throw notFound('step');
  return { step, attached: found.attached };
}

export async function loadCase(ports: RunbookPorts, reader: Reader, incident: Incident): Promise<Case> {
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
