import { type Actor, Fault, type Instant, isBefore, Temporal } from '../../kernel/index.ts';
import {
  type Calendar,
  isWorkingDay,
  isWorkingTime,
  nextBusinessDay,
  type Policy,
} from '../../policy/index.ts';
import type { Held, Occurrence, ProgrammeItem } from './model.ts';

/** Who sees to it where the policy does not say. */
const OWNER = 'engineering_manager';
/** The owner is reminded from so many days before on, and again on the day. */
const REMIND_DAYS = 7;
/** What comes so shortly before the end of its period begins with the next one. */
const LEAST_DAYS = 7;

interface Period {
  readonly name: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
}

/** The period that a day is in; null for what does not come round by the calendar (`on_joining`). */
function periodOf(every: ProgrammeItem['every'], day: Temporal.PlainDate): Period | null {
  const months = (name: string, first: Temporal.PlainDate, count: number): Period => ({
    ...{ name, first },
    last: first.add({ months: count }).subtract({ days: 1 }),
  });
  switch (every) {
    case 'daily':
      return { name: day.toString(), first: day, last: day };
    case 'weekly': {
      const first = day.subtract({ days: day.dayOfWeek - 1 });
      return { name: `week of ${first}`, first, last: first.add({ days: 6 }) };
    }
    case 'monthly':
      return months(day.toPlainYearMonth().toString(), day.with({ day: 1 }), 1);
    // What goes on all the time is asked for as often as the slowest thing that is not forgotten.
    case 'continuous':
    case 'quarterly': {
      const quarter = Math.ceil(day.month / 3);
      return months(`${day.year}-Q${quarter}`, day.with({ month: quarter * 3 - 2, day: 1 }), 3);
    }
    case 'annual':
      return months(`${day.year}`, day.with({ month: 1, day: 1 }), 12);
    case 'on_joining':
      return null;
  }
}

/** The last working day of a period: what is due by the end of a month is not due on a Sunday. */
function dueIn({ first, last }: Period, calendar: Calendar): Temporal.PlainDate {
  for (let day = last; Temporal.PlainDate.compare(day, first) >= 0; day = day.subtract({ days: 1 }))
    if (isWorkingDay(calendar, day)) return day;
  return last;
}

export const today = (now: Instant, { zone }: Pick<Calendar, 'zone'>): Temporal.PlainDate =>
  now.toZonedDateTimeISO(zone).toPlainDate();

/** Of an item that has just begun: a period of which only the end is left is left out. */
const isWorthIt = (due: Temporal.PlainDate, day: Temporal.PlainDate): boolean =>
  day.until(due, { largestUnit: 'days' }).days >= LEAST_DAYS;

/**
 * The occurrences that are to be there now: of this period and the next. What is there already stays as it is.
 * @param known item and period of those that exist, as `item period`
 */
export function wanted(
  { programme }: Pick<Policy, 'programme'>,
  known: ReadonlySet<string>,
  calendar: Calendar,
  now: Instant,
): readonly Omit<Occurrence, 'id'>[] {
  const day = today(now, calendar);
  const begun = new Set([...known].map((key) => key.split(' ')[0]));
  const of = (item: ProgrammeItem, kind: Occurrence['kind']) => {
    const current = periodOf(item.every, day);
    if (current === null) return [];
    const next = periodOf(item.every, current.last.add({ days: 1 }));
    return [current, ...(next === null ? [] : [next])].flatMap((period): Omit<Occurrence, 'id'>[] => {
      const due = dueIn(period, calendar);
      const late =
        period === current && !begun.has(item.id) && item.every !== 'daily' && !isWorthIt(due, day);
      if (known.has(`${item.id} ${period.name}`) || late) return [];
      return [
        {
          ...{ itemId: item.id, period: period.name, title: item.text, kind, about: item.about ?? null },
          ...{ ownerRole: item.owner ?? OWNER, ownerPersonId: null, dueOn: due.toString(), status: 'open' },
          ...{ heldOn: null, attended: [], notes: '', links: [], subject: null, subjectVersion: null },
          ...{ outcome: null, reason: null, settledAt: null, settledBy: null },
          ...{ remindedAt: null, escalatedAt: null },
        },
      ];
    });
  };
  return [
    ...programme.drills.flatMap((item) => of(item, 'drill')),
    ...programme.knowledge.flatMap((item) => of(item, 'review')),
  ];
}

/** What the policy asks for by now. */
export const itemsOf = ({ programme }: Pick<Policy, 'programme'>): ReadonlySet<string> =>
  new Set([...programme.drills, ...programme.knowledge].map(({ id }) => id));

export type DueWord = 'remind' | 'escalate';

/** What is to be said of one that is open, in the morning of a working day; a missed one is escalated once and stays missed. */
export function sayNow(one: Occurrence, calendar: Calendar, now: Instant): DueWord | null {
  if (one.status !== 'open' || !isWorkingTime(calendar, now)) return null;
  const [day, due] = [today(now, calendar), Temporal.PlainDate.from(one.dueOn)];
  if (Temporal.PlainDate.compare(day, due) > 0) return 'escalate';
  const reminded = one.remindedAt === null ? null : today(one.remindedAt, calendar);
  const first = due.subtract({ days: REMIND_DAYS });
  if (Temporal.PlainDate.compare(day, first) < 0) return null;
  if (reminded === null) return 'remind';
  // Once more on the day itself.
  return day.equals(due) && !reminded.equals(due) ? 'remind' : null;
}

/** The next look: the next working morning, which may be today's. */
export function nextMorning(calendar: Calendar, now: Instant): Instant {
  const { zone, hours } = calendar;
  const day = today(now, calendar);
  const morning = day.toZonedDateTime({ timeZone: zone, plainTime: hours.from }).toInstant();
  return isWorkingDay(calendar, day) && isBefore(now, morning)
    ? morning
    : nextBusinessDay(now, hours.from, calendar);
}

const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_occurrence', message, [{ path, message }]);

/**
 * It was done. A missed one stays missed, with when it was made up for. A review says of what, and what came of it (TRA-4).
 * @throws Fault `invalid`, `conflict`
 */
export function complete(
  one: Occurrence,
  held: Held & { readonly subjectVersion: number | null },
  by: Actor,
  now: Instant,
  calendar: Calendar,
): Occurrence {
  if (one.status === 'skipped')
    throw new Fault('conflict', 'occurrence_skipped', 'This was skipped. Reopen it first.');
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(held.heldOn), today(now, calendar)) > 0)
    throw invalid('heldOn', 'Choose a day that has been.');
  if (held.attended.length === 0) throw invalid('attended', 'Say who took part.');
  if (one.about !== null && held.subject === null)
    throw invalid('subject', `Say which ${one.about} was reviewed.`);
  if (one.about !== null && held.outcome === null)
    throw invalid('outcome', 'Say whether it is still right, or has a new version.');
  const status = one.status === 'missed' ? 'missed' : 'done';
  return { ...one, ...held, status, settledAt: now, settledBy: by };
}

/** It will not be done this time, and why. @throws Fault `conflict` */
export function skip(one: Occurrence, reason: string, by: Actor, now: Instant): Occurrence {
  if (one.status !== 'open')
    throw new Fault('conflict', 'occurrence_settled', 'Only what is still open can be skipped.');
  return { ...one, status: 'skipped', reason, settledAt: now, settledBy: by };
}

/** What was skipped is due after all. @throws Fault `conflict` */
export function reopen(one: Occurrence): Occurrence {
  if (one.status !== 'skipped')
    throw new Fault('conflict', 'occurrence_not_skipped', 'Only what was skipped can be reopened.');
  return { ...one, status: 'open', reason: null, settledAt: null, settledBy: null };
}
