import { isZone, Temporal } from '@tocsin/kernel';
import { own } from './decide-conditions.ts';
import { calendarFor, knownRegion } from './holidays.ts';
import { type Finding, found, type LintInput, type LintRule, someOf } from './lint-rules.ts';
import type { Calendar } from './model-calendar.ts';
import { SEVERITIES } from './model-matrix.ts';
import { isoWeekday } from './model-phrases.ts';

/** Where looking ahead begins when nobody says what day it is. */
const NO_DAY = '2030-01-01';

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

/** The changes of the clocks in the two years from `today`; asked once a zone, for the search is slow. */
function clockChanges(zone: string, today: string): readonly Temporal.ZonedDateTime[] {
  const begin = Temporal.PlainDate.from(today).toZonedDateTime(zone);
  const end = begin.add({ years: 2 });
  const changes: Temporal.ZonedDateTime[] = [];
  let next = begin.getTimeZoneTransition('next');
  while (next && Temporal.ZonedDateTime.compare(next, end) <= 0) {
    changes.push(next);
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

/** The day of the first change at which the clocks skip or repeat this local time. */
function brokenBy(changes: readonly Temporal.ZonedDateTime[], at: string): string | null {
  const time = Temporal.PlainTime.from(at);
  const broken = changes.find((change) => {
    const local = change.toPlainDate().toPlainDateTime(time);
    const [first, last] = (['earlier', 'later'] as const).map((disambiguation) =>
      local.toZonedDateTime(change.timeZoneId, { disambiguation }),
    );
    return first && last && !first.equals(last);
  });
  return broken?.toPlainDate().toString() ?? null;
}

function ambiguousTimes(input: LintInput): Finding[] {
  const today = input.facts?.today ?? NO_DAY;
  const changes = new Map<string, readonly Temporal.ZonedDateTime[]>();
  const days = new Map<string, string | null>();
  return localTimes(input).flatMap(({ at, calendar, path }) => {
    const zone = realZone(own(input.policy.calendars, calendar)?.zone ?? 'organisation', input);
    const inZone = changes.get(zone) ?? clockChanges(zone, today);
    changes.set(zone, inZone);
    const key = `${zone} ${at}`;
    const day = days.has(key) ? (days.get(key) ?? null) : brokenBy(inZone, at);
    days.set(key, day);
    if (!day) return [];
    return [
      found(
        path,
        `On ${day} the clocks of ${zone} skip or repeat ${at}.`,
        'Choose a time during the day. No notice is lost, but it moves by an hour.',
      ),
    ];
  });
}

const calendars = (input: LintInput) => Object.entries(input.policy.calendars);

const DAY_MS = 86_400_000;
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

/** In the two years from `today`: the fewest working days of any fortnight, and where the first one with none begins. */
function leanestFortnight(
  { workingDays, holidays }: Pick<Calendar, 'workingDays' | 'holidays'>,
  today: string,
): { readonly fewest: number; readonly none: string | null } {
  // By day numbers: two years of calendar dates for each of many calendars held the whole process up for seconds.
  const off = new Set(Object.keys(holidays).map(dayNumber));
  const working = new Set(workingDays);
  // Day 0 was a Thursday.
  const works = (day: number) => working.has(((((day + 3) % 7) + 7) % 7) + 1) && !off.has(day);
  const start = dayNumber(today);
  let count = 0;
  let fewest = 14;
  for (let day = start; day < start + 730; day++) {
    count += Number(works(day)) - Number(day >= start + 14 && works(day - 14));
    if (day < start + 13) continue;
    fewest = Math.min(fewest, count);
    if (count === 0) return { fewest, none: new Date((day - 13) * DAY_MS).toISOString().slice(0, 10) };
  }
  return { fewest, none: null };
}

/** No country has more public holidays in a fortnight (China's golden weeks have seven or eight). */
const MOST_HOLIDAYS = 8;
/** Moons and solstices are computed: a country takes up to 100 ms, the first time. */
const MOST_COUNTRIES = 4;

/** Calendars with a fortnight off. Public holidays are asked for only where they can decide, and for few countries. */
function freeFortnights(input: LintInput): Finding[] {
  const today = input.facts?.today ?? NO_DAY;
  const { zone } = input.facts?.organisation ?? { zone: 'UTC' };
  const organisation = { ...input.facts?.organisation, zone: isZone(zone) ? zone : 'UTC' };
  const noon = Temporal.Instant.from(`${today}T12:00Z`);
  const places = new Set<string>();
  return calendars(input).flatMap(([name, rule]) => {
    if (rule.zone !== 'organisation' && !isZone(rule.zone)) return [];
    const ownDays = {
      ...organisation.dates,
      ...Object.fromEntries(rule.dates.map((day) => [day.date, day.name])),
    };
    let leanest = leanestFortnight(
      { workingDays: rule.workingDays.map(isoWeekday), holidays: ownDays },
      today,
    );
    if (leanest.none === null && leanest.fewest <= MOST_HOLIDAYS) {
      places.add(`${rule.country} ${rule.region}`);
      if (places.size > MOST_COUNTRIES) return [];
      leanest = leanestFortnight(calendarFor(input.policy, organisation, noon, name), today);
    }
    if (leanest.none === null) return [];
    return [
      found(
        ['calendars', name],
        `The calendar "${name}" has no working day in the fortnight from ${leanest.none}: "next business day" waits that long.`,
        'Check working_days and the dates under holidays.',
      ),
    ];
  });
}

function unknownPlaces(input: LintInput): Finding[] {
  const home = input.facts?.organisation.country;
  return calendars(input).flatMap(([name, { country: wanted, region }]) => {
    const country = wanted === 'organisation' ? home : wanted;
    // Without a directory nobody knows the organisation's country.
    if (country === undefined || (country === null && region === null)) return [];
    if (country === null || country === 'none') {
      if (region === null) return [];
      return [
        found(
          ['calendars', name, 'holidays', 'region'],
          `The region "${region}" has no country, so public holidays are ignored.`,
          'Add its country, such as country: DE.',
        ),
      ];
    }
    const known = knownRegion(country, region);
    if (known === 'known' || (known === 'country' && wanted === 'organisation')) return [];
    return [
      found(
        ['calendars', name, 'holidays', known],
        known === 'country' ? `Unknown country "${country}".` : `Unknown region "${region}" of "${country}".`,
        'Use ISO codes such as DE and BY, or list the days under "dates".',
      ),
    ];
  });
}

/** Every calendar that a line names, also where it does nothing. */
function namedCalendars({ raw }: LintInput): { readonly name: string; readonly path: (string | number)[] }[] {
  const { matrix } = raw as { matrix: Record<string, { calendar?: string }[]> };
  return SEVERITIES.flatMap((level) =>
    (matrix[level] ?? []).flatMap(({ calendar }, index) =>
      calendar === undefined ? [] : [{ name: calendar, path: ['matrix', level, index, 'calendar'] }],
    ),
  );
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
            `Unknown time zone "${zone}".`,
            'Use an IANA name such as Europe/Berlin, or "organisation".',
          ),
        ),
  },
  {
    code: 'unknown_country',
    level: 'error',
    check: unknownPlaces,
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
              `The date ${date} does not exist.`,
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
            `Working hours end (${hours.until}) before they start (${hours.from}).`,
            'Write the earlier time first.',
          ),
        ),
  },
  { code: 'no_working_day', level: 'error', check: freeFortnights },
  {
    code: 'unknown_calendar',
    level: 'error',
    check: (input) =>
      namedCalendars(input)
        .filter(({ name }) => !Object.hasOwn(input.policy.calendars, name))
        .map(({ name, path }) =>
          found(
            path,
            `Unknown calendar "${name}".`,
            `Use one of ${someOf(Object.keys(input.policy.calendars))}.`,
          ),
        ),
  },
  {
    code: 'dst_ambiguous_time',
    level: 'warning',
    check: ambiguousTimes,
  },
  {
    code: 'outside_working_hours',
    level: 'warning',
    check: (input) =>
      localTimes(input).flatMap(({ at, calendar, path }) => {
        const hours = own(input.policy.calendars, calendar)?.hours;
        if (path[0] !== 'matrix' || !hours || (at >= hours.from && at < hours.until)) return [];
        return [
          found(
            path,
            `A business-day notice at ${at} is outside working hours (${hours.from}-${hours.until}).`,
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
          const days = own(policy.calendars, step.by.calendar)?.workingDays;
          const day = step.by.weekday;
          if (!days || days.length === 0 || days.some((each) => isoWeekday(each) === isoWeekday(day)))
            return [];
          return [
            found(
              ['matrix', level, index, 'by'],
              `The weekly review is on ${day}, which is not a working day: it always moves to the next working day.`,
              `Choose one of ${days.join(', ')}.`,
            ),
          ];
        }),
      ),
  },
];
