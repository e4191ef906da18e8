import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { closed, impactFaults, levelAt, uptimeOf, withLevels } from './decide-impact.ts';
import { type Impact, LEVELS, type Level } from './model.ts';

const start = Temporal.Instant.from('2031-03-03T09:00:00Z');
const at = (minutes: number) => plusSeconds(start, minutes * 60);
const impact = (level: Level, from: number, until: number | null, componentId = 'pay'): Impact => ({
  ...{ componentId, level, startsAt: at(from), endsAt: until === null ? null : at(until) },
});
const told = (impacts: readonly Impact[]): string[] =>
  impacts.map(
    ({ componentId, level, startsAt, endsAt }) =>
      `${componentId} ${level} ${start.until(startsAt).total('minutes')}-${endsAt ? start.until(endsAt).total('minutes') : ''}`,
  );

describe('what an update makes of the intervals', () => {
  test.each<[string, readonly Impact[], Record<string, Level>, string[]]>([
    ['the first', [], { pay: 'major_outage' }, ['pay major_outage 10-']],
    ['nothing new', [impact('partial_outage', 0, null)], {}, ['pay partial_outage 0-']],
    [
      'the same again',
      [impact('partial_outage', 0, null)],
      { pay: 'partial_outage' },
      ['pay partial_outage 0-'],
    ],
    [
      ...(['better', [impact('major_outage', 0, null)], { pay: 'degraded_performance' }] as const),
      ['pay major_outage 0-10', 'pay degraded_performance 10-'],
    ],
    ['over', [impact('major_outage', 0, null)], { pay: 'operational' }, ['pay major_outage 0-10']],
    [
      ...(['another component', [impact('major_outage', 0, null)], { search: 'major_outage' }] as const),
      ['pay major_outage 0-', 'search major_outage 10-'],
    ],
    [
      ...([
        'back-dated before what was said',
        [impact('major_outage', 20, null)],
        { pay: 'partial_outage' },
      ] as const),
      ['pay partial_outage 10-'],
    ],
  ])('%s', (_, before, levels, expected) => {
    expect(told(withLevels(before, levels, at(10)))).toEqual(expected);
  });

  test('what is over is closed, and never ends before it begins', () => {
    expect(told(closed([impact('major_outage', 0, null), impact('major_outage', 0, 5)], at(10)))).toEqual([
      ...['pay major_outage 0-10', 'pay major_outage 0-5'],
    ]);
    expect(closed([impact('major_outage', 20, null)], at(10))).toEqual([]);
  });

  test('the worst of what several incidents say counts', () => {
    const incidents = [
      { impacts: [impact('under_maintenance', 0, 60)] },
      { impacts: [impact('partial_outage', 10, 20)] },
    ];
    expect([0, 10, 20, 60].map((minute) => levelAt(incidents, 'pay', at(minute)))).toEqual([
      ...['under_maintenance', 'partial_outage', 'under_maintenance', 'operational'],
    ]);
  });
});

describe('uptime', () => {
  const facts = { downLevels: ['partial_outage', 'major_outage'] as const, timezone: 'Europe/Berlin' };
  const anImpact = fc
    .record({
      level: fc.constantFrom(...LEVELS),
      from: fc.integer({ min: -9_000, max: 9_000 }),
      length: fc.option(fc.integer({ min: 1, max: 5_000 })),
    })
    .map(({ level, from, length }) => impact(level, from, length === null ? null : from + length));

  test('is what minute by minute gives, whatever overlaps', () => {
    fc.assert(
      fc.property(
        fc.array(anImpact, { maxLength: 5 }),
        fc.integer({ min: 1, max: 2_000 }),
        (impacts, listedFor) => {
          const now = at(0);
          const since = at(-listedFor);
          const { share } = uptimeOf({ id: 'pay', since }, [{ impacts }], { ...facts, now });
          let down = 0;
          for (let minute = -listedFor; minute < 0; minute += 1) {
            const level = impacts.some(
              (one) =>
                facts.downLevels.includes(one.level as 'major_outage') &&
                Temporal.Instant.compare(one.startsAt, at(minute)) <= 0 &&
                (one.endsAt === null || Temporal.Instant.compare(at(minute), one.endsAt) < 0),
            );
            if (level) down += 1;
          }
          expect(share).toBeCloseTo(1 - down / listedFor, 9);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('counts from when the component is listed; days have 23 and 25 hours where they do', () => {
    const now = Temporal.Instant.from('2031-10-27T12:00:00Z');
    const since = Temporal.Instant.from('2031-10-25T22:00:00Z');
    const all = { componentId: 'pay', level: 'major_outage', startsAt: since, endsAt: null } as const;
    const { days, share } = uptimeOf({ id: 'pay', since }, [{ impacts: [all] }], { ...facts, now });
    expect(share).toBe(0);
    expect(days.slice(-3)).toMatchObject([
      { date: '2031-10-25', level: null },
      { date: '2031-10-26', level: 'major_outage', downSeconds: 25 * 3600 },
      { date: '2031-10-27', downSeconds: 13 * 3600 },
    ]);
    expect(uptimeOf({ id: 'pay', since: now }, [], { ...facts, now }).share).toBeNull();
  });
});

test.each<[string, Impact, string | undefined]>([
  ['right', impact('major_outage', 0, 10), undefined],
  ['of no component', impact('major_outage', 0, 10, 'nothing'), 'component'],
  ['operational', impact('operational', 0, 10), 'level'],
  ['in the future', impact('major_outage', 70, null), 'startsAt'],
  ['ends before it begins', impact('major_outage', 10, 10), 'endsAt'],
  ['ends in the future', impact('major_outage', 10, 70), 'endsAt'],
  ['overlaps', impact('major_outage', 25, 35), 'startsAt'],
  ['touches', impact('major_outage', 30, 35), undefined],
])('a corrected interval that is %s', (_, wanted, field) => {
  const facts = { components: new Set(['pay']), over: false, now: at(60) };
  const found = impactFaults([impact('partial_outage', 20, 30), wanted], facts);
  expect(found.map(({ path }) => path)).toEqual(field === undefined ? [] : [[1, field]]);
});
