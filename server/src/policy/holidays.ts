import Holidays from 'date-holidays';
import { type Instant, Temporal, type Zone } from '../kernel/index.ts';
import type { Policy } from './decide-compile.ts';
import { own } from './decide-conditions.ts';
import type { Calendar } from './model-calendar.ts';
import { isoWeekday } from './model-phrases.ts';

/** What the directory says about the organisation, as far as calendars need it. */
export interface OrganisationCalendar {
  readonly zone: Zone;
  /** ISO 3166 country code, when public holidays count. */
  readonly country?: string | null;
  readonly region?: string | null;
  /** Its own free days: ISO date to name. */
  readonly dates?: Readonly<Record<string, string>>;
}

const cache = new Map<string, Readonly<Record<string, string>>>();

/**
 * The public holidays of a country and region in one year: ISO date to name. An unknown country or region has none
 * (lint says so beforehand). Kept in memory: the tables are fixed per release of date-holidays.
 */
export function publicHolidays(
  country: string,
  region: string | null,
  year: number,
): Readonly<Record<string, string>> {
  const key = `${country}/${region ?? ''}/${year}`;
  const known = cache.get(key);
  if (known) return known;
  const table = region ? new Holidays(country, region) : new Holidays(country);
  const dates: Record<string, string> = {};
  for (const holiday of table.getHolidays(year, 'en') || []) {
    const hours = (holiday.end.getTime() - holiday.start.getTime()) / 3_600_000;
    // A half day (Christmas Eve from 14:00) is a working day: somebody is there in the morning. A day on which the
    // clocks change has 23 hours and is a whole one.
    if (holiday.type !== 'public' || hours < 20) continue;
    const first = Temporal.PlainDate.from(holiday.date.slice(0, 10));
    for (let day = 0; day < Math.round(hours / 24); day++)
      dates[first.add({ days: day }).toString()] = holiday.name;
  }
  cache.set(key, dates);
  return dates;
}

/** Whether date-holidays knows the country, and the region within it. */
export function knownRegion(country: string, region: string | null): 'known' | 'country' | 'region' {
  const table = new Holidays();
  if (!(country in (table.getCountries() ?? {}))) return 'country';
  if (region && !(region in (table.getStates(country) ?? {}))) return 'region';
  return 'known';
}

/**
 * A calendar of the policy as plain data for the years around `around` (the year itself, the one before and two
 * after). A name the policy does not know gives the default calendar: a wrong day is better than no day.
 */
export function calendarFor(
  policy: Policy,
  organisation: OrganisationCalendar,
  around: Instant,
  name = 'default',
): Calendar {
  const rule = own(policy.calendars, name) ?? policy.calendars.default;
  const zone = !rule || rule.zone === 'organisation' ? organisation.zone : rule.zone;
  const fromOrganisation = !rule || rule.country === 'organisation';
  const country = fromOrganisation ? (organisation.country ?? null) : rule.country;
  const region = rule?.region ?? (fromOrganisation ? (organisation.region ?? null) : null);
  const year = around.toZonedDateTimeISO(zone).year;
  const years = country && country !== 'none' ? [year - 1, year, year + 1, year + 2] : [];
  return {
    zone,
    workingDays: (rule?.workingDays ?? ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']).map(
      isoWeekday,
    ),
    hours: rule?.hours ?? { from: '09:00', until: '17:00' },
    holidays: Object.assign(
      {},
      ...years.map((each) => publicHolidays(country ?? '', region, each)),
      organisation.dates ?? {},
      Object.fromEntries((rule?.dates ?? []).map(({ date, name: title }) => [date, title])),
    ) as Record<string, string>,
  };
}
