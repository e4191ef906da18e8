import type { NamedAlert } from '../detection/index.ts';
import { cleanText, earlier, type Instant, theSystem } from '../kernel/index.ts';
import { type CriteriaAnswers, type Severity, suggestSeverity, typeByLabels } from '../policy/index.ts';
import { type Facts, invalid } from './decide-common.ts';
import { assertSystems, assertTimes, LABELS_SAY, typeEntries } from './decide-record.ts';
import { assess } from './decide-severity.ts';
import type { EntryData, EntryDraft } from './entries/index.ts';

export const TITLE_MAX = 300;
export const TEXT_MAX = 10_000;

/** What a person who declares says; null: not said. */
export interface DeclareByHand {
  readonly title: string;
  readonly severity: Severity | null;
  readonly severityReason: string | null;
  readonly answers: CriteriaAnswers;
  readonly systemIds: readonly string[];
  readonly customerFacing: boolean | null;
  readonly symptoms: string;
  /** What kind of incident it is, one of the policy's types. */
  readonly type?: string;
  readonly startedAt: Instant | null;
  readonly detectedAt: Instant | null;
  /** Page whoever is on call at once, whatever the matrix says; and why. */
  readonly pageNow?: string;
}

/** What alerts that open an incident say together. */
export interface DeclareFromAlerts {
  readonly title: string;
  readonly description: string | undefined;
  readonly severity: Severity;
  readonly severityWord: string | undefined;
  readonly systemIds: readonly string[];
  readonly teamId: string | null;
  readonly startedAt: Instant | undefined;
  readonly detectedAt: Instant;
  readonly count: number;
  /** The other alerts by name. */
  readonly others: readonly NamedAlert[];
  /** How many there are beyond those. */
  readonly moreOthers: number;
  /** Of each alert. */
  readonly allLabels: readonly Readonly<Record<string, string>>[];
  /** They belong to a drill: which, and who alone is told of it. */
  readonly drill?: { readonly id: string; readonly personIds: readonly string[] | null };
}

export interface DeclareFacts extends Pick<Facts, 'actor' | 'now' | 'policy' | 'systems'> {
  readonly number: number;
  readonly policyVersion: number;
  /** Who owns what belongs to no system. */
  readonly defaultTeamId: string | null;
  readonly teamOf: (systemId: string) => string | null;
}

type Declared = EntryData<'declared'>;

/** What an incident has before anybody says more. */
const NEW = { typeId: null, visibility: 'organisation', responderIds: [] } as const;

/**
 * Its type comes with the declaration, not after it: one of a private type is never seen by others, nor told in full to
 * whoever can read a lock screen (TYP-3).
 */
const opened = (
  data: Declared,
  type: string | undefined,
  because: string | null,
  facts: DeclareFacts,
): EntryDraft[] => [
  { kind: 'declared', data },
  ...(type === undefined ? [] : typeEntries(NEW, type, because, facts)).map((entry) =>
    because === null ? entry : { ...entry, actor: theSystem },
  ),
];

/** The criteria suggest a level; a person who declares confirms what they choose by choosing it. @throws Fault */
export function declareByHand(input: DeclareByHand, facts: DeclareFacts): EntryDraft[] {
  const severity = input.severity ?? suggestSeverity(facts.policy, input.answers);
  if (severity === null)
    throw invalid('severity', 'Choose a severity, or answer yes to at least one criterion.');
  const suggested = assess(facts.policy, input.answers, severity, input.severityReason, 'severityReason');
  const systemIds = [...new Set(input.systemIds)];
  assertSystems(systemIds, facts.systems, 'systems');
  const detectedAt = input.detectedAt ?? facts.now;
  assertTimes(input.startedAt, detectedAt, facts.now);
  const data: Declared = {
    ...common(facts, systemIds, input.customerFacing),
    title: input.title,
    severity,
    severityWord: null,
    suggested,
    reason: input.severityReason,
    answers: { ...input.answers },
    confirmed: true,
    teamId: systemIds[0] === undefined ? facts.defaultTeamId : facts.teamOf(systemIds[0]),
    symptoms: input.symptoms,
    origin: 'person',
    startedAt: input.startedAt?.toString() ?? null,
    detectedAt: detectedAt.toString(),
    alerts: 0,
    ...(input.pageNow === undefined ? {} : { pageNow: input.pageNow }),
  };
  return opened(data, input.type, null, facts);
}

/**
 * The monitor's word maps to a severity, which stays unconfirmed until a person says so (DET-4). Never refuses: a start
 * after the detection, which a monitor's clock ahead of ours gives, is taken for the moment of the detection.
 */
export function declareFromAlerts(input: DeclareFromAlerts, facts: DeclareFacts): EntryDraft[] {
  const systemIds = [...new Set(input.systemIds)];
  const title = clip(input.title, TITLE_MAX);
  const data: Declared = {
    ...common(facts, systemIds, null),
    title,
    severity: input.severity,
    severityWord: input.severityWord ?? null,
    suggested: input.severity,
    reason: null,
    answers: {},
    confirmed: false,
    teamId: input.teamId,
    symptoms: clip(input.description ?? input.title, TEXT_MAX),
    origin: 'alerts',
    startedAt: input.startedAt === undefined ? null : earlier(input.startedAt, input.detectedAt).toString(),
    detectedAt: input.detectedAt.toString(),
    alerts: input.count,
    ...(input.others.length === 0 ? {} : { others: [...input.others] }),
    ...(input.moreOthers === 0 ? {} : { moreOthers: input.moreOthers }),
    ...(input.drill === undefined
      ? {}
      : { drill: { id: input.drill.id, personIds: input.drill.personIds && [...input.drill.personIds] } }),
  };
  const type = typeByLabels(facts.policy, input.allLabels);
  return opened(data, type?.id, LABELS_SAY, facts);
}

/** What people who are not responders say together, when their answers suggest so much that nobody is waited for. */
export interface DeclareFromReport {
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly answers: CriteriaAnswers;
  readonly systemId: string | null;
  readonly reportedAt: Instant;
}

/** As of alerts: the severity stays unconfirmed until a responder says so (DET-3, DET-4). Never refuses. */
export function declareFromReport(input: DeclareFromReport, facts: DeclareFacts): EntryDraft[] {
  const { systemId } = input;
  const systemIds = systemId !== null && facts.systems.has(systemId) ? [systemId] : [];
  const title = clip(input.title, TITLE_MAX);
  const data: Declared = {
    ...common(facts, systemIds, null),
    title,
    severity: input.severity,
    severityWord: null,
    suggested: input.severity,
    reason: null,
    answers: { ...input.answers },
    confirmed: false,
    teamId: systemIds[0] === undefined ? facts.defaultTeamId : facts.teamOf(systemIds[0]),
    symptoms: clip(input.description === '' ? input.title : input.description, TEXT_MAX),
    origin: 'report',
    startedAt: null,
    detectedAt: input.reportedAt.toString(),
    alerts: 0,
  };
  return opened(data, undefined, null, facts);
}

function common(
  facts: DeclareFacts,
  systemIds: readonly string[],
  customerFacing: boolean | null,
): Pick<Declared, 'number' | 'policyVersion' | 'systemIds' | 'customerFacing' | 'customerFacingBy'> {
  const derived = systemIds.some((id) => facts.systems.get(id)?.customerFacing === true);
  return {
    number: facts.number,
    policyVersion: facts.policyVersion,
    systemIds: [...systemIds],
    customerFacing: customerFacing ?? derived,
    customerFacingBy: customerFacing === null || customerFacing === derived ? 'systems' : 'person',
  };
}

/** Cut, and mended where the cut went through a surrogate pair. */
function clip(text: string, max: number): string {
  const clean = cleanText(text).trim();
  return clean.length <= max ? clean : `${clean.slice(0, max - 1).toWellFormed()}…`;
}
