import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAtOrBefore, isBefore, plusSeconds, Temporal } from '../kernel/index.ts';
import { type CoverageFacts, coverage, coverageInSlices } from './decide-coverage.ts';
import { brief, complete, gaps, roles, staff, withPeople } from './fixtures/complete.ts';
import { away, holds, organisation, person, schedule, utc, weekly } from './fixtures/organisation.ts';
import { inSlices } from './in-slices.ts';
import type { Coverage, Gap } from './model.ts';

const year = { from: '2031-03-03T00:00', until: '2032-03-03T00:00' };

describe('the proof for a year', () => {
  test('finds nothing where nothing is missing', () => {
    expect(gaps(complete)).toEqual([]);
  });

  test('a team without a schedule: the engineering manager is paged instead', () => {
    expect(gaps({ ...complete, schedules: [] })).toEqual([
      { code: 'nobody_on_call', where: 'shop on_call_engineer', about: [], ...year, instead: ['eve'] },
    ]);
  });

  test('a schedule that ends leaves the rest of the year open, to the minute', () => {
    const ending = weekly(1, ['ana', 'bo'], { inForceUntil: utc('2031-08-01T12:34') });
    const found = gaps({ ...complete, schedules: [schedule('shop', [ending])] });
    expect(found).toEqual([
      {
        code: 'nobody_on_call',
        where: 'shop on_call_engineer',
        about: [],
        from: '2031-08-01T12:34',
        until: year.until,
        instead: ['eve'],
      },
    ]);
  });

  test('one person holding both page levels, only in the weeks in which it happens', () => {
    const facts = {
      ...complete,
      schedules: [schedule('shop', [weekly(1, ['ana', 'bo']), weekly(2, ['ana', 'dev'])])],
    };
    const found = gaps({ ...facts, until: utc('2031-03-31T00:00') });
    expect(found).toEqual([
      {
        code: 'same_person_every_level',
        where: 'shop on_call_engineer',
        about: ['ana'],
        from: '2031-03-03T09:00',
        until: '2031-03-10T09:00',
        instead: [],
      },
      {
        code: 'same_person_every_level',
        where: 'shop on_call_engineer',
        about: ['ana'],
        from: '2031-03-17T09:00',
        until: '2031-03-24T09:00',
        instead: [],
      },
    ]);
  });

  test('a holiday of a holder without a deputy who is there', () => {
    const found = gaps(
      withPeople(
        person('eve', { absences: [away('2031-07-01T00:00', '2031-07-15T00:00')] }),
        person('finn', { absences: [away('2031-07-10T00:00', '2031-07-20T00:00')] }),
      ),
    );
    expect(found).toEqual([
      {
        code: 'role_unavailable',
        where: 'shop engineering_manager',
        about: [],
        from: '2031-07-10T00:00',
        until: '2031-07-15T00:00',
        instead: ['gus'],
      },
      {
        code: 'role_unavailable',
        where: 'shop product_owner',
        about: [],
        from: '2031-07-10T00:00',
        until: '2031-07-15T00:00',
        instead: ['gus'],
      },
    ]);
  });

  test('somebody on call who is on holiday, for the part of their week in which they are', () => {
    const found = gaps(
      withPeople(person('bo', { absences: [away('2031-03-12T00:00', '2031-03-20T00:00')] })),
    );
    expect(found).toEqual([
      {
        code: 'on_call_away',
        where: 'shop on_call_engineer 1',
        about: ['bo'],
        from: '2031-03-12T00:00',
        until: '2031-03-17T09:00',
        instead: ['dev'],
      },
    ]);
  });

  test('somebody who cannot be paged by any method that has a channel', () => {
    const phone = { id: 'p', kind: 'phone', label: 'Phone', address: '+4930', disabledReason: null };
    const found = gaps(withPeople(person('cleo', { contactMethods: [phone] }))).filter(
      ({ until }) => until < '2031-04',
    );
    expect(found.map(({ code, about }) => [code, about])).toEqual([
      ['no_page_method', ['cleo']],
      ['no_page_method', ['cleo']],
    ]);
    expect(found.map(({ from }) => from)).toEqual(['2031-03-03T09:00', '2031-03-17T09:00']);
  });

  test('a role nobody is named for, once and not once a team', () => {
    const directory = organisation(
      ['shop', 'data'],
      staff.map((id) => person(id)),
      [
        ...roles.filter(({ role }) => role !== 'cto'),
        holds('engineering_manager', 'data', ['ana']),
        holds('product_owner', 'data', ['bo']),
      ],
    );
    const schedules = [...complete.schedules, schedule('data', [weekly(1, ['ana', 'bo'])])];
    const found = coverage({ ...complete, directory, schedules }).gaps;
    expect(found.map(brief)).toEqual([
      { code: 'role_vacant', where: 'everywhere cto', about: [], ...year, instead: ['gus'] },
    ]);
    expect(found[0]?.affects).toEqual([
      { severity: 'P1', customerFacing: false },
      { severity: 'P1', customerFacing: true },
    ]);
  });

  test('the CEO is needed only where customers are affected', () => {
    const directory = { ...complete.directory, roles: roles.filter(({ role }) => role !== 'ceo') };
    expect(coverage({ ...complete, directory }).gaps[0]?.affects).toEqual([
      { severity: 'P1', customerFacing: true },
    ]);
  });
});

test('what the proof says of the whole window is what is so at every single instant', () => {
  const day = fc.integer({ min: 0, max: 120 });
  const absence = fc.tuple(fc.constantFrom(...staff), day, fc.integer({ min: 1, max: 30 }));
  const people = fc.uniqueArray(fc.constantFrom(...staff), { maxLength: 3 });
  const start = complete.from;
  const later = (days: number) => plusSeconds(start, days * 86_400 + 1_234);
  fc.assert(
    fc.property(
      fc.array(absence, { maxLength: 8 }),
      people,
      people,
      fc.option(day),
      fc.array(fc.integer({ min: 0, max: 120 * 86_400 - 1 }), { minLength: 5, maxLength: 5 }),
      (absences, first, second, end, moments) => {
        const facts: CoverageFacts = {
          ...withPeople(
            ...staff.map((id) =>
              person(id, {
                absences: absences
                  .filter(([who]) => who === id)
                  .map(([, from, days], index) => ({
                    id: `${id}-${index}`,
                    from: later(from),
                    until: later(from + days),
                    note: '',
                  })),
              }),
            ),
          ),
          schedules: [
            schedule('shop', [
              weekly(1, first, end === null ? {} : { inForceUntil: later(end) }),
              weekly(2, second, { kind: 'daily', handoverDay: null }),
            ]),
          ],
          until: plusSeconds(start, 120 * 86_400),
        };
        const whole = coverage(facts).gaps;
        for (const moment of moments) {
          const at = plusSeconds(start, moment);
          const there = coverage({ ...facts, from: at, until: at.add({ milliseconds: 1 }) }).gaps;
          const during = whole.filter(({ from, until }) => isAtOrBefore(from, at) && isBefore(at, until));
          const key = (gap: Gap) =>
            JSON.stringify([gap.code, gap.role, gap.level, gap.personIds, gap.instead]);
          expect(during.map(key).sort()).toEqual(there.map(key).sort());
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('fifty teams with daily hand-overs are proven for a year', () => {
  const teams = Array.from({ length: 50 }, (_team, index) => `team-${index}`);
  const directory = organisation(
    teams,
    staff.map((id) => person(id)),
    [
      ...roles,
      ...teams.flatMap((id) => [
        holds('engineering_manager', id, ['eve']),
        holds('product_owner', id, ['finn']),
      ]),
    ],
  );
  const rotations = [
    weekly(1, ['ana', 'bo'], { kind: 'daily', handoverDay: null }),
    weekly(2, ['cleo', 'dev']),
  ];
  const schedules = teams.map((id) => schedule(id, rotations));
  const proof = coverage({ ...complete, directory, schedules });
  expect(proof.gaps).toEqual([]);
  expect(proof.situations).toBeGreaterThan(50 * 360);
  expect(Temporal.Instant.compare(proof.until, proof.from)).toBe(1);
});

test('a role that a team covers is proved by the on-call of that team, cut at its own hand-overs and absences', () => {
  const { directory, policy } = complete;
  const [line] = policy.matrix.P1;
  const scribe = policy.roles.scribe;
  if (line === undefined || scribe === undefined) throw new Error('The shipped policy has no scribe.');
  const desk = person('dora', { absences: [away('2031-07-01T00:00', '2031-07-15T00:00')] });
  const facts: CoverageFacts = {
    ...complete,
    policy: {
      ...policy,
      roles: { ...policy.roles, scribe: { ...scribe, covered_by: 'desk', fallback: ['cto'] } },
      matrix: {
        ...policy.matrix,
        P1: [...policy.matrix.P1, { ...line, notify: ['scribe'], mode: 'inform' }],
      },
    },
    directory: { ...directory, people: new Map([...directory.people, ['dora', desk]]) },
    schedules: [...complete.schedules, schedule('desk', [weekly(1, ['dora'])])],
  };
  expect(gaps(facts)).toEqual([
    {
      ...{ code: 'role_unavailable', where: 'shop scribe', about: [], instead: ['gus'] },
      ...{ from: '2031-07-01T00:00', until: '2031-07-15T00:00' },
    },
  ]);
});

test('while a proof is made, whatever else waits goes first at every pause', async () => {
  let pauses = 0;
  const counted = function* (work: Generator<void, Coverage>): Generator<void, Coverage> {
    for (let step = work.next(); ; step = work.next()) {
      if (step.done) return step.value;
      pauses++;
      yield;
    }
  };
  const order: string[] = [];
  const proof = inSlices(counted(coverageInSlices(complete))).then(() => order.push('proof'));
  setImmediate(() => order.push('page'));
  await proof;
  expect(order).toEqual(['page', 'proof']);
  // A year of one team, with two hand-overs a week: none of the slices is more than a fortnight.
  expect(pauses).toBeGreaterThan(26);
});
