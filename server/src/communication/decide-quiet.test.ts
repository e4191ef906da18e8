import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftedMessage } from '../../test/harness/message.ts';
import { isBefore, millisBetween, plusSeconds, Temporal } from '../kernel/index.ts';
import { quietHours, quietUntil } from './decide-quiet.ts';
import type { Message, Recipient } from './model.ts';

const NIGHT = { from: '22:00', until: '07:00' };
const at = (text: string) => Temporal.Instant.from(text);
const end = (hours: { from: string; until: string }, zone: string, now: string) =>
  quietUntil(hours, zone, at(now))?.toString();

describe('when it is quiet', () => {
  test.each([
    ['in the evening', NIGHT, 'Europe/Berlin', '2031-01-10T21:00:00Z', '2031-01-11T06:00:00Z'],
    ['after midnight', NIGHT, 'Europe/Berlin', '2031-01-11T05:59:59Z', '2031-01-11T06:00:00Z'],
    ['no longer at its end', NIGHT, 'Europe/Berlin', '2031-01-11T06:00:00Z', undefined],
    ['not before its begin', NIGHT, 'Europe/Berlin', '2031-01-10T20:59:59Z', undefined],
    ['by the zone of the person', NIGHT, 'America/New_York', '2031-01-11T05:00:00Z', '2031-01-11T12:00:00Z'],
    ['at noon', { from: '12:00', until: '13:30' }, 'UTC', '2031-01-10T12:30:00Z', '2031-01-10T13:30:00Z'],
    // The night of 30 March 2031 is an hour shorter in Berlin, that of 26 October an hour longer.
    ['in a short night', NIGHT, 'Europe/Berlin', '2031-03-29T21:00:00Z', '2031-03-30T05:00:00Z'],
    ['in a long night', NIGHT, 'Europe/Berlin', '2031-10-25T20:00:00Z', '2031-10-26T06:00:00Z'],
    [
      'until a time that is skipped',
      { from: '22:00', until: '02:30' },
      'Europe/Berlin',
      '2031-03-30T00:45:00Z',
      '2031-03-30T01:30:00Z',
    ],
    [
      'until a time that comes twice',
      { from: '22:00', until: '02:30' },
      'Europe/Berlin',
      '2031-10-26T00:15:00Z',
      '2031-10-26T00:30:00Z',
    ],
    [
      'and not a second time',
      { from: '22:00', until: '02:30' },
      'Europe/Berlin',
      '2031-10-26T01:15:00Z',
      undefined,
    ],
  ])('%s', (_, hours, zone, now, expected) => {
    expect(end(hours, zone, now)).toBe(expected);
  });

  test('whoever waits for the end finds it over, whatever the zone and the day', () => {
    const time = fc
      .integer({ min: 0, max: 24 * 60 - 1 })
      .map(
        (minute) =>
          `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
      );
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    const minutes = fc.integer({ min: 0, max: 366 * 24 * 60 });
    fc.assert(
      fc.property(time, time, zone, minutes, (from, until, where, minute) => {
        fc.pre(from !== until);
        const now = plusSeconds(at('2031-01-01T00:00:00Z'), minute * 60);
        const over = quietUntil({ from, until }, where, now);
        if (over === undefined) return;
        expect(isBefore(now, over)).toBe(true);
        expect(millisBetween(now, over)).toBeLessThanOrEqual(25 * 3_600_000);
        expect(quietUntil({ from, until }, where, over)).toBeUndefined();
      }),
    );
  });
});

describe('what waits', () => {
  const now = at('2031-01-10T23:00:00Z');
  const morning = '2031-01-11T07:00:00Z';
  const ana: Recipient = {
    personId: 'ana',
    name: 'Ana',
    active: true,
    zone: 'UTC',
    quietHours: NIGHT,
    methods: [],
    rules: [],
  };
  const waits = (message: Partial<Message>, recipient: Recipient | undefined = ana) =>
    quietHours(draftedMessage({ purpose: 'notice', ...message }), recipient, now)?.until.toString();

  test.each<[string, Partial<Message>, string | undefined]>([
    ['a notice, for the morning', {}, morning],
    ['a page: never', { purpose: 'page' }, undefined],
    ['a message about Tocsin itself: never', { purpose: 'system' }, undefined],
    ['what a person sends by hand: never', { source: { kind: 'hand', id: 'x', generation: 1 } }, undefined],
    ['what is promised for now: never', { promisedAt: now }, undefined],
    ['what is promised for later, until then', { promisedAt: plusSeconds(now, 600) }, '2031-01-10T23:10:00Z'],
    [
      'what has a deadline, until just before it',
      { deadline: plusSeconds(now, 600) },
      '2031-01-10T23:09:58Z',
    ],
    ['what is past its deadline: never', { deadline: plusSeconds(now, -1) }, undefined],
    ['a far deadline changes nothing', { deadline: plusSeconds(now, 86_400) }, morning],
  ])('%s', (_, message, until) => {
    expect(waits(message)).toBe(until);
  });

  test('nobody waits who has set no quiet hours', () => {
    expect(waits({}, { ...ana, quietHours: null })).toBeUndefined();
    expect(quietHours(draftedMessage({ purpose: 'notice' }), undefined, now)).toBeUndefined();
  });
});
