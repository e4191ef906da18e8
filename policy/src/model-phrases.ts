import { z } from 'zod';

/**
 * The small phrases a policy is written in: durations (`15m`), times of day (`10:00`), weekdays, and the "by" of a
 * matrix step (`within 15m`, `next business day at 10:00`). Each schema takes the phrase and gives plain JSON, so that
 * a compiled policy can be stored, hashed and compared as it is.
 */

/**
 * The patterns are published in the JSON Schema, which knows no flags: where a capital is allowed it is spelled out, and
 * what the parsers below accept is exactly what an editor accepts.
 */
const DURATION_PARTS =
  '(?=\\d)(?:(\\d{1,4})w)?(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,6})m)?(?:(\\d{1,7})s)?';
const TIME_OF_DAY = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const DAY_OF_WEEK = '(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day';

const DURATION = new RegExp(`^${DURATION_PARTS}$`);
/** One line of prose. Blank is refused by a pattern, not by trimming, which the JSON Schema cannot say. */
export const line = z
  .string('Expected a line of text')
  .trim()
  .regex(/\S/, 'Expected a line of text')
  .max(300);

const DURATION_HELP = 'Expected a duration such as 15m, 1h, 2h30m, 7d or 1w';
const UNIT_SECONDS = [7 * 86_400, 86_400, 3_600, 60, 1] as const;

/** Seconds of `2h30m`; null when the text is no duration. A day is 24 hours: deadlines are exact, not civil. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text.trim());
  if (!match) return null;
  return UNIT_SECONDS.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
}

/** `9000` as `2h30m`: the shortest phrase that `parseDuration` reads back to the same number of seconds. */
export function formatDuration(seconds: number): string {
  const units = [
    ['w', 7 * 86_400],
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const;
  let rest = Math.max(0, Math.round(seconds));
  if (rest === 0) return '0m';
  // 36h is easier to read than 1d12h; whole days and weeks keep their own word.
  const from = rest % (7 * 86_400) === 0 ? 0 : rest % 86_400 === 0 ? 1 : 2;
  let text = '';
  for (const [letter, size] of units.slice(from)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) text += `${count}${letter}`;
  }
  return text;
}

/** A duration phrase; gives seconds. */
export const duration = z
  .string(DURATION_HELP)
  .regex(DURATION, DURATION_HELP)
  .meta({ examples: ['5m', '15m', '30m', '1h', '4h', '8h', '1d', '3d', '1w'] })
  .transform((text) => parseDuration(text) ?? 0)
  .describe('A duration: 15m, 1h, 2h30m, 7d, 1w');

/** A local time of day, `00:00` to `23:59`. Quoting is not needed: YAML 1.2 reads 10:00 as text. */
export const timeOfDay = z
  .string('Expected a time of day such as 10:00')
  .regex(new RegExp(`^${TIME_OF_DAY}$`), 'Expected a time of day between 00:00 and 23:59, such as 10:00')
  .describe('A local time of day, such as 10:00')
  .meta({ examples: ['09:00', '10:00'] });

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const weekday = z.enum(WEEKDAYS, `Expected a day of the week: ${WEEKDAYS.join(', ')}`);
/** ISO number of a weekday, Monday is 1. */
export const isoWeekday = (day: Weekday): number => WEEKDAYS.indexOf(day) + 1;

/** `Monday at 10:00`. */
export const weeklyMoment = z
  .string('Expected a weekly moment such as Monday at 10:00')
  .regex(new RegExp(`^${DAY_OF_WEEK} at ${TIME_OF_DAY}$`), 'Expected a weekly moment such as Monday at 10:00')
  .meta({ examples: ['Monday at 10:00'] })
  .transform((text) => {
    const [day = '', , at = ''] = text.split(' ');
    return { weekday: day.toLowerCase() as Weekday, at };
  })
  .describe('A moment of the week: Monday at 10:00');

/** When a step is due, as written: what the phrase leaves out (`null`) is filled from the policy's own defaults. */
export type DuePhrase =
  | { readonly kind: 'immediately' }
  | { readonly kind: 'within'; readonly seconds: number }
  | { readonly kind: 'next_business_day'; readonly at: string | null }
  | { readonly kind: 'weekly'; readonly weekday: Weekday | null; readonly at: string | null };

const DUE = new RegExp(
  `^(?:(?<immediately>[Ii]mmediately)|[Ww]ithin (?<within>${DURATION_PARTS})` +
    `|(?<businessDay>[Nn]ext business day)(?: at (?<dayAt>${TIME_OF_DAY}))?` +
    `|[Ww]eekly review(?: on (?<weekday>${DAY_OF_WEEK}))?(?: at (?<weeklyAt>${TIME_OF_DAY}))?)$`,
);
/** The same without the names of its groups, which validators outside JavaScript do not read. */
const PUBLISHED_DUE = new RegExp(DUE.source.replaceAll(/\?<[A-Za-z]+>/g, ''));
const DUE_HELP =
  'Expected: immediately | within 15m | next business day [at 10:00] | weekly review [on Monday] [at 10:00]';

/** The phrase of a matrix step's `by`; null when it is none. */
export function parseDue(text: string): DuePhrase | null {
  const parts = DUE.exec(text)?.groups;
  if (!parts) return null;
  if (parts.immediately) return { kind: 'immediately' };
  if (parts.within) return { kind: 'within', seconds: parseDuration(parts.within) ?? 0 };
  if (parts.businessDay) return { kind: 'next_business_day', at: parts.dayAt ?? null };
  const day = parts.weekday?.toLowerCase() as Weekday | undefined;
  return { kind: 'weekly', weekday: day ?? null, at: parts.weeklyAt ?? null };
}

/** The `by` of a matrix step. */
export const duePhrase = z
  .string(DUE_HELP)
  .regex(PUBLISHED_DUE, DUE_HELP)
  .meta({
    examples: [
      'immediately',
      'within 15m',
      'within 30m',
      'within 1h',
      'next business day at 10:00',
      'weekly review',
      'weekly review on Monday at 10:00',
    ],
  })
  .transform((text) => parseDue(text) ?? z.NEVER)
  .describe(
    'When the notice must have been handed to its channel: immediately | within 15m | next business day at 10:00 | weekly review on Monday at 10:00',
  );
