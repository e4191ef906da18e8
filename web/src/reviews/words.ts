import type { Tone } from '../ui/Badges.tsx';
import type { Clock, ProposedTime, ProposedTimes } from './api.ts';

export const CLOCKS: Record<Clock['kind'], { name: string; short: string }> = {
  schedule: { name: 'Schedule the review', short: 'Schedule' },
  conduct: { name: 'Hold the review', short: 'Hold' },
  publish: { name: 'Publish the report', short: 'Publish' },
};

export const STATES: Record<Clock['state'], { tone: Tone; words: string }> = {
  running: { tone: 'quiet', words: 'Due' },
  kept: { tone: 'ok', words: 'In time' },
  late: { tone: 'warn', words: 'Late' },
  missed: { tone: 'bad', words: 'Overdue' },
  stopped: { tone: 'quiet', words: 'On hold' },
};

export const REASONS: Record<string, string> = {
  incident_commander: 'Incident commander',
  responders: 'Responder',
  engineering_manager: 'Engineering manager',
  product_owner: 'Product owner',
  affected_stakeholders: 'Subscribed',
  facilitator: 'Facilitator',
  added: 'Added',
};

const WHY: Record<ProposedTime['not'][number]['why'], string> = {
  outside_hours: 'outside working hours',
  day_off: 'day off',
  absent: 'absent',
  busy: 'busy',
  on_call: 'on call',
};

/** "Pat 07:00 in New York": what a time is to somebody it does not suit. */
export function unsuited({ name, zone, why }: ProposedTime['not'][number], startsAt: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hour: '2-digit', minute: '2-digit' },
  }).format(new Date(startsAt));
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return why === 'outside_hours' ? `${name}: ${time} in ${place}` : `${name}: ${WHY[why]}`;
}

const NAMED = 4;
const few = (names: readonly string[]): string =>
  names.length <= NAMED + 1
    ? names.join(', ')
    : `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`;

/** What the proposed times know of calendars, and of whom nothing. */
export function calendarsInWords({ calendars, unknown, reading }: ProposedTimes): string {
  const named = (why: 'none' | 'unreadable') =>
    few(unknown.filter((person) => person.why === why).map(({ name }) => name));
  const [none, unreadable] = [named('none'), named('unreadable')];
  const parts = [
    calendars === 'known' ? 'And from everyone’s calendar.' : '',
    calendars === 'unknown' && unreadable === '' ? 'People’s calendars are unknown.' : '',
    calendars === 'some' || unreadable !== '' ? (none === '' ? '' : `No calendar known of ${none}.`) : '',
    unreadable === '' ? '' : `The calendar of ${unreadable} cannot be read.`,
    reading > 0 ? 'Calendars are being read…' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** "Wed 5 Mar, 14:30": a time days ahead. */
export const dayAndTime = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  }).format(new Date(iso));
