import type { DirectoryFacts } from '../directory/index.ts';
import { Fault, type Instant, isAtOrBefore, later, plusSeconds, Temporal } from '../kernel/index.ts';
import { calendarFor, calendarOf, type Policy, parseDuration, type Severity } from '../policy/index.ts';
import { nextUpdate } from '../updates/index.ts';
import { waysOut } from './decide-coverage.ts';
import { type RehearsalFacts, rehearseInSlices } from './decide-rehearse.ts';
import { inSlices } from './in-slices.ts';
import type { RehearsalCase, RehearsalEvent } from './model-rehearse.ts';
import { channelsInWords } from './present.ts';
import { daysOff, type PresentedEvent, presentEvent } from './present-rehearse.ts';

/** A case as a person asks for it. */
export interface RehearsalQuestion {
  readonly severity: Severity;
  /** Undefined: as the systems say. */
  readonly customerFacing?: boolean | undefined;
  readonly systems: readonly string[];
  /** One of the policy's incident types. */
  readonly type?: string | undefined;
  /** An instant, or a local time of the organisation (`2026-12-24T23:40`). */
  readonly at: string;
  readonly acknowledgeAfter?: string | undefined;
  readonly resolveAfter?: string | undefined;
  /** Whether a person has confirmed the severity, as a declaration does; an alert's incident waits for that. */
  readonly confirmed?: boolean | undefined;
}

/** Steps are looked at this far ahead: the weekly review after the longest run of holidays … */
const STEP_DAYS = 21;
/** … and unanswered pages this long: by then every level has been asked several times. */
const PAGE_MINUTES = 60;

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);

function readTime(text: string, zone: string): Instant {
  try {
    return /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
  } catch {
    throw invalid('at', 'Expected a time such as 2026-12-24T23:40 or 2026-12-24T22:40:00Z.');
  }
}

function after(at: Instant, text: string | undefined, path: string): Instant | null {
  if (text === undefined) return null;
  const seconds = parseDuration(text);
  if (seconds === null) throw invalid(path, 'Expected a duration such as 8m or 2h30m.');
  return plusSeconds(at, seconds);
}

/**
 * Turns the question into a case.
 * @param policy whose incident types can be asked for
 * @throws Fault `invalid_request` for unknown systems and types and impossible times
 */
export function readCase(
  question: RehearsalQuestion,
  directory: DirectoryFacts,
  { incidentTypes }: Pick<Policy, 'incidentTypes'>,
): RehearsalCase {
  const typeId = question.type ?? null;
  if (typeId !== null && !incidentTypes.some(({ id }) => id === typeId))
    throw invalid('type', `Incident type "${typeId}" not found.`);
  const systems = question.systems.map((id) => {
    const system = directory.systems.get(id);
    if (!system || system.archived) throw invalid('systems', `System "${id}" not found.`);
    return system;
  });
  const at = readTime(question.at, directory.organisation.timezone);
  const acknowledgedAt = after(at, question.acknowledgeAfter, 'acknowledgeAfter');
  const resolvedAt = after(at, question.resolveAfter, 'resolveAfter');
  const pagesUntil = plusSeconds(at, PAGE_MINUTES * 60);
  return {
    severity: question.severity,
    customerFacing: question.customerFacing ?? systems.some(({ customerFacing }) => customerFacing),
    systemIds: systems.map(({ id }) => id),
    typeId,
    at,
    confirmed: question.confirmed ?? true,
    acknowledgedAt,
    resolvedAt,
    until: plusSeconds(at, STEP_DAYS * 86_400),
    pagesUntil: acknowledgedAt ? later(acknowledgedAt, pagesUntil) : pagesUntil,
  };
}

/** The organisation's calendars, as the policy defines them. */
export function calendarsOf(policy: Policy, { organisation }: DirectoryFacts): RehearsalFacts['calendar'] {
  const { timezone, calendarCountry, calendarRegion } = organisation;
  const facts = { zone: timezone, country: calendarCountry, region: calendarRegion };
  return (name, at) => calendarFor(policy, facts, at, name);
}

function presentCase(theCase: RehearsalCase, zone: string) {
  const { at, acknowledgedAt, resolvedAt, severity, customerFacing, confirmed, systemIds, typeId } = theCase;
  return {
    severity,
    customerFacing,
    confirmed,
    systems: [...systemIds],
    type: typeId,
    at: at.toString(),
    localTime: at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }),
    timezone: zone,
    acknowledgedAt: acknowledgedAt?.toString() ?? null,
    resolvedAt: resolvedAt?.toString() ?? null,
  };
}

/** Local times and names of many events take a while: with a pause after each few. */
function* presentInSlices(
  events: readonly RehearsalEvent[],
  facts: RehearsalFacts,
): Generator<void, PresentedEvent[]> {
  const presented: PresentedEvent[] = [];
  for (const event of events) {
    presented.push(presentEvent(event, facts));
    if (presented.length % 25 === 0) yield;
  }
  return presented;
}

/** One case under one policy, presented. */
export async function rehearseCase(facts: RehearsalFacts, theCase: RehearsalCase) {
  const { events, pagesGoOn, laterSteps } = await inSlices(rehearseInSlices(facts, theCase));
  const presented = await inSlices(presentInSlices(events, facts));
  const last = events.at(-1)?.at ?? theCase.at;
  const lines = facts.policy.matrix[theCase.severity];
  const calendars = [...new Set(['default', ...lines.flatMap(({ by }) => calendarOf(by) ?? [])])];
  const warning = channelsInWords(waysOut(facts), facts.directory);
  return {
    warnings: warning === null ? [] : [warning],
    case: presentCase(theCase, facts.directory.organisation.timezone),
    events: presented,
    pagesGoOn,
    laterSteps,
    stopsAt: theCase.until.toString(),
    nextUpdate: promised(facts, theCase),
    daysOff: daysOff(calendars, (name) => facts.calendar(name, theCase.at), theCase.at, last),
  };
}

/** The first promise to stakeholders, who is reminded of it and who hears when it is missed (COM-4). */
function promised({ policy, calendar }: RehearsalFacts, { at, severity, resolvedAt }: RehearsalCase) {
  const next = nextUpdate({ policy, severity, calendar: calendar('default', at) }, at);
  if (next === null || (resolvedAt !== null && isAtOrBefore(resolvedAt, next.dueAt))) return null;
  return { dueAt: next.dueAt.toString(), remindAt: next.remindAt?.toString() ?? null };
}

type Compared = PresentedEvent & { readonly change: 'same' | 'removed' | 'added' };

/**
 * What changes for the case when another policy comes into force, in order of time. Not a comparison of lines, which keeps
 * together what changed together and would put "23:46, gone" before "23:45, new".
 */
export function compareEvents(
  before: readonly PresentedEvent[],
  after: readonly PresentedEvent[],
): Compared[] {
  const keyOf = ({ at, sentence, rule }: PresentedEvent) => JSON.stringify([at, sentence, rule]);
  const left = Map.groupBy(before, keyOf);
  const now = after.map((event): Compared => {
    const change = left.get(keyOf(event))?.shift() === undefined ? 'added' : 'same';
    return { ...event, change };
  });
  const gone = [...left.values()].flat().map((event): Compared => ({ ...event, change: 'removed' }));
  return [...gone, ...now].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
