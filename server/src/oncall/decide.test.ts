import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { lapse, nextHandover, stints, whoIsOnCall } from './decide.ts';
import type { Override, Rotation, Schedule } from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
const local = (text: string, zone: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();

const weekly = (over: Partial<Rotation> = {}): Rotation => ({
  id: 'r1',
  name: 'Primary',
  level: 1,
  kind: 'weekly',
  every: 1,
  handoverTime: '09:00',
  handoverDay: 1,
  zone: 'Europe/Berlin',
  startsOn: '2026-01-01',
  participants: ['ana', 'ben', 'cleo'],
  inForceFrom: null,
  inForceUntil: null,
  ...over,
});
const daily = (over: Partial<Rotation> = {}): Rotation =>
  weekly({ kind: 'daily', handoverDay: null, ...over });
const schedule = (rotations: Rotation[], overrides: Override[] = []): Schedule => ({
  id: 'payments',
  teamId: 'payments',
  name: 'Payments',
  zone: 'Europe/Berlin',
  rotations,
  overrides,
});
const override = (over: Partial<Override> & Pick<Override, 'from' | 'until'>): Override => ({
  id: 'o1',
  level: 1,
  personId: 'dan',
  reason: 'dentist',
  authorId: null,
  createdAt: at('2026-01-01T00:00:00Z'),
  ...over,
});
const people = (of: Schedule, when: Temporal.Instant, level = 1) =>
  whoIsOnCall(of, when)
    .levels.find((found) => found.level === level)
    ?.people.map((person) => person.personId) ?? [];

describe('a weekly rotation', () => {
  // The first Monday on or after 2026-01-01 (a Thursday) is the 5th.
  test.each([
    ['2026-01-05T08:59:59', 'cleo'],
    ['2026-01-05T09:00:00', 'ana'],
    ['2026-01-12T08:59:59', 'ana'],
    ['2026-01-12T09:00:00', 'ben'],
    ['2026-01-19T09:00:00', 'cleo'],
    ['2026-01-26T09:00:00', 'ana'],
    // Ten years on, without a cap: 521 weeks after the first hand-over, 521 mod 3 = 2.
    ['2035-12-31T09:00:00', 'cleo'],
  ])('at %s Berlin time %s is on call', (when, who) => {
    expect(people(schedule([weekly()]), local(when, 'Europe/Berlin'))).toEqual([who]);
  });

  test.each([
    ['spring', '2026-03-23T09:00:00', 167],
    ['autumn', '2026-10-19T09:00:00', 169],
    ['no change', '2026-06-01T09:00:00', 168],
  ])('a turn over the %s clock change ends at the same wall time (%s: %i h)', (_, start, hours) => {
    const [level] = whoIsOnCall(schedule([weekly()]), local(start, 'Europe/Berlin')).levels;
    expect(level?.since?.toString()).toBe(local(start, 'Europe/Berlin').toString());
    expect(level?.until?.since(level.since ?? at(start)).total('hours')).toBe(hours);
  });

  test('every second week, with a hand-over on a Friday evening in another zone', () => {
    const rotation = weekly({
      every: 2,
      handoverDay: 5,
      handoverTime: '18:00',
      zone: 'America/New_York',
      participants: ['ana', 'ben'],
    });
    const of = schedule([rotation]);
    expect(people(of, local('2026-01-02T18:00:00', 'America/New_York'))).toEqual(['ana']);
    expect(people(of, local('2026-01-16T17:59:00', 'America/New_York'))).toEqual(['ana']);
    expect(people(of, local('2026-01-16T18:00:00', 'America/New_York'))).toEqual(['ben']);
  });
});

describe('a daily rotation', () => {
  test('a hand-over the clocks skip happens right after the gap', () => {
    // Berlin, 2026-03-29: 02:00 becomes 03:00.
    const of = schedule([
      daily({ handoverTime: '02:30', startsOn: '2026-03-28', participants: ['ana', 'ben'] }),
    ]);
    expect(people(of, at('2026-03-29T01:29:59Z'))).toEqual(['ana']);
    expect(people(of, at('2026-03-29T01:30:00Z'))).toEqual(['ben']);
  });

  test('a hand-over that comes twice happens the first time', () => {
    // Berlin, 2026-10-25: 03:00 becomes 02:00 at 01:00 UTC.
    const of = schedule([
      daily({ handoverTime: '02:30', startsOn: '2026-10-24', participants: ['ana', 'ben'] }),
    ]);
    expect(people(of, at('2026-10-25T00:29:59Z'))).toEqual(['ana']);
    expect(people(of, at('2026-10-25T00:30:00Z'))).toEqual(['ben']);
    expect(people(of, at('2026-10-25T01:15:00Z'))).toEqual(['ben']);
  });

  test('month ends and leap days are days like others', () => {
    const of = schedule([daily({ startsOn: '2028-02-28', participants: ['ana', 'ben', 'cleo', 'dan'] })]);
    const days = ['2028-02-28', '2028-02-29', '2028-03-01', '2028-03-02', '2028-03-03'];
    expect(days.flatMap((day) => people(of, local(`${day}T09:00:00`, 'Europe/Berlin')))).toEqual([
      'ana',
      'ben',
      'cleo',
      'dan',
      'ana',
    ]);
  });

  test('a zone that leaves out a whole day has nobody twice and no gap', () => {
    // Samoa went from 2011-12-29 to 2011-12-31.
    const of = schedule([
      daily({
        zone: 'Pacific/Apia',
        handoverTime: '10:00',
        startsOn: '2011-12-29',
        participants: ['ana', 'ben', 'cleo'],
      }),
    ]);
    expect(people(of, local('2011-12-29T23:59:00', 'Pacific/Apia'))).toEqual(['ana']);
    expect(people(of, local('2011-12-31T09:59:00', 'Pacific/Apia'))).toEqual(['ana']);
    expect(people(of, local('2011-12-31T10:00:00', 'Pacific/Apia'))).toEqual(['cleo']);
  });

  test('one participant is always on call', () => {
    const of = schedule([daily({ participants: ['ana'] })]);
    expect(people(of, at('2026-07-01T12:00:00Z'))).toEqual(['ana']);
    expect(people(of, at('2046-07-01T12:00:00Z'))).toEqual(['ana']);
  });
});

describe('overrides', () => {
  const span = { from: at('2026-01-06T12:00:00Z'), until: at('2026-01-06T18:00:00Z') };

  test('count from their first instant to before their last', () => {
    const of = schedule([weekly()], [override(span)]);
    expect(people(of, at('2026-01-06T11:59:59.999Z'))).toEqual(['ana']);
    expect(people(of, span.from)).toEqual(['dan']);
    expect(people(of, at('2026-01-06T17:59:59.999Z'))).toEqual(['dan']);
    expect(people(of, span.until)).toEqual(['ana']);
  });

  test('say that they are one, and bound the stints around them', () => {
    const of = schedule([weekly()], [override(span)]);
    const [during] = whoIsOnCall(of, span.from).levels;
    expect(during).toMatchObject({ people: [{ via: 'override', overrideId: 'o1' }] });
    expect([during?.since, during?.until]).toEqual([span.from, span.until]);
    const [before] = whoIsOnCall(of, at('2026-01-06T00:00:00Z')).levels;
    expect(before?.until).toEqual(span.from);
    const [after] = whoIsOnCall(of, at('2026-01-07T00:00:00Z')).levels;
    expect(after?.since).toEqual(span.until);
    expect(during && nextHandover(of, during)?.people).toEqual([
      { personId: 'ana', via: 'rotation', rotationId: 'r1' },
    ]);
  });

  test('are not cut by a hand-over that happens beneath them', () => {
    const long = { from: at('2026-01-10T00:00:00Z'), until: at('2026-01-14T00:00:00Z') };
    const [during] = whoIsOnCall(schedule([weekly()], [override(long)]), at('2026-01-13T00:00:00Z')).levels;
    expect([during?.since, during?.until]).toEqual([long.from, long.until]);
  });

  test('the one made last counts while both do', () => {
    const inner = override({
      id: 'o2',
      personId: 'eva',
      from: at('2026-01-06T14:00:00Z'),
      until: at('2026-01-06T15:00:00Z'),
      createdAt: at('2026-01-02T00:00:00Z'),
    });
    const of = schedule([weekly()], [inner, override(span)]);
    expect(stints(of, span.from, span.until).map((stint) => stint.people[0]?.personId)).toEqual([
      'dan',
      'eva',
      'dan',
    ]);
  });

  test('touch their own level only', () => {
    const of = schedule(
      [weekly(), weekly({ id: 'r2', level: 2, participants: ['fay'] })],
      [override({ ...span, level: 2 })],
    );
    expect(people(of, span.from, 1)).toEqual(['ana']);
    expect(people(of, span.from, 2)).toEqual(['dan']);
  });

  test('cover a level that no rotation serves', () => {
    const of = schedule([weekly()], [override({ ...span, level: 3 })]);
    expect(people(of, span.from, 3)).toEqual(['dan']);
    expect(people(of, span.until, 3)).toEqual([]);
  });
});

describe('rules', () => {
  test('two rotations of one level put both people on call, one person in both once', () => {
    const of = schedule([weekly(), weekly({ id: 'r2', participants: ['ana', 'fay', 'gus'] })]);
    expect(people(of, local('2026-01-05T09:00:00', 'Europe/Berlin'))).toEqual(['ana']);
    expect(people(of, local('2026-01-12T09:00:00', 'Europe/Berlin'))).toEqual(['ben', 'fay']);
  });

  test('a changed rotation shows at once, and what was before stays as it was', () => {
    const change = at('2026-01-07T10:00:00Z');
    const of = schedule([
      weekly({ inForceUntil: change }),
      weekly({ id: 'r2', participants: ['gus'], inForceFrom: change }),
    ]);
    expect(people(of, at('2026-01-07T09:59:59Z'))).toEqual(['ana']);
    expect(people(of, change)).toEqual(['gus']);
    expect(whoIsOnCall(of, at('2026-01-06T00:00:00Z')).levels[0]?.until).toEqual(change);
    expect(whoIsOnCall(of, change).levels[0]?.since).toEqual(change);
  });

  test('a schedule without rules has no levels; a rule not yet in force leaves its level empty and says until when', () => {
    expect(whoIsOnCall(schedule([]), at('2026-01-06T00:00:00Z')).levels).toEqual([]);
    const inForceFrom = at('2026-02-01T00:00:00Z');
    expect(whoIsOnCall(schedule([weekly({ inForceFrom })]), at('2026-01-06T00:00:00Z')).levels).toEqual([
      { level: 1, people: [], since: null, until: inForceFrom },
    ]);
  });
});

const anyRotation = fc
  .record({
    level: fc.integer({ min: 1, max: 2 }),
    kind: fc.constantFrom('daily' as const, 'weekly' as const),
    every: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.constantFrom('00', '30'),
    handoverDay: fc.integer({ min: 1, max: 7 }),
    zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'),
    startsOn: fc.constantFrom('2026-01-31', '2028-02-29', '2026-10-25', '2031-03-30'),
    count: fc.integer({ min: 1, max: 5 }),
  })
  .map(
    (raw): Rotation => ({
      id: `${raw.level}-${raw.kind}-${raw.hour}-${raw.count}`,
      name: 'any',
      level: raw.level,
      kind: raw.kind,
      every: raw.every,
      handoverTime: `${String(raw.hour).padStart(2, '0')}:${raw.minute}`,
      handoverDay: raw.kind === 'weekly' ? raw.handoverDay : null,
      zone: raw.zone,
      startsOn: raw.startsOn,
      participants: ['a', 'b', 'c', 'd', 'e'].slice(0, raw.count),
      inForceFrom: null,
      inForceUntil: null,
    }),
  );
/** Fifteen years in both directions of most of the start dates. */
const anyInstant = fc
  .integer({
    min: at('2020-01-01T00:00:00Z').epochMilliseconds,
    max: at('2045-01-01T00:00:00Z').epochMilliseconds,
  })
  .map((millis) => Temporal.Instant.fromEpochMilliseconds(millis));
const anyOverride = fc
  .record({
    level: fc.integer({ min: 1, max: 2 }),
    from: anyInstant,
    hours: fc.integer({ min: 1, max: 2000 }),
    made: anyInstant,
    id: fc.uuid(),
  })
  .map(({ level, from, hours, made, id }) =>
    override({ id, level, from, until: from.add({ hours }), createdAt: made }),
  );

describe('for any schedule', () => {
  test('a turn is as many local days long as its rule says, and its person is on call throughout', () => {
    fc.assert(
      fc.property(anyRotation, anyInstant, (rotation, when) => {
        const of = schedule([rotation]);
        const [level] = whoIsOnCall(of, when).levels;
        const { since, until } = level ?? {};
        if (!since || !until) throw new Error('a rotation without end has ends of turns');
        expect(Temporal.Instant.compare(since, when)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(when, until)).toBeLessThan(0);
        const days = since
          .toZonedDateTimeISO(rotation.zone)
          .toPlainDate()
          .until(until.toZonedDateTimeISO(rotation.zone).toPlainDate(), { largestUnit: 'days' }).days;
        expect(days).toBe(rotation.every * (rotation.kind === 'weekly' ? 7 : 1));
        expect(people(of, since, rotation.level)).toEqual(people(of, when, rotation.level));
        expect(people(of, until.subtract({ milliseconds: 1 }), rotation.level)).toEqual(
          people(of, when, rotation.level),
        );
        const inOrder = rotation.participants;
        const now = inOrder.indexOf(people(of, when, rotation.level)[0] ?? '');
        expect(people(of, until, rotation.level)).toEqual([inOrder[(now + 1) % inOrder.length]]);
      }),
      { numRuns: 400 },
    );
  });

  test('the answer at t is the same for every window that holds t, and windows have no gap and no overlap', () => {
    fc.assert(
      fc.property(
        fc.array(anyRotation, { minLength: 1, maxLength: 3 }),
        fc.array(anyOverride, { maxLength: 4 }),
        anyInstant,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (rotations, overrides, when, before, after) => {
          const of = schedule(rotations, overrides);
          const from = when.subtract({ hours: before * 24 });
          const until = when.add({ hours: after * 24 });
          const found = stints(of, from, until);
          for (const level of whoIsOnCall(of, when).levels) {
            const own = found.filter((stint) => stint.level === level.level);
            expect(own[0]?.from).toEqual(from);
            expect(own.at(-1)?.until).toEqual(until);
            own.slice(1).forEach((stint, index) => {
              expect(stint.from).toEqual(own[index]?.until);
            });
            const holding = own.filter(
              (stint) =>
                Temporal.Instant.compare(stint.from, when) <= 0 &&
                Temporal.Instant.compare(when, stint.until) < 0,
            );
            expect(holding.map((stint) => stint.people)).toEqual([level.people]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('somebody covered by an override is never paged in its span, whatever rotates beneath', () => {
    fc.assert(
      fc.property(
        anyRotation,
        anyOverride,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (rotation, stand, share) => {
          const of = schedule([rotation], [{ ...stand, level: rotation.level }]);
          const length = stand.until.epochMilliseconds - stand.from.epochMilliseconds;
          const inside = stand.from.add({ milliseconds: Math.floor(length * share) });
          expect(people(of, inside, rotation.level)).toEqual(['dan']);
          expect(people(of, stand.until, rotation.level)).not.toContain('dan');
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('an override whose person has left stands no more; one that is over stays as it was', () => {
  const [from, until] = [at('2026-01-06T00:00:00Z'), at('2026-01-07T00:00:00Z')];
  const of = schedule([weekly()], [override({ from, until })]);
  const during = at('2026-01-06T12:00:00Z');
  const left = (now: string) => lapse(of, (id) => id === 'dan', at(now));
  expect(people(of, during)).toEqual(['dan']);
  expect(people(left('2026-01-06T12:00:00Z'), during)).toEqual(['ana']);
  expect(people(left('2026-01-08T00:00:00Z'), during)).toEqual(['dan']);
});
