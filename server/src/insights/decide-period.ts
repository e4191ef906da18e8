import { type Instant, isBefore, Temporal } from '../kernel/index.ts';
import type { PeriodKind } from './model.ts';

type Day = Temporal.PlainDate;

/** A span of whole days in the organisation's zone; `to` is the first day after. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

export interface Period extends Span {
  readonly kind: PeriodKind;
  readonly zone: string;
  readonly begins: Instant;
  readonly ends: Instant;
  /** What it is compared with: the one before; of a period under way, as much of it as has passed of this one. */
  readonly previous: Span & { readonly begins: Instant; readonly ends: Instant; readonly partial: boolean };
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
/** Days in a period somebody chooses: ten years are enough for anybody, and a query that ends. */
export const CUSTOM_DAYS_MAX = 3_660;

/** The span of a kind that a day is in: weeks begin on Monday (ISO 8601), quarters in January. */
export function spanAround(kind: 'day' | 'week' | 'month' | 'quarter' | 'year', day: Day): Span {
  if (kind === 'day') return { from: day, to: day.add({ days: 1 }) };
  if (kind === 'week') {
    const from = day.subtract({ days: day.dayOfWeek - 1 });
    return { from, to: from.add({ days: 7 }) };
  }
  const months = MONTHS[kind];
  const from = day.with({ day: 1, month: Math.floor((day.month - 1) / months) * months + 1 });
  return { from, to: from.add({ months }) };
}

export function before(kind: PeriodKind | 'day', { from, to }: Span): Span {
  if (kind === 'day' || kind === 'week' || kind in MONTHS)
    return spanAround(kind as 'week', from.subtract({ days: 1 }));
  return { from: from.subtract({ days: from.until(to, { largestUnit: 'days' }).days }), to: from };
}

export interface PeriodAsked {
  readonly kind: PeriodKind;
  /** Any day of it; null: today. */
  readonly at: Day | null;
  readonly custom: Span | null;
}

/** @param zone the organisation's: it decides when a day begins */
export function periodOf({ kind, at, custom }: PeriodAsked, zone: string, now: Instant): Period {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const span =
    kind === 'custom'
      ? (custom ?? spanAround('month', today))
      : kind === 'last_30_days' || kind === 'last_90_days'
        ? { from: today.subtract({ days: kind === 'last_30_days' ? 29 : 89 }), to: today.add({ days: 1 }) }
        : spanAround(kind, at ?? today);
  return withPrevious(kind, span, zone, now);
}

export const startOf = (day: Day, zone: string): Instant => day.toZonedDateTime(zone).toInstant();

export function withPrevious(kind: PeriodKind | 'day', span: Span, zone: string, now: Instant): Period {
  const [begins, ends] = [startOf(span.from, zone), startOf(span.to, zone)];
  const last = before(kind, span);
  const whole = { begins: startOf(last.from, zone), ends: startOf(last.to, zone) };
  const underWay = isBefore(begins, now) && isBefore(now, ends);
  const elapsed = now.epochMilliseconds - begins.epochMilliseconds;
  const part = whole.begins.add({ milliseconds: Math.max(0, elapsed) });
  const partial = underWay && isBefore(part, whole.ends);
  return {
    ...{ ...span, kind: kind === 'day' ? 'custom' : kind, zone, begins, ends },
    previous: { ...last, begins: whole.begins, ends: partial ? part : whole.ends, partial },
  };
}

export type BucketUnit = 'day' | 'week' | 'month';

/** How a period is cut for a chart: at most some thirty bars. */
export function bucketsOf({ from, to }: Span): {
  readonly unit: BucketUnit;
  readonly starts: readonly Day[];
} {
  const { days } = from.until(to, { largestUnit: 'days' });
  const unit: BucketUnit = days <= 31 ? 'day' : days <= 190 ? 'week' : 'month';
  const starts: Day[] = [];
  for (
    let start = spanAround(unit, from).from;
    Temporal.PlainDate.compare(start, to) < 0;
    start = spanAround(unit, start).to
  )
    starts.push(start);
  return { unit, starts };
}

const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ');
const dayWords = ({ year, month, day }: Day): string => `${day} ${MONTH_NAMES[month - 1]} ${year}`;

/** As people say it: "March 2031", "Quarter 2 of 2031", "Week of 3 March 2031". */
export function periodWords(kind: PeriodKind | 'day', { from, to }: Span): string {
  switch (kind) {
    case 'day':
      return dayWords(from);
    case 'week':
      return `Week of ${dayWords(from)}`;
    case 'month':
      return `${MONTH_NAMES[from.month - 1]} ${from.year}`;
    case 'quarter':
      return `Quarter ${Math.ceil(from.month / 3)} of ${from.year}`;
    case 'year':
      return String(from.year);
    default:
      return `${dayWords(from)} to ${dayWords(to.subtract({ days: 1 }))}`;
  }
}
