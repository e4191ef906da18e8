import { isZone, Temporal } from '../kernel/index.ts';
import { isWorkingDay } from './decide-due.ts';
import { calendarFor, knownRegion } from './holidays.ts';
import { type Finding, found, type LintInput, type LintRule } from './lint-rules.ts';
import { SEVERITIES } from './model-matrix.ts';
import { isoWeekday } from './model-phrases.ts';

interface LocalTime {
  readonly at: string;
  readonly calendar: string;
  readonly path: (string | number)[];
}

/** Every local time the policy sends something at. */
function localTimes({ policy }: LintInput): LocalTime[] {
  return [
    ...SEVERITIES.flatMap((level) =>
      policy.matrix[level].flatMap((step, index) =>
        'at' in step.by
          ? [{ at: step.by.at, calendar: step.by.calendar, path: ['matrix', level, index, 'by'] }]
          : [],
      ),
    ),
    ...policy.reports.map(({ at }, index) => ({ at, calendar: 'default', path: ['reports', index, 'at'] })),
  ];
}

const realZone = (zone: string, input: LintInput): string =>
  zone === 'organisation' ? (input.facts?.organisation.zone ?? 'UTC') : isZone(zone) ? zone : 'UTC';

/** Whether the clocks skip or repeat this local time on some day of the two years from `today`. */
function brokenByClocks(zone: string, at: string, today: string): string | null {
  const time = Temporal.PlainTime.from(at);
  let cursor = Temporal.PlainDate.from(today).toZonedDateTime(zone);
  const end = cursor.add({ years: 2 });
  for (let next = cursor.getTimeZoneTransition('next'); next; next = cursor.getTimeZoneTransition('next')) {
    if (Temporal.ZonedDateTime.compare(next, end) > 0) return null;
    const local = next.toPlainDate().toPlainDateTime(time);
    const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
    const last = local.toZonedDateTime(zone, { disambiguation: 'later' });
    if (!first.equals(last)) return next.toPlainDate().toString();
    cursor = next;
  }
  return null;
}

const calendars = (input: LintInput) => Object.entries(input.policy.calendars);

function freeFortnights(input: LintInput): Finding[] {
  const today = Temporal.PlainDate.from(input.facts?.today ?? '2030-01-01');
  return calendars(input).flatMap(([name]) => {
    const organisation = input.facts?.organisation ?? { zone: 'UTC' };
    const safe = { ...organisation, zone: isZone(organisation.zone) ? organisation.zone : 'UTC' };
    const rule = input.policy.calendars[name];
    if (!rule || (rule.zone !== 'organisation' && !isZone(rule.zone))) return [];
    const noon = today.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant();
    const calendar = calendarFor(input.policy, safe, noon, name);
    let free = 0;
    for (let ahead = 0; ahead < 730; ahead++) {
      const day = today.add({ days: ahead });
      free = isWorkingDay(calendar, day) ? 0 : free + 1;
      if (free < 14) continue;
      const from = day.subtract({ days: 13 }).toString();
      return [
        found(
          ['calendars', name],
          `The calendar "${name}" has no working day in the fortnight from ${from}: "next business day" waits that long.`,
          'Check working_days and the dates under holidays.',
        ),
      ];
    }
    return [];
  });
}

export const calendarRules: readonly LintRule[] = [
  {
    code: 'unknown_zone',
    level: 'error',
    check: (input) =>
      calendars(input)
        .filter(([, { zone }]) => zone !== 'organisation' && !isZone(zone))
        .map(([name, { zone }]) =>
          found(
            ['calendars', name, 'timezone'],
            `There is no time zone "${zone}".`,
            'Use an IANA name such as Europe/Berlin, or "organisation".',
          ),
        ),
  },
  {
    code: 'unknown_country',
    level: 'error',
    check: (input) =>
      calendars(input).flatMap(([name, { country, region }]) => {
        if (['organisation', 'none'].includes(country)) return [];
        const known = knownRegion(country, region);
        if (known === 'known') return [];
        return [
          found(
            ['calendars', name, 'holidays', known],
            known === 'country'
              ? `The holidays of "${country}" are not known.`
              : `"${country}" has no region "${region}".`,
            'Use ISO codes such as DE and BY, or list the days under "dates".',
          ),
        ];
      }),
  },
  {
    code: 'impossible_date',
    level: 'error',
    check: (input) =>
      calendars(input).flatMap(([name, { dates }]) =>
        dates.flatMap(({ date }, index) => {
          const [year, month, day] = date.split('-').map(Number);
          const real = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 0)).toISOString().slice(0, 10);
          if (real === date) return [];
          return [
            found(
              ['calendars', name, 'holidays', 'dates', index],
              `There is no ${date}.`,
              `Did you mean ${real}?`,
            ),
          ];
        }),
      ),
  },
  {
    code: 'hours_backwards',
    level: 'error',
    check: (input) =>
      calendars(input)
        .filter(([, { hours }]) => hours.from >= hours.until)
        .map(([name, { hours }]) =>
          found(
            ['calendars', name, 'working_hours'],
            `Working hours end (${hours.until}) before they begin (${hours.from}).`,
            'Write the earlier time first.',
          ),
        ),
  },
  { code: 'no_working_day', level: 'error', check: freeFortnights },
  {
    code: 'unknown_calendar',
    level: 'error',
    check: (input) =>
      localTimes(input)
        .filter(({ calendar }) => !Object.hasOwn(input.policy.calendars, calendar))
        .map(({ calendar, path }) =>
          found(
            [...path.slice(0, -1), 'calendar'],
            `There is no calendar "${calendar}".`,
            `Use one of ${Object.keys(input.policy.calendars).join(', ')}.`,
          ),
        ),
  },
  {
    code: 'dst_ambiguous_time',
    level: 'warning',
    check: (input) =>
      localTimes(input).flatMap(({ at, calendar, path }) => {
        const zone = realZone(input.policy.calendars[calendar]?.zone ?? 'organisation', input);
        const day = brokenByClocks(zone, at, input.facts?.today ?? '2030-01-01');
        if (!day) return [];
        return [
          found(
            path,
            `On ${day} the clocks of ${zone} skip or repeat ${at}.`,
            'Choose a time in the day; nothing is lost, but the notice moves by an hour.',
          ),
        ];
      }),
  },
  {
    code: 'outside_working_hours',
    level: 'warning',
    check: (input) =>
      localTimes(input).flatMap(({ at, calendar, path }) => {
        const hours = input.policy.calendars[calendar]?.hours;
        if (path[0] !== 'matrix' || !hours || (at >= hours.from && at < hours.until)) return [];
        return [
          found(
            path,
            `A business-day notice at ${at} comes outside working hours (${hours.from}-${hours.until}).`,
            'Choose a time within working hours.',
          ),
        ];
      }),
  },
  {
    code: 'weekly_on_free_day',
    level: 'warning',
    check: ({ policy }) =>
      SEVERITIES.flatMap((level) =>
        policy.matrix[level].flatMap((step, index) => {
          if (step.by.kind !== 'weekly') return [];
          const days = policy.calendars[step.by.calendar]?.workingDays;
          const day = step.by.weekday;
          if (!days || days.length === 0 || days.some((each) => isoWeekday(each) === isoWeekday(day)))
            return [];
          return [
            found(
              ['matrix', level, index, 'by'],
              `The weekly review is on ${day}, on which nobody works: it always moves to the next working day.`,
              `Choose one of ${days.join(', ')}.`,
            ),
          ];
        }),
      ),
  },
];
