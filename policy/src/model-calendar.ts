import { z } from 'zod';
import { weekday } from './model-phrases.ts';

const isoDate = z
  .string('Expected a date such as 2026-12-24')
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'Expected a date such as 2026-12-24')
  .describe('A date, such as 2026-12-24');

/**
 * A calendar as written. `organisation` (the default) means "whatever the directory says about the organisation", so
 * that the shipped policy needs no edit to follow the right zone and holidays.
 */
export const calendarSchema = z
  .strictObject({
    timezone: z
      .string()
      .min(1)
      .default('organisation')
      .describe('An IANA zone such as Europe/Berlin, or "organisation" for the organisation\'s own zone'),
    working_days: z
      .array(weekday)
      .max(7)
      .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
      .describe('The days of the week on which people work'),
    working_hours: z
      .string()
      .regex(
        /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/,
        'Expected working hours such as 09:00-17:00',
      )
      .default('09:00-17:00')
      .describe('Local working hours, such as 09:00-17:00'),
    holidays: z
      .strictObject({
        country: z
          .string()
          .regex(
            /^(none|organisation|[A-Z]{2})$/,
            'Expected a country code such as DE, "organisation" or "none"',
          )
          .default('organisation')
          .describe('ISO 3166 country code whose public holidays count, "organisation", or "none"'),
        region: z
          .string()
          .min(1)
          .max(10)
          .optional()
          .describe('A state or region of that country, such as BY'),
        dates: z
          .array(
            z.union([
              isoDate.transform((date) => ({ date, name: 'Holiday' })),
              z.strictObject({
                date: isoDate,
                name: z.string().min(1).max(100).describe('What people call the day'),
              }),
            ]),
          )
          .max(500)
          .default([])
          .describe('Additional days off, besides the public holidays'),
      })
      .prefault({})
      .describe('Non-working days'),
  })
  .transform((raw) => ({
    zone: raw.timezone,
    workingDays: raw.working_days,
    hours: { from: raw.working_hours.slice(0, 5), until: raw.working_hours.slice(6) },
    country: raw.holidays.country,
    region: raw.holidays.region ?? null,
    dates: raw.holidays.dates,
  }))
  .describe('Working days, hours and holidays, in one time zone');

/**
 * A calendar ready for arithmetic: plain data, so that the rules stay pure and a decision can be replayed. Holidays are
 * ISO dates in the calendar's own zone, with their names.
 */
export interface Calendar {
  readonly zone: string;
  /** ISO weekday numbers, Monday is 1. */
  readonly workingDays: readonly number[];
  readonly hours: { readonly from: string; readonly until: string };
  readonly holidays: Readonly<Record<string, string>>;
}
