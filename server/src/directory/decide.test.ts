import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { defaultRules, rulesFor } from './decide-contact.ts';
import { isRoleGap, type RoleFacts, resolveRole } from './decide-roles.ts';
import { dependencyCycle, matchSystem, withDependencies } from './decide-systems.ts';
import type { Matcher, Person, System } from './model.ts';

const NOW = Temporal.Instant.from('2031-03-03T09:00:00Z');
const AWAY = {
  id: 'x',
  note: '',
  from: Temporal.Instant.from('2031-03-03T00:00:00Z'),
  until: Temporal.Instant.from('2031-03-04T00:00:00Z'),
};
const person = (id: string, extra: Partial<Person> = {}): Person => ({
  id,
  email: `${id}@example.com`,
  name: id,
  timezone: 'UTC',
  role: 'responder',
  active: true,
  contactMethods: [],
  quietHours: null,
  contactRules: [],
  absences: [],
  ...extra,
});
type Holding = [role: string, teamId: string | null, holders: string[], deputies?: string[]];
const facts = (people: Person[], ...holdings: Holding[]): RoleFacts => ({
  people: new Map(people.map((item) => [item.id, item])),
  roles: holdings.map(([role, teamId, holders, deputies = []]) => ({ role, teamId, holders, deputies })),
});

describe('who answers for a role', () => {
  const ana = person('ana');
  const away = person('away', { absences: [AWAY] });
  const gone = person('gone', { active: false });
  const ben = person('ben');
  const all = [ana, away, gone, ben];

  test.each<[string, Holding[], string[], string, string]>([
    ['the holder', [['cto', null, ['ana']]], ['ana'], 'holder', 'held'],
    ['every holder who is there', [['cto', null, ['ana', 'away', 'ben']]], ['ana', 'ben'], 'holder', 'held'],
    ['the deputy of somebody away', [['cto', null, ['away'], ['ben']]], ['ben'], 'deputy', 'holder_absent'],
    [
      'the deputy of somebody who left',
      [['cto', null, ['gone'], ['ben']]],
      ['ben'],
      'deputy',
      'holder_inactive',
    ],
    ['the deputy of nobody', [['cto', null, [], ['ben']]], ['ben'], 'deputy', 'holder_missing'],
    [
      'the next deputy',
      [['cto', null, ['away'], ['gone', 'ben', 'ana']]],
      ['ben'],
      'deputy',
      'holder_absent',
    ],
    [
      'the team before the organisation',
      [
        ['cto', null, ['ana']],
        ['cto', 't', ['ben']],
      ],
      ['ben'],
      'holder',
      'held',
    ],
    [
      'the organisation when nobody of the team is there',
      [
        ['cto', null, ['ana']],
        ['cto', 't', ['away']],
      ],
      ['ana'],
      'holder',
      'held',
    ],
    ['another role when vacant', [['em', 't', ['ana']]], ['ana'], 'fallback', 'role_vacant'],
    [
      'another role when all are away',
      [
        ['cto', null, ['away']],
        ['em', 't', ['ana']],
      ],
      ['ana'],
      'fallback',
      'everyone_unavailable',
    ],
    ['whoever is on call in the end', [['em', 't', ['away']]], ['ben'], 'fallback', 'role_vacant'],
  ])('is %s', (_, holdings, personIds, via, reason) => {
    const elsewhere = (role: string) => (role === 'on_call_engineer' ? ['gone', 'ben'] : []);
    const fallbacks = { roles: ['em', 'on_call_engineer'], elsewhere };
    expect(resolveRole(facts(all, ...holdings), 'cto', 't', NOW, fallbacks)).toMatchObject({
      personIds,
      via,
      reason,
    });
  });

  test('[ESC-3] nobody holds it and nothing is left: nobody, and why', () => {
    expect(resolveRole(facts(all), 'cto', 't', NOW)).toMatchObject({ via: 'nobody', reason: 'role_vacant' });
    expect(resolveRole(facts(all, ['cto', null, ['gone']]), 'cto', null, NOW)).toMatchObject({
      via: 'nobody',
      reason: 'everyone_unavailable',
    });
  });

  test('somebody away is told after all when there is nobody else', () => {
    const found = resolveRole(facts(all, ['cto', null, ['away']]), 'cto', 't', NOW, { roles: ['em'] });
    expect(found).toMatchObject({ personIds: ['away'], via: 'holder', reason: 'absent_without_substitute' });
    expect(isRoleGap(found)).toBe(true);
  });

  test('an absence begins with its first instant and ends before its last', () => {
    const asked = (at: string) =>
      resolveRole(facts(all, ['cto', null, ['away'], ['ben']]), 'cto', null, Temporal.Instant.from(at)).via;
    expect(asked('2031-03-02T23:59:59.999Z')).toBe('holder');
    expect(asked('2031-03-03T00:00:00Z')).toBe('deputy');
    expect(asked('2031-03-04T00:00:00Z')).toBe('holder');
  });

  test('never answers with somebody inactive, and with nobody only when everybody named has left', () => {
    const anyone = fc.subarray(all.map((item) => item.id));
    fc.assert(
      fc.property(anyone, anyone, anyone, (holders, deputies, others) => {
        const known = facts(all, ['cto', 't', holders, deputies], ['em', null, others]);
        const found = resolveRole(known, 'cto', 't', NOW, { roles: ['em'] });
        expect(found.personIds).not.toContain('gone');
        if (found.via === 'nobody')
          expect([...holders, ...deputies, ...others].filter((id) => ['ana', 'ben'].includes(id))).toEqual(
            [],
          );
      }),
    );
  });
});

describe('how a person is reached', () => {
  const method = (id: string, kind: string, disabledReason: string | null = null) => ({
    id,
    kind,
    label: id,
    address: id,
    disabledReason,
  });
  const rule = (purpose: 'page' | 'notice', afterSeconds: number, contactMethodId: string) => ({
    purpose,
    afterSeconds,
    contactMethodId,
  });
  const plan = (who: Person, purpose: 'page' | 'notice') =>
    rulesFor(who, purpose).map((item) => `${item.contactMethodId}@${item.afterSeconds}`);

  test('by default a page goes everywhere at once and again after five minutes, a notice by e-mail', () => {
    const who = person('ana', { contactMethods: [method('phone', 'phone'), method('mail', 'email')] });
    expect(plan(who, 'page')).toEqual(['phone@0', 'mail@0', 'phone@300', 'mail@300']);
    expect(plan(who, 'notice')).toEqual(['mail@0']);
    expect(plan(person('ben', { contactMethods: [method('phone', 'phone')] }), 'notice')).toEqual([
      'phone@0',
    ]);
  });

  test('own rules run soonest first, without what is switched off', () => {
    const contactMethods = [method('a', 'email'), method('b', 'phone', 'bounced'), method('c', 'phone')];
    const contactRules = [rule('page', 300, 'c'), rule('page', 0, 'b'), rule('page', 0, 'a')];
    expect(plan(person('ana', { contactMethods, contactRules }), 'page')).toEqual(['a@0', 'c@300']);
  });

  test('somebody whose every rule is switched off is still paged by what works', () => {
    const contactMethods = [method('a', 'email', 'bounced'), method('b', 'phone')];
    const contactRules = [rule('page', 0, 'a')];
    expect(plan(person('ana', { contactMethods, contactRules }), 'page')).toEqual(['b@0', 'b@300']);
    expect(defaultRules(person('nobody'), 'page')).toEqual([]);
  });
});

describe('which system an alert is about', () => {
  const system = (id: string, matchers: Matcher[], extra: Partial<System> = {}): System => ({
    id,
    name: id,
    description: '',
    teamId: 't',
    customerFacing: false,
    dependsOn: [],
    links: [],
    queries: [],
    matchers,
    archived: false,
    ...extra,
  });
  const eq = (label: string, equals: string) => ({ label, equals });
  const systems = [
    system('shop', [[eq('namespace', 'shop')]]),
    system('shop-eu', [[eq('namespace', 'shop'), { label: 'region', in: ['eu', 'uk'] }]]),
    system('any-api', [[{ label: 'job', regex: '.*-api' }]]),
    system('pay-api', [[eq('job', 'pay-api')]]),
    system('aaa-twin', [[eq('job', 'pay-api')]]),
    system('old', [[eq('job', 'search'), eq('namespace', 'shop')]], { archived: true }),
    system('everything', [[]]),
  ];

  test.each([
    [{ namespace: 'shop' }, 'shop'],
    [{ namespace: 'shop', region: 'uk' }, 'shop-eu'],
    [{ namespace: 'shop', region: 'us' }, 'shop'],
    [{ job: 'cart-api' }, 'any-api'],
    [{ job: 'pay-api' }, 'aaa-twin'],
    [{ job: 'search', namespace: 'shop' }, 'shop'],
    [{ severity: 'critical' }, undefined],
    [{ constructor: 'x' }, undefined],
    [{}, undefined],
  ])('%j: %s', (labels, expected) => {
    expect(matchSystem(systems, labels)?.systemId).toBe(expected);
  });

  test('does not depend on the order in which systems are known', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(systems, { minLength: systems.length }), (shuffled) => {
        expect(matchSystem(shuffled, { job: 'pay-api', namespace: 'shop' })).toEqual(
          matchSystem(systems, { job: 'pay-api', namespace: 'shop' }),
        );
      }),
    );
  });

  test('a circle of dependencies is found with its way round, and only then', () => {
    const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));
    expect(dependencyCycle(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toBeUndefined();
    expect(dependencyCycle(graph({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual(['b', 'c', 'b']);
    const chain = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`s${i}`, [`s${i + 1}`]]));
    expect(dependencyCycle(graph(chain))).toBeUndefined();
  });

  test('what a system depends on is found through others, in a circle too', () => {
    const graph = new Map([
      ['a', { dependsOn: ['b'] }],
      ['b', { dependsOn: ['c'] }],
      ['c', { dependsOn: ['a'] }],
    ]);
    expect(withDependencies(graph, ['a'])).toEqual(['a', 'b', 'c']);
  });
});
