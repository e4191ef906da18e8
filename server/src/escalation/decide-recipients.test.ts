import { describe, expect, test } from 'vitest';
import {
  type DirectoryFacts,
  OPTED_OUT,
  type Person,
  type RoleHolding,
  SWITCHED_OFF,
} from '../directory/index.ts';
import { Temporal } from '../kernel/index.ts';
import type { OnCallAnswer } from '../oncall/index.ts';
import type { Policy } from '../policy/index.ts';
import { activeLevels, pageRules, recipientsOf, unavailableFor, type WhoFacts } from './decide-recipients.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const person = (id: string, over: Partial<Person> = {}): Person => ({
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
  ...over,
});
const unreachable = {
  contactMethods: [
    {
      id: 'm',
      kind: 'email',
      label: 'Mail',
      address: 'x@example.com',
      disabledReason: 'bounced',
      hasSecret: false,
    },
  ],
};
const method = (kind: string) => ({
  id: kind,
  kind,
  label: kind,
  address: 'x',
  disabledReason: null,
});
const phoneOnly = { contactMethods: [method('phone')] };
const pagedByPhone = {
  contactMethods: [method('phone'), method('email')],
  contactRules: [{ purpose: 'page' as const, afterSeconds: 0, contactMethodId: 'phone' }],
};
const policy = {
  roles: {
    on_call_engineer: { title: 'On-call engineer', held: 'on_call', fallback: ['engineering_manager'] },
    engineering_manager: { title: 'Engineering manager', held: 'team', fallback: ['cto'] },
    product_owner: { title: 'Product owner', held: 'team', fallback: [] },
    cto: { title: 'CTO', held: 'organisation', fallback: [] },
    incident_commander: { title: 'Commander', held: 'incident', fallback: [] },
    scribe: { title: 'Scribe', held: 'incident', covered_by: 'payments', fallback: ['incident_commander'] },
  },
  fallback: ['engineering_manager'],
} as unknown as Policy;

interface World {
  people?: Person[];
  roles?: RoleHolding[];
  levels?: string[][];
  assigned?: Record<string, string>;
}
const facts = ({ people = [], roles = [], levels, assigned = {} }: World): WhoFacts => {
  const known = ['ana', 'ben', 'mia', 'theo'].map((id) => people.find((one) => one.id === id) ?? person(id));
  const answer: OnCallAnswer = {
    scheduleId: 'payments',
    teamId: 'payments',
    at: now,
    levels: (levels ?? []).map((ids, index) => ({
      level: index + 1,
      people: ids.map((personId) => ({ personId, via: 'rotation', rotationId: 'r' })),
      since: null,
      until: null,
    })),
  };
  return {
    directory: { people: new Map(known.map((one) => [one.id, one])), roles } as unknown as DirectoryFacts,
    policy,
    onCall: new Map(levels === undefined ? [] : [['payments', answer]]),
    assigned,
    sends: (kind) => kind === 'email',
  };
};
const holds = (role: string, id: string, teamId: string | null = null): RoleHolding => ({
  role,
  teamId,
  holders: [id],
  deputies: [],
});
const manager = holds('engineering_manager', 'mia', 'payments');

const away = {
  absences: [
    {
      id: 'a',
      from: now.subtract({ hours: 1 }),
      until: now.add({ hours: 1 }),
      note: '',
    },
  ],
} as unknown as Partial<Person>;

describe('[ESC-3] who holds a role of an incident', () => {
  test.each<[string, string, World, object]>([
    [
      'whoever is on call',
      'on_call_engineer',
      { levels: [['ana'], ['ben']] },
      { personIds: ['ana'], via: 'on_call', team: 'payments', gap: false },
    ],
    [
      'the next level when nobody is left on the first',
      'on_call_engineer',
      { levels: [['ana'], ['ben']], people: [person('ana', { active: false })] },
      { personIds: ['ben'], via: 'on_call' },
    ],
    [
      'the fallback when nobody is on call',
      'on_call_engineer',
      { levels: [[]], roles: [manager] },
      { personIds: ['mia'], via: 'fallback', team: null, gap: true },
    ],
    [
      'the fallback when the team has no schedule',
      'on_call_engineer',
      { roles: [manager] },
      { personIds: ['mia'], gap: true },
    ],
    [
      'the holder',
      'engineering_manager',
      { roles: [manager] },
      { personIds: ['mia'], via: 'holder', gap: false },
    ],
    [
      "the policy's fallback for a role without one of its own",
      'product_owner',
      { roles: [manager] },
      { personIds: ['mia'], via: 'fallback', gap: true },
    ],
    [
      'somebody else for a holder who cannot be reached in any way',
      'engineering_manager',
      { roles: [manager, holds('cto', 'theo')], people: [person('mia', unreachable)] },
      { personIds: ['theo'], via: 'fallback', gap: true },
    ],
    [
      'the holder all the same when nobody can be reached, so that the record shows it',
      'engineering_manager',
      { roles: [manager], people: [person('mia', unreachable)] },
      { personIds: ['mia'], gap: true },
    ],
    [
      'the commander',
      'incident_commander',
      { assigned: { incident_commander: 'ben' } },
      { personIds: ['ben'], via: 'holder', gap: false },
    ],
    [
      'who was given another role, and not the commander',
      'scribe',
      { assigned: { incident_commander: 'ben', scribe: 'mia' }, levels: [['ana']] },
      { personIds: ['mia'], via: 'holder', gap: false },
    ],
    [
      'the on-call of the covering team while nobody was given it',
      'scribe',
      { assigned: { incident_commander: 'ben' }, levels: [['ana']] },
      { personIds: ['ana'], via: 'on_call', team: 'payments', gap: false },
    ],
    [
      'the commander instead, when nobody covers it',
      'scribe',
      { assigned: { incident_commander: 'ben' } },
      { personIds: ['ben'], via: 'fallback' },
    ],
    [
      'the commander instead, when nobody of those who cover it can be reached',
      'scribe',
      {
        ...{ assigned: { incident_commander: 'ben' }, levels: [['ana']] },
        people: [person('ana', unreachable)],
      },
      { personIds: ['ben'], via: 'fallback', gap: true },
    ],
    [
      'the commander instead, when those who cover it are away',
      'scribe',
      { assigned: { incident_commander: 'ben' }, levels: [['ana']], people: [person('ana', away)] },
      { personIds: ['ben'], via: 'fallback', gap: true },
    ],
    [
      'the covering team when whoever was given it has left',
      'scribe',
      { assigned: { scribe: 'mia' }, levels: [['ana']], people: [person('mia', { active: false })] },
      { personIds: ['ana'], via: 'on_call', team: 'payments' },
    ],
    [
      'the fallback while nobody commands',
      'incident_commander',
      { roles: [manager] },
      { personIds: ['mia'], via: 'fallback' },
    ],
    [
      'the administrators when nobody is named for anything',
      'cto',
      { people: [person('theo', { role: 'administrator' })] },
      { personIds: ['theo'], via: 'fallback', gap: true },
    ],
    ['nobody, and that is a gap', 'cto', {}, { personIds: [], via: null, gap: true }],
  ])('is %s', (_, role, world, expected) => {
    expect(recipientsOf(facts(world), role, 'payments', now, 'page')).toMatchObject(expected);
  });
});

test.each<[string, string, World, object[]]>([
  ['nobody is named', 'cto', {}, []],
  [
    'the holder has left',
    'cto',
    { roles: [holds('cto', 'theo')], people: [person('theo', { active: false })] },
    [],
  ],
  [
    'the holder is away',
    'cto',
    { roles: [holds('cto', 'theo')], people: [person('theo', away)] },
    [{ personId: 'theo', because: 'away' }],
  ],
  [
    "the team's own holder cannot be reached",
    'engineering_manager',
    { roles: [holds('engineering_manager', 'theo'), manager], people: [person('mia', unreachable)] },
    [{ personId: 'mia', because: 'unreachable' }],
  ],
  [
    'whoever is first on call is away',
    'on_call_engineer',
    { levels: [['ana'], ['ben']], people: [person('ana', away)] },
    [{ personId: 'ana', because: 'away' }],
  ],
])('[ESC-3] a gap says whether somebody is named: %s', (_, role, world, expected) => {
  expect(recipientsOf(facts(world), role, 'payments', now, 'page').gap).toBe(true);
  expect(unavailableFor(facts(world), role, 'payments', now, 'page')).toEqual(expected);
});

test('a number that nothing can ring is no way to be reached: the fallback hears instead', () => {
  const who = (over: Partial<Person>) =>
    facts({ roles: [manager, holds('cto', 'theo')], people: [person('mia', over)] });
  const ask = (over: Partial<Person>, mode: 'page' | 'inform') =>
    recipientsOf(who(over), 'engineering_manager', 'payments', now, mode);
  for (const mode of ['page', 'inform'] as const)
    expect(ask(phoneOnly, mode)).toMatchObject({ personIds: ['theo'], via: 'fallback', gap: true });
  // Whoever wants pages by telephone alone can still be told by mail.
  expect(ask(pagedByPhone, 'page')).toMatchObject({ personIds: ['theo'] });
  expect(ask(pagedByPhone, 'inform')).toMatchObject({ personIds: ['mia'], gap: false });
});

test('levels show active people only, and keep their numbers', () => {
  const world = facts({ levels: [['ana'], ['ben', 'mia']], people: [person('ana', { active: false })] });
  expect(activeLevels(world, 'payments', now)).toEqual([
    { level: 1, people: [] },
    { level: 2, people: ['ben', 'mia'] },
  ]);
  expect(activeLevels(world, 'another', now)).toEqual([]);
});

test('whoever has set up nothing is paged at the address they sign in with, twice', () => {
  expect(pageRules(person('ana'))).toEqual([
    { contactMethodId: 'ana', afterSeconds: 0 },
    { contactMethodId: 'ana', afterSeconds: 300 },
  ]);
});

describe('with nothing left that works, a page tries what may work all the same', () => {
  const ways = (contactMethods: Person['contactMethods']) =>
    pageRules(person('ana', { contactMethods })).map(
      (rule) => `${rule.contactMethodId}@${rule.afterSeconds}`,
    );
  const mail = {
    id: 'm',
    kind: 'email',
    label: 'Mail',
    address: 'x@example.com',
    disabledReason: 'bad_address',
  };
  test('the address somebody signs in with, and what failed', () => {
    expect(ways([mail])).toEqual(['ana@0', 'm@0', 'ana@300', 'm@300']);
  });
  test('not the same address twice', () => {
    expect(ways([{ ...mail, address: 'ana@example.com' }])).toEqual(['m@0', 'm@300']);
  });
  test.each([SWITCHED_OFF, OPTED_OUT])(
    'not what was switched off by hand, or by a STOP: %s',
    (disabledReason) => {
      expect(ways([{ ...mail, disabledReason }])).toEqual(['ana@0', 'ana@300']);
    },
  );
});

describe('somebody on call who is away', () => {
  const away = person('ana', {
    absences: [
      {
        id: 'a',
        from: Temporal.Instant.from('2031-03-01T00:00:00Z'),
        until: Temporal.Instant.from('2031-03-10T00:00:00Z'),
        note: '',
      },
    ],
  });
  const ask = (levels: string[][]) =>
    recipientsOf(facts({ people: [away], levels }), 'on_call_engineer', 'payments', now, 'page');

  test('is passed over while anybody else on the schedule can be asked, and a level left empty is a gap', () => {
    expect(ask([['ana'], ['ben']])).toMatchObject({ personIds: ['ben'], via: 'on_call', gap: true });
    expect(ask([['ana', 'ben'], ['mia']])).toMatchObject({ personIds: ['ben'], gap: false });
  });

  test('is asked all the same when there is nobody else', () => {
    expect(ask([['ana']])).toMatchObject({ personIds: ['ana'], gap: true });
  });
});

test('a commander without any way to be reached is as good as none', () => {
  const world = facts({
    people: [person('ana', unreachable)],
    roles: [manager],
    assigned: { incident_commander: 'ana' },
  });
  expect(recipientsOf(world, 'incident_commander', 'payments', now, 'page')).toMatchObject({ gap: true });
});
