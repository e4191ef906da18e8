import { type Instant, later, plusSeconds, Temporal } from '@tocsin/kernel';
import type { Due } from './decide-compile.ts';
import type { Calendar } from './model-calendar.ts';
import { isoWeekday } from './model-phrases.ts';

/** When a notice must have been handed to its channel, and when Tocsin hands it over. */
export interface DueTimes {
  readonly deadline: Instant;
  /** `deadline` minus the step's margin, but never before the anchor. */
  readonly sendAt: Instant;
}

/** More days than any run of holidays; a calendar without a working day in it is refused by lint. */
const SEARCH_DAYS = 400;

/** True for a day on which people work: a working weekday that is no holiday. `date` is local to the calendar. */
export function isWorkingDay(calendar: Calendar, date: Temporal.PlainDate): boolean {
  return calendar.workingDays.includes(date.dayOfWeek) && calendar.holidays[date.toString()] === undefined;
}

/** The first working day on or after `date`. A calendar with none at all gives `date` itself: late beats never. */
function workingDayFrom(calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate {
  for (let day = date, tried = 0; tried < SEARCH_DAYS; tried++, day = day.add({ days: 1 }))
    if (isWorkingDay(calendar, day)) return day;
  return date;
}

/**
 * A local time of a day as an instant. Where the clocks skip it, the moment after the gap; where it comes twice, the
 * first: a deadline is then never later than a person reading the wall clock would accept.
 */
const instantAt = (calendar: Calendar, date: Temporal.PlainDate, at: string): Instant =>
  date.toZonedDateTime({ timeZone: calendar.zone, plainTime: Temporal.PlainTime.from(at) }).toInstant();

/** True during the calendar's working hours (the end is exclusive). */
export function isWorkingTime(calendar: Calendar, at: Instant): boolean {
  const local = at.toZonedDateTimeISO(calendar.zone);
  if (!isWorkingDay(calendar, local.toPlainDate())) return false;
  const time = local.toPlainTime();
  const { from, until } = calendar.hours;
  return (
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(from)) >= 0 &&
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(until)) < 0
  );
}

/** The first working day after `anchor`'s local date, at a local time (runbook: "Next business day"). */
export function nextBusinessDay(anchor: Instant, at: string, calendar: Calendar): Instant {
  const today = anchor.toZonedDateTimeISO(calendar.zone).toPlainDate();
  return instantAt(calendar, workingDayFrom(calendar, today.add({ days: 1 })), at);
}

/**
 * The first weekly moment that can still be sent `marginSeconds` early at or after `anchor` (runbook: "Weekly
 * review"). On a free day the review moves to the next working day. An incident that comes after the digest has left
 * waits for the next one, so that a digest goes out once a week and not once an incident.
 */
function nextWeekly(anchor: Instant, due: Extract<Due, { kind: 'weekly' }>, calendar: Calendar): Instant {
  const today = anchor.toZonedDateTimeISO(calendar.zone).toPlainDate();
  const toWeekday = isoWeekday(due.weekday) - today.dayOfWeek;
  // Two weeks back: a review postponed by holidays may still lie ahead.
  const start = today.add({ days: toWeekday - 14 });
  for (let week = 0; week * 7 < SEARCH_DAYS; week++) {
    const moment = instantAt(calendar, workingDayFrom(calendar, start.add({ days: week * 7 })), due.at);
    if (Temporal.Instant.compare(plusSeconds(moment, -due.marginSeconds), anchor) >= 0) return moment;
  }
  return instantAt(calendar, today.add({ days: 7 }), due.at);
}

/**
 * When a step is due, counted from `anchor` (the declaration, also after a reclassification: contract ESC-1, so that an
 * upgraded incident's overdue steps are due at once). "Within" is a deadline, never a delay.
 */
export function dueTimes(due: Due, anchor: Instant, calendar: Calendar): DueTimes {
  switch (due.kind) {
    case 'immediately':
      return { deadline: anchor, sendAt: anchor };
    case 'within':
      return withMargin(plusSeconds(anchor, due.seconds), due.marginSeconds, anchor);
    case 'next_business_day':
      return withMargin(nextBusinessDay(anchor, due.at, calendar), due.marginSeconds, anchor);
    case 'weekly':
      return withMargin(nextWeekly(anchor, due, calendar), due.marginSeconds, anchor);
  }
}

const withMargin = (deadline: Instant, marginSeconds: number, anchor: Instant): DueTimes => ({
  deadline,
  sendAt: later(anchor, plusSeconds(deadline, -marginSeconds)),
});

/** The name of the calendar a step needs; steps that do not count days need none. */
export const calendarOf = (due: Due): string | null => ('calendar' in due ? due.calendar : null);
