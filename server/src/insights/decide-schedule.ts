import { type Instant, isAtOrBefore, isBefore, later, Temporal } from '../kernel/index.ts';
import { type Calendar, isoWeekday, isWorkingDay, type Policy } from '../policy/index.ts';
import { before, periodWords, type Span, spanAround, startOf } from './decide-period.ts';
import type { Definition, Every } from './model-reports.ts';

type Day = Temporal.PlainDate;
export const UNIT = { daily: 'day', weekly: 'week', monthly: 'month', quarterly: 'quarter' } as const;

/** A report for a span of days, and when it is due. */
export interface Occurrence {
  readonly span: Span;
  readonly dueAt: Instant;
}

type Written = Policy['reports'][number];

/**
 * A report as the policy has it. A policy published before a setting existed lacks it: then the default.
 * @param zone that of the default calendar
 * @param daysIn the organisation's zone
 */
export function definitionOf(
  report: Pick<Written, 'id' | 'title' | 'every' | 'at' | 'audience'> & Partial<Written>,
  zone: string,
  daysIn = zone,
): Definition {
  return {
    ...{ id: report.id, title: report.title, every: report.every, at: report.at, audience: report.audience },
    ...{ zone: report.zone ?? zone, daysIn, weekday: isoWeekday(report.day ?? 'monday') },
    ...{ workingDays: report.working_days ?? false, enabled: report.enabled ?? true },
    ...{ whenQuiet: report.when_quiet ?? 'send', teams: report.teams ?? [] },
  };
}

/** Further than this no holidays reach. */
const LONGEST_WAIT_DAYS = 30;
/** Reports over which a search may pass that are not made, such as days off. */
const SEARCHED = 60;

/**
 * When the report about some days is due; null when it is left out. At 02:30 in the night of summer time it comes at 03:30. Not before
 * these days are over where they are counted: at nine in Auckland it is yesterday evening in Berlin.
 */
function dueOf(definition: Definition, span: Span, calendar: Calendar): Instant | null {
  let day: Day = span.to;
  if (definition.every === 'weekly') day = day.add({ days: (definition.weekday - day.dayOfWeek + 7) % 7 });
  if (definition.workingDays) {
    if (definition.every === 'daily' && !isWorkingDay(calendar, day)) return null;
    for (let days = 0; days < LONGEST_WAIT_DAYS && !isWorkingDay(calendar, day); days++)
      day = day.add({ days: 1 });
  }
  const at = day.toZonedDateTime({ timeZone: definition.zone, plainTime: definition.at }).toInstant();
  return later(at, startOf(span.to, definition.daysIn));
}

/** A daily report after days off is about them too. */
function covered(definition: Definition, span: Span, calendar: Calendar): Span {
  if (definition.every !== 'daily' || !definition.workingDays) return span;
  let { from } = span;
  for (let days = 0; days < LONGEST_WAIT_DAYS && !isWorkingDay(calendar, from); days++)
    from = from.subtract({ days: 1 });
  return { from, to: span.to };
}

const occurrence = (definition: Definition, span: Span, calendar: Calendar): Occurrence | null => {
  const dueAt = dueOf(definition, span, calendar);
  return dueAt === null ? null : { span: covered(definition, span, calendar), dueAt };
};

const spanOfToday = ({ every, zone }: Definition, now: Instant): Span =>
  spanAround(UNIT[every], now.toZonedDateTimeISO(zone).toPlainDate());

/** The next one that is due after a moment; null when the policy leaves none. */
export function nextDue(definition: Definition, after: Instant, calendar: Calendar): Occurrence | null {
  const unit = UNIT[definition.every];
  // Days off can move one far into the next period.
  let span = before(unit, before(unit, spanOfToday(definition, after)));
  for (let tries = 0; tries < SEARCHED; tries++) {
    const found = occurrence(definition, span, calendar);
    if (found !== null && isBefore(after, found.dueAt)) return found;
    span = spanAround(unit, span.to);
  }
  return null;
}

/** The last one that was due by a moment: after an outage over several it alone is made, because it tells what is true now. */
export function lastDue(definition: Definition, now: Instant, calendar: Calendar): Occurrence | null {
  const unit = UNIT[definition.every];
  let span = spanOfToday(definition, now);
  for (let tries = 0; tries < SEARCHED; tries++) {
    const found = occurrence(definition, span, calendar);
    if (found !== null && isAtOrBefore(found.dueAt, now)) return found;
    span = before(unit, span);
  }
  return null;
}

/**
 * What became due by a change of the hour or day: the report that was still to come by the old definition, for which the new one's moment
 * has passed. @param nextAt when it would have come
 */
export function broughtForward(
  old: Definition,
  nextAt: Instant,
  definition: Definition,
  now: Instant,
  calendar: Calendar,
): Occurrence | null {
  if (old.every !== definition.every) return null;
  const due = lastDue(definition, now, calendar);
  const wasNext = nextDue(old, nextAt.subtract({ seconds: 1 }), calendar);
  if (due === null || wasNext === null) return null;
  return Temporal.PlainDate.compare(wasNext.span.to, due.span.to) <= 0 ? due : null;
}

/** What a report is about, as people say it. */
export const spanWords = (every: Every, span: Span): string =>
  every === 'daily' && Temporal.PlainDate.compare(span.from.add({ days: 1 }), span.to) < 0
    ? periodWords('custom', span)
    : periodWords(UNIT[every], span);
