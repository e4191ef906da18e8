import type { Incident, RecordLine } from '../../incidents/index.ts';
import { type Instant, isBefore, millisBetween, plural } from '../../kernel/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { Drill, Happened, Measure, Scorecard } from './model.ts';

/** What a drill is scored by: the record of its incident, and the policy under which it was declared. */
export interface ScoreFacts {
  readonly drill: Drill;
  readonly happened: readonly Happened[];
  readonly incident: Incident;
  readonly record: readonly RecordLine[];
  readonly policy: Policy;
}

const data = (line: RecordLine): Readonly<Record<string, unknown>> =>
  line.data as Readonly<Record<string, unknown>>;

const seconds = (from: Instant, to: Instant): number =>
  Math.max(0, Math.floor(millisBetween(from, to) / 1000));

function within(
  about: Pick<Measure, 'id' | 'label'>,
  target: number | null,
  from: Instant,
  to: Instant | null,
): Measure {
  const actual = to === null ? null : seconds(from, to);
  if (target === null)
    return {
      ...about,
      ...{ result: 'open', target, actual, detail: 'The policy sets no target.' },
    };
  return {
    ...about,
    ...{ target, actual, detail: actual === null ? 'It did not happen.' : '' },
    result: actual !== null && actual <= target ? 'met' : 'missed',
  };
}

const counted = (
  about: Pick<Measure, 'id' | 'label'>,
  result: Measure['result'],
  detail: string,
): Measure => ({ ...about, result, target: null, actual: null, detail });

/** When a person first assessed the severity: confirmed it, or chose another. */
const assessedAt = (record: readonly RecordLine[]): Instant | null =>
  record.find(
    ({ kind, actor, ...line }) =>
      actor.kind === 'person' &&
      (kind === 'severity_confirmed' ||
        (kind === 'severity_changed' && data({ kind, actor, ...line }).confirmed === true)),
  )?.at ?? null;

function matrix(record: readonly RecordLine[]): Measure {
  const about = { id: 'matrix', label: 'Everyone the matrix names' };
  const sent = record.filter(({ kind }) => kind === 'step_sent');
  const skipped = record.filter(({ kind }) => kind === 'step_skipped');
  const of = (reason: string) => skipped.filter((line) => data(line).reason === reason).length;
  const late = sent.filter((line) => data(line).late != null).length;
  const [asleep, nobody] = [of('drill'), of('nobody_holds_role')];
  const all = sent.length + asleep + nobody + of('already_told');
  if (all === 0) return counted(about, 'open', 'No line of the matrix came due.');
  const notes = [
    ...(asleep === 0 ? [] : [`${asleep} shown only: not taking part`]),
    ...(late === 0 ? [] : [`${late} late`]),
    ...(nobody === 0 ? [] : [`${plural(nobody, 'role')} held by no one`]),
  ];
  const detail = `${plural(all, 'line')} came due${notes.length === 0 ? '' : `; ${notes.join('; ')}`}.`;
  return counted(about, late + nobody === 0 ? 'met' : 'missed', detail);
}

function gate({ incident, record }: ScoreFacts): Measure {
  const about = { id: 'gate', label: 'Resolved through the checklist' };
  const line = record.findLast(({ kind }) => kind === 'resolved');
  if (incident.ending !== 'fixed' || line === undefined)
    return counted(about, 'missed', 'The incident was not resolved as fixed.');
  const waived = (data(line).waived as readonly unknown[] | undefined)?.length ?? 0;
  return waived === 0
    ? counted(about, 'met', 'Every item was done.')
    : counted(about, 'missed', `${plural(waived, 'item')} waived.`);
}

function facts({ drill, happened }: ScoreFacts): Measure {
  const about = { id: 'facts', label: 'Found what there was to find' };
  const found = new Map(happened.map((one) => [one.seq, one.foundAt !== null]));
  const all = drill.scenario.injects.flatMap(({ fact }, seq) =>
    fact?.matters === true && found.has(seq) ? [found.get(seq) === true] : [],
  );
  if (all.length === 0) return counted(about, 'open', 'Nothing was hidden so far.');
  const hits = all.filter(Boolean).length;
  return counted(about, hits === all.length ? 'met' : 'missed', `${hits} of ${all.length} found.`);
}

function updates({ incident, record, policy }: ScoreFacts): readonly Measure[] {
  const every = policy.severities[incident.severity].updateEverySeconds;
  const first =
    record.find(({ kind, actor }) => kind === 'update_sent' && actor.kind === 'person')?.at ?? null;
  const missed = record.filter(({ kind }) => kind === 'promise_missed').length;
  const over = incident.resolvedAt;
  const label = 'First update to stakeholders';
  // Over before the first was due: there was nothing to promise any more.
  const spared =
    first === null && over !== null && every !== null && seconds(incident.detectedAt, over) < every;
  return [
    spared
      ? counted({ id: 'first_update', label }, 'open', 'It was over before the first update was due.')
      : within({ id: 'first_update', label }, every, incident.detectedAt, first),
    counted(
      { id: 'promises', label: 'Updates as promised' },
      missed === 0 ? 'met' : 'missed',
      missed === 0 ? 'None was late.' : `${plural(missed, 'promised update')} not sent in time.`,
    ),
  ];
}

function severityMeasures({ drill, incident, record, policy }: ScoreFacts): readonly Measure[] {
  const target = policy.firstResponse.withinSeconds;
  const right = drill.scenario.expects.includes(incident.severity);
  const assessed = assessedAt(record);
  return [
    within({ id: 'severity', label: 'Severity assessed' }, target, incident.detectedAt, assessed),
    counted(
      { id: 'right_severity', label: 'Assessed as expected' },
      assessed === null ? 'open' : right ? 'met' : 'missed',
      assessed === null
        ? 'No one assessed it.'
        : right
          ? incident.severity
          : `${incident.severity}; the scenario expects ${drill.scenario.expects.join(' or ')}.`,
    ),
  ];
}

const IMPROVE: Readonly<Record<string, string>> = {
  acknowledged: 'See who was paged and how: contact methods, on-call levels and their time limits.',
  severity: 'Go through the severity criteria with the team.',
  right_severity: 'Compare how this scenario reads beside the severity criteria.',
  record: 'Practise the incident record: timestamp, affected systems, initial symptoms, severity.',
  notified: 'See why the first notices were late: roles without holders, channels that fail.',
  commander: 'Agree who takes command, and say so early.',
  matrix: 'Fill the roles that no one holds, and see what made notices late.',
  first_update: 'Prepare the first update beforehand: a template, and who writes it.',
  promises: 'Give updates an owner, or promise them less often.',
  gate: 'Walk through the resolution checklist before the next incident.',
  facts: 'Add where to look to the runbook.',
};

/** Scores a drill against the policy's own targets (TRA-2): nothing is asked of it that the policy does not ask of all. */
export function score(asked: ScoreFacts): Scorecard {
  const { drill, incident, record, policy, happened } = asked;
  const first = policy.firstResponse.withinSeconds;
  const { acknowledgeWithinSeconds } = policy.severities[incident.severity];
  const from = incident.detectedAt;
  const commander = record.find(({ kind, ...line }) => isCommand({ kind, ...line }))?.at ?? null;
  const measures: Measure[] = [
    within(
      { id: 'acknowledged', label: 'Acknowledged' },
      acknowledgeWithinSeconds ?? first,
      from,
      incident.firstAcknowledgedAt,
    ),
    ...severityMeasures(asked),
    within({ id: 'record', label: 'Record complete' }, first, from, incident.recordCompleteAt),
    within(
      { id: 'notified', label: 'Stakeholders notified' },
      first,
      // After a raise those are to be told at once who were not before: as the five-minute clock counts it (IMM-4).
      incident.stakeholdersPendingSince ?? from,
      incident.stakeholdersNotifiedAt,
    ),
    counted(
      { id: 'commander', label: 'Someone took command' },
      commander === null ? 'missed' : 'met',
      commander === null ? 'No one had the role.' : '',
    ),
    matrix(record),
    ...updates(asked),
    gate(asked),
    facts(asked),
  ];
  const judged = measures.filter(({ result }) => result !== 'open');
  return {
    measures,
    met: judged.filter(({ result }) => result === 'met').length,
    counted: judged.length,
    improve: judged.flatMap(({ id, result }) => (result === 'missed' ? (IMPROVE[id] ?? []) : [])),
    attended: attendedBy(drill, record, happened),
  };
}

const isCommand = (line: RecordLine): boolean =>
  line.kind === 'role_assigned' && data(line).role === 'incident_commander';

/** Those who take part and did something in it. To have been paged is not to have been there, nor is to have ended it. */
function attendedBy(
  { personIds, startedAt, endedBy }: Drill,
  record: readonly RecordLine[],
  happened: readonly Happened[],
): string[] {
  // Ended by hand, the drill resolves its incident in the name of whoever did, and that ends what is open.
  const closed = endedBy?.kind === 'person' ? record.findLast(({ kind }) => kind === 'resolved') : undefined;
  const acted = record.flatMap(({ actor, at, seq }) =>
    seq < (closed?.seq ?? Infinity) &&
    actor.kind === 'person' &&
    startedAt !== null &&
    !isBefore(at, startedAt)
      ? [actor.personId]
      : [],
  );
  const found = happened.flatMap(({ foundBy }) => foundBy ?? []);
  const all = new Set([...acted, ...found]);
  return [...personIds.filter((id) => all.has(id)), ...[...all].filter((id) => !personIds.includes(id))];
}
