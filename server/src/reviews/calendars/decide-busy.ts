import ICAL from 'ical.js';
import { Temporal } from '../../kernel/index.ts';
import type { Busy, BusySpan } from './model.ts';

/** Occurrences that are looked at of one event: an hourly one of two years. What repeats more often has no meetings in it. */
const MOST_OCCURRENCES = 20_000;
const DAY_MS = 86_400_000;

export interface Whose {
  /** For what has no zone of its own: whole days, and "nine o'clock wherever I am". */
  readonly zone: string;
  /** A meeting that they declined leaves them free. */
  readonly email: string;
  readonly from: number;
  readonly until: number;
}

/**
 * When somebody is busy: of a free/busy answer (RFC 5545 §3.6.4) or of a whole calendar, with what repeats, what was moved, whole days
 * and what is marked as free.
 * @throws when the text is no calendar
 */
export function busyIn(text: string, whose: Whose): Busy {
  const parsed: unknown = ICAL.parse(text);
  // Several calendars in one file come as a list of them.
  const all = (Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[];
  const calendars = all.map((each) => new ICAL.Component(each as string));
  if (!calendars.some(({ name }) => name === 'vcalendar')) throw new Error('It is no calendar.');
  const published = calendars.flatMap((each) => each.getAllSubcomponents('vfreebusy'));
  const spans = [
    ...published.flatMap((each) => publishedIn(each, whose)),
    ...calendars.flatMap((each) => eventsIn(each, whose)),
  ];
  const ends = published.flatMap((each) => instantOf(each.getFirstProperty('dtend'), whose.zone) ?? []);
  return { spans: merged(spans, whose), until: Math.min(whose.until, ...ends) };
}

function publishedIn(component: ICAL.Component, { zone }: Whose): readonly BusySpan[] {
  return component.getAllProperties('freebusy').flatMap((property) => {
    if (String(property.getFirstParameter('fbtype') ?? '').toUpperCase() === 'FREE') return [];
    return property.getValues().flatMap((value: unknown): BusySpan[] => {
      if (!(value instanceof ICAL.Period)) return [];
      const [from, until] = [
        millisOf(value.start, undefined, zone),
        millisOf(value.getEnd(), undefined, zone),
      ];
      return from === null || until === null ? [] : [[from, until]];
    });
  });
}

function eventsIn(calendar: ICAL.Component, whose: Whose): readonly BusySpan[] {
  const events = calendar.getAllSubcomponents('vevent');
  // Occurrences that were changed stand beside the event that repeats: by its UID and the time at which each would have been.
  const changed = new Map<string, Set<string>>();
  for (const event of events) {
    const instead = event.getFirstPropertyValue('recurrence-id');
    if (!(instead instanceof ICAL.Time)) continue;
    const uid = String(event.getFirstPropertyValue('uid'));
    changed.set(uid, (changed.get(uid) ?? new Set()).add(instead.toString()));
  }
  return events.flatMap((event) => {
    if (isFree(event, whose)) return [];
    const uid = String(event.getFirstPropertyValue('uid'));
    try {
      return occurrencesOf(event, changed.get(uid) ?? new Set(), whose);
    } catch {
      // A rule that makes no sense: the other events do.
      return [];
    }
  });
}

/** Marked as free, called off, or declined by whose calendar it is. */
function isFree(event: ICAL.Component, { email }: Whose): boolean {
  const said = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  if (said('transp') === 'TRANSPARENT' || said('status') === 'CANCELLED') return true;
  if (said('x-microsoft-cdo-busystatus') === 'FREE') return true;
  return event.getAllProperties('attendee').some((attendee) => {
    const who = String(attendee.getFirstValue() ?? '').toLowerCase();
    const answer = String(attendee.getFirstParameter('partstat') ?? '').toUpperCase();
    return answer === 'DECLINED' && who === `mailto:${email.toLowerCase()}`;
  });
}

function occurrencesOf(
  component: ICAL.Component,
  changed: ReadonlySet<string>,
  whose: Whose,
): readonly BusySpan[] {
  const starts = component.getFirstProperty('dtstart');
  const first = starts?.getFirstValue();
  if (!(first instanceof ICAL.Time)) return [];
  const zone = zoneIn(starts);
  const length = lengthOf(component, first, zone, whose);
  const spanAt = (time: ICAL.Time): BusySpan | null => {
    const from = millisOf(time, zone, whose.zone);
    if (from === null) return null;
    // A whole day ends at midnight, also where a clock is changed in it.
    if (first.isDate) return [from, dayAfter(time, Math.max(1, Math.round(length / DAY_MS)), whose.zone)];
    return [from, from + length];
  };
  const repeats = component.hasProperty('rrule') || component.hasProperty('rdate');
  if (!repeats || component.hasProperty('recurrence-id')) {
    const span = spanAt(first);
    return span === null ? [] : [span];
  }
  const spans: BusySpan[] = [];
  const dtstart = nearTo(component, first, whose.from - length);
  const expansion = new ICAL.RecurExpansion({ component, dtstart });
  for (let count = 0; count < MOST_OCCURRENCES; count++) {
    const next = expansion.next();
    if (!next) break;
    const span = changed.has(next.toString()) ? null : spanAt(next);
    // Those that were changed have no span: by the day alone it is told when to stop.
    if (next.year > new Date(whose.until).getUTCFullYear() + 1) break;
    if (span === null) continue;
    if (span[0] > whose.until) break;
    if (span[1] > whose.from) spans.push(span);
  }
  return spans;
}

/** A stand-up of ten years ago: the days and weeks in between are stepped over at once. Only where no occurrence is counted. */
function nearTo(component: ICAL.Component, first: ICAL.Time, from: number): ICAL.Time {
  const [rule, ...others] = component.getAllProperties('rrule');
  const recur = rule?.getFirstValue();
  if (others.length > 0 || !(recur instanceof ICAL.Recur) || recur.count || component.hasProperty('rdate'))
    return first;
  const days = recur.freq === 'DAILY' ? 1 : recur.freq === 'WEEKLY' ? 7 : 0;
  const period = days * Math.max(1, recur.interval);
  const began = Date.UTC(first.year, first.month - 1, first.day);
  const periods = period === 0 ? 0 : Math.floor((from - began) / DAY_MS / period) - 1;
  if (periods <= 0) return first;
  const near = first.clone();
  near.adjust(periods * period, 0, 0, 0);
  return near;
}

/** By its end, its duration, or what RFC 5545 §3.6.1 says of neither: a day, or no time at all. */
function lengthOf(event: ICAL.Component, first: ICAL.Time, zone: string | undefined, whose: Whose): number {
  const end = event.getFirstProperty('dtend');
  const [from, until] = [millisOf(first, zone, whose.zone), instantOf(end, whose.zone)];
  if (from !== null && until !== null) return Math.max(0, until - from);
  const duration = event.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return Math.max(0, duration.toSeconds() * 1000);
  return first.isDate ? DAY_MS : 0;
}

const zoneIn = (property: ICAL.Property | null): string | undefined => {
  const zone = property?.getFirstParameter('tzid');
  return typeof zone === 'string' && zone !== '' ? zone : undefined;
};

function instantOf(property: ICAL.Property | null, zone: string): number | null {
  const value = property?.getFirstValue();
  return value instanceof ICAL.Time ? millisOf(value, zoneIn(property), zone) : null;
}

/** @param named the zone by name, which the file may or may not explain; a name that we know is better known to us */
function millisOf(time: ICAL.Time, named: string | undefined, own: string): number | null {
  const isUtc = time.zone === ICAL.Timezone.utcTimezone;
  if (isUtc) return time.toUnixTime() * 1000;
  const plain = plainOf(time);
  if (plain === null) return null;
  const known = named === undefined ? null : inZone(plain, named.replace(/^\/[^/]+\/[^/]+\//, ''));
  if (known !== null) return known;
  const isExplained = time.zone !== null && time.zone !== ICAL.Timezone.localTimezone;
  if (named !== undefined && isExplained && !time.isDate) return time.toUnixTime() * 1000;
  return inZone(plain, own);
}

function plainOf({ year, month, day, hour, minute, second, isDate }: ICAL.Time) {
  try {
    const time = isDate ? {} : { hour, minute, second: Math.min(second, 59) };
    return Temporal.PlainDateTime.from({ year, month, day, ...time }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function inZone(plain: Temporal.PlainDateTime, zone: string): number | null {
  try {
    return plain.toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return null;
  }
}

const dayAfter = ({ year, month, day }: ICAL.Time, days: number, zone: string): number =>
  Temporal.PlainDate.from({ year, month, day }).add({ days }).toZonedDateTime(zone).epochMilliseconds;

/** In order, without overlaps, within the stretch that was asked for. */
function merged(spans: readonly BusySpan[], { from, until }: Whose): readonly BusySpan[] {
  const result: [number, number][] = [];
  const inside = spans
    .map(([begin, end]): [number, number] => [Math.max(begin, from), Math.min(end, until)])
    .filter(([begin, end]) => begin < end)
    .toSorted(([a], [b]) => a - b);
  for (const span of inside) {
    const last = result.at(-1);
    if (last !== undefined && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else result.push(span);
  }
  return result;
}
