import { isAway, type Person } from '../directory/index.ts';
import { type Instant, isAtOrBefore, isBefore, plusSeconds, Temporal } from '../kernel/index.ts';
import { type Calendar, isWorkingDay } from '../policy/index.ts';
import type { Busy } from './calendars/model.ts';

/** Meetings begin at the full and the half hour. */
const STEP_SECONDS = 1800;
/** People are to have read the invitation before. */
const NOTICE_SECONDS = 2 * 3600;
/** Beyond the deadline it is looked so much further, so that a review in a week of holidays finds a time at all. */
const LOOK_BEYOND_SECONDS = 14 * 86_400;
const OFFERED = 3;

export const NOT_FREE = ['outside_hours', 'day_off', 'absent', 'busy', 'on_call'] as const;
type NotFree = (typeof NOT_FREE)[number];

/** A time at which the review could be held, and whom it does not suit. */
export interface ProposedTime {
  readonly at: Instant;
  /** After the time by which the review is to be held. */
  readonly late: boolean;
  readonly suits: number;
  readonly of: number;
  readonly not: readonly { readonly personId: string; readonly why: NotFree }[];
}

export interface TimesFacts {
  readonly people: readonly Person[];
  /** Working days, hours and holidays; the hours count in each person's own zone. */
  readonly calendar: Calendar;
  readonly minutes: number;
  readonly now: Instant;
  readonly conductBy: Instant;
  /** Who is on call in that span: they may come, and may have to leave. */
  readonly onCall: (personId: string, from: Instant, until: Instant) => boolean;
  /** By the calendars that people gave. Of whom none is known, nothing is busy. */
  readonly calendars: ReadonlyMap<string, Busy>;
}

/** A day's working hours of somebody, in milliseconds since 1970; `works` is false on weekends and holidays. */
interface Day {
  readonly from: number;
  readonly until: number;
  readonly begins: number;
  readonly ends: number;
  readonly works: boolean;
}

/** The days of a person between two instants. Worked out once: a time zone asked for each half hour of two weeks is slow. */
function daysOf({ timezone }: Person, calendar: Calendar, from: Instant, until: Instant): readonly Day[] {
  const millis = (date: Temporal.PlainDate, plainTime: string) =>
    date.toZonedDateTime({ timeZone: timezone, plainTime }).epochMilliseconds;
  const days: Day[] = [];
  const last = until.toZonedDateTimeISO(timezone).toPlainDate();
  let date = from.toZonedDateTimeISO(timezone).toPlainDate();
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 }))
    days.push({
      begins: millis(date, '00:00'),
      ends: millis(date.add({ days: 1 }), '00:00'),
      from: millis(date, calendar.hours.from),
      until: millis(date, calendar.hours.until),
      works: isWorkingDay(calendar, date),
    });
  return days;
}

interface Attendee {
  readonly person: Person;
  readonly days: readonly Day[];
}

/** Why a time does not suit somebody; null when it does. */
function unsuitable(
  { person, days }: Attendee,
  { onCall, calendars }: TimesFacts,
  [from, until]: readonly [Instant, Instant],
): NotFree | null {
  if (isAway(person, from) || isAway(person, plusSeconds(until, -1))) return 'absent';
  const [begin, end] = [from.epochMilliseconds, until.epochMilliseconds];
  const day = days.find(({ begins, ends }) => begins <= begin && begin < ends);
  if (day === undefined || !day.works) return 'day_off';
  if (begin < day.from || end > day.until) return 'outside_hours';
  if (calendars.get(person.id)?.spans.some(([busy, free]) => busy < end && begin < free)) return 'busy';
  return onCall(person.id, from, until) ? 'on_call' : null;
}

/** How much a reason weighs: whoever is on call can come, somebody away cannot. */
const WEIGHT: Readonly<Record<NotFree, number>> = {
  on_call: 0.25,
  busy: 1,
  outside_hours: 1,
  day_off: 1.5,
  absent: 1.5,
};

function judge(
  facts: TimesFacts,
  attendees: readonly Attendee[],
  at: Instant,
): ProposedTime & { readonly cost: number } {
  const until = plusSeconds(at, facts.minutes * 60);
  const not = attendees.flatMap((attendee) => {
    const why = unsuitable(attendee, facts, [at, until]);
    return why === null ? [] : [{ personId: attendee.person.id, why }];
  });
  const absent = not.filter(({ why }) => why !== 'on_call');
  return {
    at,
    late: !isAtOrBefore(at, facts.conductBy),
    suits: facts.people.length - absent.length,
    of: facts.people.length,
    not,
    cost: not.reduce((sum, { why }) => sum + WEIGHT[why], 0),
  };
}

/**
 * The best times to hold the review, best first: those that suit most people, and of those the earliest; at most one in two
 * hours, so that three are a choice. Times after the deadline are offered when none before suits half of them, which is what a
 * Friday evening before a holiday comes to.
 */
export function proposeTimes(facts: TimesFacts): readonly ProposedTime[] {
  const { people, now, conductBy } = facts;
  if (people.length === 0) return [];
  const first = Math.ceil((now.epochMilliseconds / 1000 + NOTICE_SECONDS) / STEP_SECONDS) * STEP_SECONDS;
  const from = Temporal.Instant.fromEpochMilliseconds(first * 1000);
  const end = plusSeconds(isBefore(from, conductBy) ? conductBy : from, LOOK_BEYOND_SECONDS);
  const attendees = people.map((person) => ({ person, days: daysOf(person, facts.calendar, from, end) }));
  const all: (ProposedTime & { readonly cost: number })[] = [];
  for (let at = from; isAtOrBefore(at, end); at = plusSeconds(at, STEP_SECONDS))
    all.push(judge(facts, attendees, at));
  const inTime = best(all.filter(({ late }) => !late));
  const suits = inTime[0]?.suits ?? 0;
  const chosen =
    suits * 2 >= people.length ? inTime : [...inTime.slice(0, 1), ...best(all.filter(({ late }) => late))];
  return chosen.slice(0, OFFERED).map(({ cost: _, ...time }) => time);
}

function best<T extends { readonly at: Instant; readonly cost: number; readonly suits: number }>(
  times: readonly T[],
): readonly T[] {
  const ranked = times
    .filter(({ suits }) => suits > 0)
    .toSorted((a, b) => a.cost - b.cost || Temporal.Instant.compare(a.at, b.at));
  const chosen: T[] = [];
  for (const time of ranked) {
    if (chosen.length === OFFERED) break;
    const close = (other: T) => Math.abs(other.at.epochMilliseconds - time.at.epochMilliseconds) < 7_200_000;
    if (!chosen.some(close)) chosen.push(time);
  }
  return chosen;
}
