import { type Instant, isAtOrBefore, isBefore, Temporal } from '../../kernel/index.ts';
import { type Calendar, isWorkingDay, nextBusinessDay } from '../../policy/index.ts';
import { type Action, isUnderWay } from './model.ts';

/** The manager hears on so many working mornings after the owner did: time to do what was forgotten. */
const MANAGER_AFTER_DAYS = 3;

const noon = (date: string, { zone }: Calendar): Instant =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant();

/** The morning of the last working day before a date. */
function morningBefore(date: string, calendar: Calendar): Instant {
  let day = Temporal.PlainDate.from(date).subtract({ days: 1 });
  for (let tried = 0; tried < 30 && !isWorkingDay(calendar, day); tried++) day = day.subtract({ days: 1 });
  return day.toZonedDateTime({ timeZone: calendar.zone, plainTime: calendar.hours.from }).toInstant();
}

export type Told = 'remind' | 'owner' | 'manager';

/** When somebody is told of a deadline: always in the morning of a working day, never at night and never as a page (REV-4). */
export function noticeTimes(dueOn: string, calendar: Calendar): Readonly<Record<Told, Instant>> {
  const owner = nextBusinessDay(noon(dueOn, calendar), calendar.hours.from, calendar);
  let manager = owner;
  for (let day = 0; day < MANAGER_AFTER_DAYS; day++)
    manager = nextBusinessDay(manager, calendar.hours.from, calendar);
  return { remind: morningBefore(dueOn, calendar), owner, manager };
}

const toldFor = (action: Action): Readonly<Record<Told, string | null>> => ({
  remind: action.remindedFor,
  owner: action.ownerToldFor,
  manager: action.managerToldFor,
});

/** What is still to be told of an action's deadline, with when; nothing of one that is over. */
function toTell(
  action: Action,
  calendar: Calendar,
): readonly { readonly what: Told; readonly at: Instant }[] {
  if (!isUnderWay(action)) return [];
  const times = noticeTimes(action.dueOn, calendar);
  const told = toldFor(action);
  return (
    (['remind', 'owner', 'manager'] as const)
      .filter((what) => told[what] !== action.dueOn)
      // Whoever promised something for tomorrow needs no reminder today.
      .filter((what) => what !== 'remind' || isBefore(action.createdAt, times.remind))
      .map((what) => ({ what, at: times[what] }))
  );
}

/** What is due now. A reminder whose deadline has passed is not sent any more. */
export function tellNow(action: Action, calendar: Calendar, now: Instant): readonly Told[] {
  const due = toTell(action, calendar).filter(({ at }) => isAtOrBefore(at, now));
  const late = due.some(({ what }) => what !== 'remind');
  return due.map(({ what }) => what).filter((what) => what !== 'remind' || !late);
}

export function nextLook(action: Action, calendar: Calendar, now: Instant): Instant | null {
  return toTell(action, calendar)
    .map(({ at }) => at)
    .filter((at) => isBefore(now, at))
    .reduce<Instant | null>(
      (soonest, at) => (soonest === null || isBefore(at, soonest) ? at : soonest),
      null,
    );
}

/**
 * When it is asked whether the actions worked: a month after the report, or a week after the last deadline, whichever is later, on a
 * working morning (REV-5).
 */
export function followUpAt(
  actions: readonly Pick<Action, 'dueOn' | 'state'>[],
  publishedAt: Instant,
  calendar: Calendar,
): Instant | null {
  const wanted = actions.filter(({ state }) => state !== 'dropped');
  if (wanted.length === 0) return null;
  const month = publishedAt.toZonedDateTimeISO(calendar.zone).toPlainDate().add({ days: 30 });
  const latest = wanted
    .map(({ dueOn }) => Temporal.PlainDate.from(dueOn).add({ days: 7 }))
    .reduce((a, b) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b), month);
  return nextBusinessDay(noon(latest.toString(), calendar), calendar.hours.from, calendar);
}
