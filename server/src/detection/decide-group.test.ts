import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindsInTest } from '../../test/harness/kinds.ts';
import type { DirectoryFacts, System } from '../directory/index.ts';
import { plusSeconds, Temporal } from '../kernel/index.ts';
import { type Policy, parsePolicy, SEVERITIES, severityRank } from '../policy/index.ts';
import {
  type Group,
  joinGroup,
  type PendingAlert,
  reviseGroup,
  routeAlert,
  TELL_EVERY_SECONDS,
  takesMore,
  worstWord,
} from './decide-group.ts';

const shipped = parsePolicy(readFileSync(new URL('../../../policy/default.yaml', import.meta.url), 'utf8'));
if (!shipped.ok) throw new Error('The shipped policy does not parse.');
const policy: Policy = { ...shipped.value, detection: { ...shipped.value.detection, groupBy: ['region'] } };
const now = Temporal.Instant.from('2031-03-03T09:00:00Z');

const system = (id: string, teamId: string, more: Partial<System> = {}): System => ({
  id,
  name: id,
  description: '',
  teamId,
  customerFacing: false,
  dependsOn: [],
  links: [],
  queries: [],
  matchers: [[{ label: 'service', equals: id }]],
  archived: false,
  ...more,
});
const directoryOf = (
  systems: readonly System[],
  defaultTeam: string | null = 'platform',
): DirectoryFacts => ({
  kinds: kindsInTest,
  revision: '1',
  organisation: { name: 'Org', timezone: 'UTC', calendarCountry: null, calendarRegion: null, defaultTeam },
  people: new Map(),
  teams: new Map(
    ['payments', 'platform'].map((id) => [
      id,
      { id, name: id, description: '', contact: '', members: [], archived: false },
    ]),
  ),
  systems: new Map(systems.map((each) => [each.id, each])),
  roles: [],
});
const directory = directoryOf([
  system('checkout', 'payments'),
  system('old', 'payments', { archived: true }),
]);

const alert = (more: Partial<PendingAlert> = {}): PendingAlert => ({
  id: 'alert',
  integrationId: 'prometheus',
  dedupKey: 'latency',
  firing: true,
  title: 'Latency',
  description: null,
  severityWord: 'critical',
  source: 'web1',
  labels: { service: 'checkout' },
  links: [],
  startsAt: null,
  firstSeenAt: now,
  fixedSystemId: null,
  groupId: null,
  severity: null,
  ...more,
});

test.each([
  ['warning', [], 'warning'],
  ['warning', ['critical'], 'critical'],
  ['critical', ['warning', 'info'], 'critical'],
  ['fatal', ['critical'], 'fatal'],
  [null, ['critical'], 'critical'],
  ['info', [null], null],
  [null, [], null],
] as const)('called %s now and %j before: the worst is %s', (severityWord, earlierWords, worst) => {
  expect(worstWord({ severityWord, earlierWords }, policy)).toBe(worst);
});
const group = (more: Partial<Group> = {}): Group => ({
  id: 'group',
  key: 'key',
  open: true,
  severity: 'P3',
  lastAlertAt: now,
  toldAt: now,
  untold: 0,
  untoldAlerts: [],
  clear: false,
  flaps: 0,
  refiredAt: null,
  incidentId: 'incident',
  ...more,
});

describe('where an alert belongs', () => {
  test.each([
    ['its labels match a system', alert(), 'checkout', 'payments'],
    [
      'its integration is tied to one',
      alert({ labels: {}, fixedSystemId: 'checkout' }),
      'checkout',
      'payments',
    ],
    [
      'its integration is tied to one that is no more',
      alert({ labels: {}, fixedSystemId: 'old' }),
      null,
      'platform',
    ],
    ['nobody knows it', alert({ labels: { service: 'unheard-of' } }), null, 'platform'],
    ['its label has the name of a prototype', alert({ labels: { constructor: 'x' } }), null, 'platform'],
  ])('%s', (_, given, systemId, teamId) => {
    expect(routeAlert(given, policy, directory)).toMatchObject({ systemId, teamId });
  });

  test('a matcher may ask for the integration and the source', () => {
    const matchers = [
      [
        { label: 'integration', equals: 'prometheus' },
        { label: 'source', equals: 'web1' },
      ],
    ];
    const facts = directoryOf([system('web', 'platform', { matchers })]);
    expect(routeAlert(alert({ labels: {} }), policy, facts).systemId).toBe('web');
  });

  test('[SEV-1] of several words the worst counts, and one that nobody knows is the default', () => {
    const of = (word: string) => routeAlert(alert({ severityWord: word }), policy, directory).severity;
    expect(['info, warning', 'warning, critical', 'info, unheard-of', 'x, y'].map(of)).toEqual([
      ...['P3', 'P1', 'P3', 'P3'],
    ]);
  });

  test('[SEV-1] the monitor’s word becomes a severity; an unknown word the default', () => {
    const severityOf = (severityWord: string | null) =>
      routeAlert(alert({ severityWord }), policy, directory).severity;
    expect([
      severityOf('CRITICAL'),
      severityOf('warning'),
      severityOf(null),
      severityOf('constructor'),
    ]).toEqual(['P1', 'P3', 'P3', 'P3']);
  });

  test('the policy’s labels tell groups apart, others do not', () => {
    const keyOf = (labels: Record<string, string>) =>
      routeAlert(alert({ labels: { service: 'checkout', ...labels } }), policy, directory).groupKey;
    expect(keyOf({ region: 'eu' })).not.toBe(keyOf({ region: 'us' }));
    expect(keyOf({ region: 'eu', instance: 'a' })).toBe(keyOf({ region: 'eu', instance: 'b' }));
    expect(keyOf({})).not.toBe(keyOf({ region: '' }));
  });

  test('what nobody knows is grouped per integration', () => {
    const keyOf = (integrationId: string) =>
      routeAlert(alert({ labels: {}, integrationId }), policy, directory).groupKey;
    expect(keyOf('a')).not.toBe(keyOf('b'));
  });

  test('whatever an alert says, it has a team as long as there is one', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.option(fc.string()), (labels, word) => {
        const route = routeAlert(alert({ labels, severityWord: word }), policy, directory);
        expect(route.teamId).not.toBeNull();
        expect(SEVERITIES).toContain(route.severity);
      }),
    );
  });
});

describe('whether a group takes more', () => {
  const seconds = policy.detection.groupWindowSeconds;
  test.each([
    ['at the end of the window', group(), seconds, true],
    ['after it', group(), seconds + 1, false],
    ['closed', group({ open: false }), 0, false],
    ['without an incident', group({ incidentId: null }), 0, false],
  ])('%s', (_, given, after, expected) => {
    expect(takesMore(given, policy, plusSeconds(now, after))).toBe(expected);
  });
});

describe('joining', () => {
  const ranked = (more: object = {}) => ({
    ...{ id: 'a', firing: true, title: 'Latency', severityWord: null },
    severity: 'P3' as const,
    ...more,
  });
  const soon = plusSeconds(now, 1);

  test('the first for a while is told at once, the next ones in a sum', () => {
    const late = plusSeconds(now, TELL_EVERY_SECONDS);
    expect(joinGroup(group(), [ranked()], late).tell).toBe(1);
    const quiet = joinGroup(group(), [ranked(), ranked()], soon);
    expect([quiet.tell, quiet.group.untold]).toEqual([0, 2]);
    const after = joinGroup(quiet.group, [ranked()], late);
    expect([after.tell, after.group.untold]).toEqual([3, 0]);
  });

  test('worse than before, or firing again, is news', () => {
    expect(joinGroup(group(), [ranked(), ranked({ id: 'b', severity: 'P1' })], soon)).toMatchObject({
      tell: 2,
      raisedBy: 'b',
      refired: false,
      group: { severity: 'P1' },
    });
    expect(joinGroup(group({ clear: true }), [ranked()], soon)).toMatchObject({
      tell: 1,
      raisedBy: null,
      refired: true,
      group: { clear: false },
    });
  });

  test('an alert that was over before anybody looked does not fire again', () => {
    const joined = joinGroup(group({ clear: true }), [ranked({ firing: false })], soon);
    expect([joined.refired, joined.group.clear]).toEqual([false, true]);
  });

  test('over any storm every alert is told exactly once, and the severity never falls', () => {
    const batch = fc.record({
      gap: fc.integer({ min: 0, max: 15 }),
      severities: fc.array(fc.constantFrom(...SEVERITIES), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 30 }), (batches) => {
        let state = group();
        let at = now;
        let [told, sent] = [0, 0];
        for (const { gap, severities } of batches) {
          at = plusSeconds(at, gap);
          const joined = joinGroup(
            state,
            severities.map((severity) => ranked({ severity })),
            at,
          );
          expect(severityRank(joined.group.severity)).toBeLessThanOrEqual(severityRank(state.severity));
          sent += severities.length;
          told += joined.tell;
          state = joined.group;
        }
        expect(told + state.untold).toBe(sent);
      }),
    );
  });
});

test('what joins is named when it is told: the most severe five of a storm, in sums, each once', () => {
  const storm = Array.from({ length: 8 }, (_, n) => ({
    ...{ id: String(n), firing: true, title: `Alert ${n}`, severityWord: null },
    severity: n === 7 ? ('P2' as const) : ('P3' as const),
    ...(n === 0 ? { lastOverAt: plusSeconds(now, -3_600) } : {}),
  }));
  const quiet = joinGroup(group({ severity: 'P1' }), storm.slice(0, 4), plusSeconds(now, 1));
  expect([quiet.tell, quiet.named]).toEqual([0, []]);
  const told = joinGroup(quiet.group, storm.slice(4), plusSeconds(now, TELL_EVERY_SECONDS));
  expect(told.tell).toBe(8);
  expect(told.named.map(({ title }) => title)).toEqual([
    ...['Alert 7', 'Alert 0', 'Alert 1', 'Alert 2', 'Alert 3'],
  ]);
  expect(told.named.map(({ clearSeconds }) => clearSeconds)).toEqual([null, 3_601, null, null, null]);
  expect(told.group.untoldAlerts).toEqual([]);
});

test('an alert that gets worse raises its group, also when it is over by now; one that gets better does not', () => {
  const revise = (more: object) =>
    reviseGroup(group(), [
      {
        ...{ id: 'a', firing: true, title: 'Latency', severityWord: null, previous: 'P3' as const },
        severity: 'P1' as const,
        ...more,
      },
    ]);
  const raise = (more: object) => revise(more).worsened[0] ?? null;
  expect([raise({}), raise({ severity: 'P4' }), raise({ severity: 'P3' }), raise({ firing: false })]).toEqual(
    ['a', null, null, 'a'],
  );
  // Over and no worse than it was: that a person has lowered the severity since is no news.
  expect(raise({ firing: false, severity: 'P2', previous: 'P2' })).toBe(null);
  expect(revise({}).group.severity).toBe('P1');
});

test('an alert that gets worse beside a worse one is told, and raises nothing', () => {
  const { group: after, worsened } = reviseGroup(group({ severity: 'P1' }), [
    {
      ...{ id: 'a', firing: true, title: 'Latency', severityWord: null, previous: 'P3' as const },
      severity: 'P2' as const,
    },
  ]);
  expect([after.severity, worsened]).toEqual(['P1', ['a']]);
});

describe('without any of the labels that group', () => {
  const keyOf = (more: Partial<PendingAlert>) => routeAlert(alert(more), policy, directory).groupKey;

  test('each alert is a problem of its own, and the same alert the same problem', () => {
    const one = keyOf({ dedupKey: 'report', labels: { service: 'checkout' } });
    expect(keyOf({ dedupKey: 'database', labels: { service: 'checkout' } })).not.toBe(one);
    expect(keyOf({ dedupKey: 'report', labels: { service: 'checkout' } })).toBe(one);
  });

  test('with one of several labels it is grouped by what there is', () => {
    const both: Policy = { ...policy, detection: { ...policy.detection, groupBy: ['region', 'alertname'] } };
    const keyed = (dedupKey: string) =>
      routeAlert(alert({ dedupKey, labels: { service: 'checkout', region: 'eu' } }), both, directory)
        .groupKey;
    expect(keyed('report')).toBe(keyed('database'));
  });

  test('a policy that groups by system alone still does', () => {
    const none: Policy = { ...policy, detection: { ...policy.detection, groupBy: [] } };
    const keyed = (dedupKey: string) => routeAlert(alert({ dedupKey }), none, directory).groupKey;
    expect(keyed('report')).toBe(keyed('database'));
  });
});

test('what was clear for long is named, however many others join with it', () => {
  const fresh = Array.from({ length: 9 }, (_, n) => ({
    ...{ id: String(n), firing: true, title: `Alert ${n}`, severityWord: null, severity: 'P2' as const },
  }));
  const back = {
    ...{ id: 'back', firing: true, title: 'Back', severityWord: null, severity: 'P3' as const },
    lastOverAt: plusSeconds(now, -7_200),
  };
  const { named } = joinGroup(group(), [...fresh, back], plusSeconds(now, TELL_EVERY_SECONDS));
  expect(named).toHaveLength(5);
  expect(named.at(-1)).toMatchObject({ title: 'Back', clearSeconds: 7_210 });
});

test('what reopens an incident is told at once', () => {
  const alert = { id: 'a', firing: true, title: 'Back', severityWord: null, severity: 'P3' as const };
  expect(joinGroup(group(), [alert], plusSeconds(now, 1)).tell).toBe(0);
  expect(joinGroup(group(), [alert], plusSeconds(now, 1), true).tell).toBe(1);
});
