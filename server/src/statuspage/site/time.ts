import type { Instant } from '../../kernel/index.ts';
import type { Language } from '../model.ts';
import { localeOf } from './words.ts';

type Style = Intl.DateTimeFormatOptions;

/** Formats are expensive to make and few. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, zone: string, name: string, style: Style): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(localeOf(language), { ...style, timeZone: zone });
  formats.set(key, made);
  return made;
}

const MINUTE: Style = {
  ...{ day: 'numeric', month: 'long', year: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' },
};

/** `3 March 2031 at 14:05 CET`. */
export const minuteText = (language: Language, zone: string, at: Instant): string =>
  format(language, zone, 'minute', MINUTE).format(at.epochMilliseconds);

/** `3 March 2031`, of an ISO date. */
export const dateText = (language: Language, date: string): string =>
  format(language, 'UTC', 'date', { day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );

/** `March 2031`, of `2031-03`. */
export const monthText = (language: Language, month: string): string =>
  format(language, 'UTC', 'month', { month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );

/** `2 d 3 h`, `1 h 5 min`, `< 1 min`: the same in all languages. */
export function spanText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return '< 1 min';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts =
    days > 0
      ? [
          [days, 'd'],
          [hours, 'h'],
        ]
      : [
          [hours, 'h'],
          [rest, 'min'],
        ];
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`])).join(' ');
}

/** `99.98 %`, rounded down: 99.999 % is not 100 %. */
export const shareText = (language: Language, share: number): string =>
  new Intl.NumberFormat(localeOf(language), {
    ...{ style: 'percent', maximumFractionDigits: 2 },
  }).format(Math.floor(share * 10_000) / 10_000);
