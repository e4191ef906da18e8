import { duration } from '../../communication/index.ts';
import { type Incident, type RecordLine, referenceOf } from '../../incidents/index.ts';
import { type Instant, millisBetween, type Zone } from '../../kernel/index.ts';
import type { Policy } from '../../policy/index.ts';
import { type Action, actionReference } from '../actions/model.ts';
import { reviewEntries } from '../entries/index.ts';
import { type FactSource, missingOf, requiredFacts } from './decide-facts.ts';
import { checksOf, evidenceOf, type Recorded, recordedSections } from './decide-recorded.ts';
import { shownWhys } from './decide-whys.ts';
import { type Report, type ReportLine, SECTION_TITLES, SECTIONS, type Section } from './model.ts';

export interface ReportSource {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly endedAt: Instant | null;
  readonly record: readonly RecordLine[];
  /** Kinds of entries that tell of what others were told. */
  readonly communicationKinds: ReadonlySet<string>;
  readonly texts: ReadonlyMap<Section, string>;
  readonly marked: ReadonlyMap<number, boolean>;
  readonly actions: readonly Action[];
  readonly input: Report['input'];
  readonly participants: Report['participants'];
  readonly organisation: { readonly name: string; readonly timezone: Zone };
  readonly systemName: (id: string) => string;
  readonly personName: (id: string) => string;
  readonly time: (at: Instant) => string;
  readonly now: Instant;
}

/** Turns of the incident itself, whoever wrote them down. */
const OF_THE_INCIDENT =
  /^(declared|resolved|reopened|alert|monitoring|merged|systems_changed|customer_facing)/;

/** How the response went, though the chapter that talks to stakeholders keeps its clock. */
const OF_THE_RESPONSE = /^first_response/;

/** What happened before the review began: preparing it is not part of the incident. */
const before = (record: readonly RecordLine[]): readonly RecordLine[] =>
  record.filter(({ kind, struck }) => !struck && kind !== 'note_struck' && !(kind in reviewEntries.kinds));

/** Whether an entry is in the report itself: as a person says, else turns of events and what people wrote. */
const isKey = (line: RecordLine, marked: ReadonlyMap<number, boolean>): boolean =>
  marked.get(line.seq) ?? (line.foldsUnder === null && line.tone !== 'quiet');

const byTime = (a: RecordLine, b: RecordLine): number =>
  a.happenedAt.epochMilliseconds - b.happenedAt.epochMilliseconds || a.seq - b.seq;

function timelines(source: ReportSource): Report['timelines'] {
  const lines = before(source.record).toSorted(byTime);
  const present = (line: RecordLine): ReportLine => ({
    ...{ seq: line.seq, at: line.happenedAt.toString(), who: line.who },
    ...{ text: line.sentence, key: isKey(line, source.marked) },
  });
  const of = (wanted: 'incident' | 'response' | 'communication') =>
    lines.filter((line) => timelineOf(line, source) === wanted).map(present);
  return { incident: of('incident'), response: of('response'), communication: of('communication') };
}

const timelineOf = ({ kind }: RecordLine, { communicationKinds }: ReportSource) =>
  communicationKinds.has(kind) && !OF_THE_RESPONSE.test(kind)
    ? 'communication'
    : OF_THE_INCIDENT.test(kind)
      ? 'incident'
      : 'response';

const sentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** What happened, in the record's own sentences: nothing is in it that no entry says. */
const narrative = (source: ReportSource): Report['narrative'] =>
  before(source.record)
    .filter((line) => isKey(line, source.marked))
    .toSorted(byTime)
    .map((line) => {
      const said = line.tone === 'note' ? `${line.who} noted: ${line.sentence}` : line.sentence;
      return { seq: line.seq, text: `${source.time(line.happenedAt)}: ${sentence(said)}` };
    });

/** How the response went, against what the policy asks for. */
function measures({ incident, policy, record, endedAt }: ReportSource): Report['measures'] {
  const within = policy.firstResponse.withinSeconds;
  const since = incident.detectedAt;
  const took = (
    name: string,
    at: Instant | null,
    target: number | null,
    from: Instant = since,
  ): Report['measures'] => {
    if (at === null)
      return target === null ? [] : [{ name, target: duration(target), actual: 'Not done', kept: false }];
    const seconds = millisBetween(from, at) / 1000;
    return [
      {
        ...{ name, actual: duration(seconds) },
        ...{
          target: target === null ? null : duration(target),
          kept: target === null ? null : seconds <= target,
        },
      },
    ];
  };
  const count = (kind: string) => record.filter((line) => line.kind === kind).length;
  const [kept, missed] = [count('promise_kept'), count('promise_missed')];
  return [
    ...(incident.startedAt === null
      ? []
      : [
          {
            name: 'Detected after the impact began',
            target: null,
            actual: duration(millisBetween(incident.startedAt, since) / 1000),
            kept: null,
          },
        ]),
    ...took('Acknowledged', incident.firstAcknowledgedAt, within),
    ...took('Severity confirmed', incident.severityConfirmedAt, within),
    ...took('Record complete', incident.recordCompleteAt, within),
    ...took(
      'Stakeholders notified',
      incident.stakeholdersNotifiedAt,
      within,
      incident.stakeholdersPendingSince ?? since,
    ),
    ...took('Mitigated', incident.mitigatedAt, null),
    ...took('Resolved', endedAt, null),
    ...(kept + missed === 0
      ? []
      : [
          {
            name: 'Promised updates sent in time',
            target: String(kept + missed),
            actual: String(kept),
            kept: missed === 0,
          },
        ]),
  ];
}

/** What the record has for sections that nobody has written yet. */
export const recordedOf = (source: ReportSource): ReadonlyMap<Section, Recorded> =>
  recordedSections(before(source.record), source.incident);

export function factsOf(source: ReportSource): ReturnType<typeof requiredFacts> {
  const { incident, policy, endedAt, texts, time } = source;
  const facts: FactSource = {
    ...{ incident, policy, endedAt, texts, time },
    systems: incident.systemIds.map(source.systemName),
    recorded: recordedOf(source),
    actions: source.actions
      .filter(({ state }) => state !== 'dropped')
      .map((action) => `${actionReference(action)} ${action.title}`),
  };
  return requiredFacts(facts);
}

/** The report as the record and the people have it now (DOC-1). */
export function assembleReport(source: ReportSource): Report {
  const { incident, organisation } = source;
  const facts = factsOf(source);
  const recorded = recordedOf(source);
  return {
    format: 'tocsin.report/1',
    ...{ reference: referenceOf(incident.number), title: incident.title, severity: incident.severity },
    ...{ organisation: organisation.name, zone: organisation.timezone, generatedAt: source.now.toString() },
    ...{ version: null, restricted: incident.visibility !== 'organisation', drill: incident.drill },
    ...{ facts: facts.map((fact) => ({ ...fact })), missing: [...missingOf(facts)] },
    startedAt: incident.startedAt?.toString() ?? null,
    detectedAt: incident.detectedAt.toString(),
    endedAt: source.endedAt?.toString() ?? null,
    sections: SECTIONS.flatMap((id) => {
      if (id === 'no_actions' && source.actions.length > 0) return [];
      const title = SECTION_TITLES[id];
      const text = source.texts.get(id)?.trim() ?? '';
      if (text !== '') return [{ id, title, text, from: [] }];
      const known = recorded.get(id);
      return known === undefined ? [] : [{ id, title, text: known.text, from: [...known.from] }];
    }),
    fiveWhys: shownWhys(source.texts.get('five_whys') ?? ''),
    narrative: narrative(source),
    timelines: timelines(source),
    evidence: evidenceOf(before(source.record)),
    checks: checksOf(before(source.record)),
    measures: measures(source),
    input: source.input,
    actions: source.actions.map((action) => ({
      reference: actionReference(action),
      ...{ title: action.title, kind: action.kind, priority: action.priority, state: action.state },
      ...{ owner: source.personName(action.ownerId), dueOn: action.dueOn, promisedOn: action.promisedOn },
      worked: action.worked,
    })),
    participants: source.participants,
    signedOff: [],
  };
}
