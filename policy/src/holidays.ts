import { type Instant, Temporal, type Zone } from '@tocsin/kernel';
import Holidays from 'date-holidays';
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

const years = new Map<string, Readonly<Record<string, string>>>();

/**
 * The public holidays of a country and region in one year: ISO date to name. An unknown country has none, an unknown
 * region those of its country (lint says so beforehand). Kept in memory, by names that exist only: the tables are fixed
 * per release of date-holidays, and a text that somebody sends cannot fill the memory.
 */
export function publicHolidays(
  country: string,
  region: string | null,
  year: number,
): Readonly<Record<string, string>> {
  const known = knownRegion(country, region);
  if (known === 'country') return {};
  if (known === 'region') return publicHolidays(country, null, year);
  const key = `${country}/${region ?? ''}/${year}`;
  const kept = years.get(key);
  if (kept) return kept;
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
  years.set(key, dates);
  return dates;
}

/** What there is, by country. Read once: making a table to ask it costs milliseconds. */
const regions = new Map<string, ReadonlySet<string>>();
let countries: ReadonlySet<string> | undefined;

/** Whether date-holidays knows the country, and the region within it. */
export function knownRegion(country: string, region: string | null): 'known' | 'country' | 'region' {
  countries ??= new Set(Object.keys(new Holidays().getCountries() ?? {}));
  if (!countries.has(country)) return 'country';
  if (!region) return 'known';
  const known = regions.get(country) ?? new Set(Object.keys(new Holidays().getStates(country) ?? {}));
  regions.set(country, known);
  return known.has(region) ? 'known' : 'region';
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
  const nearby = country && country !== 'none' ? [year - 1, year, year + 1, year + 2] : [];
  return {
    zone,
    workingDays: (rule?.workingDays ?? ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']).map(
      isoWeekday,
    ),
    hours: rule?.hours ?? { from: '09:00', until: '17:00' },
    holidays: Object.assign(
      {},
      ...nearby.map((each) => publicHolidays(country ?? '', region, each)),
      organisation.dates ?? {},
      Object.fromEntries((rule?.dates ?? []).map(({ date, name: title }) => [date, title])),
    ) as Record<string, string>,
  };
}
