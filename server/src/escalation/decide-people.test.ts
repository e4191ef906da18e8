import { describe, expect, test } from 'vitest';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import { type Actor, type Instant, Temporal } from '../kernel/index.ts';
import type { OnCallAnswer } from '../oncall/index.ts';
import type { Policy } from '../policy/index.ts';
import { answersOf } from './decide-answers.ts';
import { blankPage } from './decide-page-facts.ts';
import { involvedPeople, type NoticeMessage, type PeopleFacts } from './decide-people.ts';
import type { Attempt, Page, Step } from './model.ts';

const at = (time: string): Instant => Temporal.Instant.from(`2031-03-03T${time}:00Z`);
const now = at('09:05');
const mail = { id: 'm', kind: 'email', label: 'Mail', address: 'x', disabledReason: null, hasSecret: false };
const names = ['ana', 'ben', 'mia', 'tom'];
const people = names.map(
  (id): Person => ({
    ...{ id, email: `${id}@example.com`, name: id, timezone: 'UTC', role: 'responder', active: true },
    ...{ contactMethods: [mail], quietHours: null, contactRules: [], absences: [] },
  }),
);
const policy = {
  roles: {
    on_call_engineer: { title: 'On-call engineer', held: 'on_call', fallback: [] },
    engineering_manager: { title: 'Engineering manager', held: 'team', fallback: [] },
    cto: { title: 'CTO', held: 'organisation', fallback: [] },
    ceo: { title: 'CEO', held: 'organisation', fallback: [] },
    incident_commander: { title: 'Commander', held: 'incident', fallback: [] },
  },
  fallback: [],
} as unknown as Policy;
const holding = (role: string, personId: string, teamId: string | null = null) => ({
  ...{ role, teamId, holders: [personId], deputies: [] },
});
const directory = {
  people: new Map(people.map((person) => [person.id, person])),
  roles: [holding('engineering_manager', 'mia', 'shop'), holding('cto', 'tom')],
} as unknown as DirectoryFacts;
const answer = {
  levels: [
    { level: 1, people: [{ personId: 'ana' }] },
    { level: 2, people: [{ personId: 'ben' }] },
  ],
} as unknown as OnCallAnswer;
const attempt = (personId: string, time: string, over: Partial<Attempt> = {}): Attempt => ({
  ...{ generation: 1, position: 0, personId, contactMethodId: 'm', level: 1, round: 1, at: at(time) },
  ...{ messageId: `${personId} ${time}`, channel: 'email', outcome: 'handed', reason: null },
  ...{ settledAt: at(time), newsSeq: 0, ...over },
});
const page = (attempts: Attempt[], over: Partial<Page> = {}): Page => ({
  ...blankPage('page', { incidentId: 'i', now }, { ...team, because: 'matrix', stepId: null }),
  ...{ attempts, ...over },
});
const team = { target: { kind: 'team', teamId: 'shop' } } as const;
const step = (role: string, time: string, over: Partial<Step> = {}): Step => ({
  ...{ id: role, incidentId: 'i', policyStep: 'P1.1', position: 0, role, teamId: null, mode: 'inform' },
  ...{ due: 'within', deadline: at(time), sendAt: at(time), when: null, unless: null, generation: 1 },
  ...{ plannedAt: now, plannedBecause: 'declared', lateBecause: null, status: 'planned', reason: null },
  ...{ settledAt: null, sentMode: null, personIds: [], via: null, late: null, early: false },
  ...{ handedAt: null, deliveredAt: null, ...over },
});
const by = (personId: string): Actor => ({ kind: 'person', personId, via: 'web' });
const quiet = {
  ...{
    status: 'investigating',
    roles: {},
    responderIds: [],
    drillPersonIds: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  },
} as const;
const facts = (over: Partial<Omit<PeopleFacts, 'incident'>> & { incident?: Partial<Incident> } = {}) => ({
  who: { directory, policy, onCall: new Map([['shop', answer]]), assigned: {}, sends: () => true },
  ...{
    teamIds: ['shop'],
    now,
    steps: [],
    pages: [],
    turns: new Map(),
    othersMode: 'page' as const,
    notices: [],
    since: at('08:00'),
    conditions: { customerFacing: true, acknowledged: false, confirmed: true, mitigating: false },
    answers: { since: null, came: new Set<string>() },
  },
  ...over,
  incident: { ...quiet, ...over.incident } as Incident,
});
const rows = (over: Parameters<typeof facts>[0]) =>
  involvedPeople(facts(over)).map((row) =>
    [
      row.personId ?? row.id,
      row.standing,
      row.parts.map((part) => ('role' in part ? part.role : part.kind)).join('+'),
      row.acknowledgedAt ? `acknowledged ${row.acknowledgedAt.toString().slice(11, 16)}` : '',
      ...row.upcoming.map((next) => `${next.mode} ${next.at.toString().slice(11, 16)}`),
    ]
      .filter(Boolean)
      .join(' '),
  );

test('while a page goes on: whoever is silent, whoever is asked next, and the steps to come as people', () => {
  const turns = new Map([['page', { at: at('09:06'), personIds: ['ana', 'ben'], others: [] }]]);
  const steps = [step('cto', '09:14'), step('ceo', '09:29')];
  expect(rows({ pages: [page([attempt('ana', '09:01')])], turns, steps })).toEqual([
    'ana paged on_call page 09:06',
    'ben upcoming on_call page 09:06',
    'tom upcoming cto inform 09:14',
    // Nobody is the CEO: the place is a line as well.
    'step:ceo upcoming ceo inform 09:29',
  ]);
});

test('who acknowledged is at work, whoever else was paged is not, and command comes first', () => {
  const ended = page([attempt('ana', '09:01'), attempt('ben', '09:06', { level: 2 })], {
    ...{ status: 'acknowledged', endedBy: 'ben', endedAt: at('09:07') },
  });
  const incident = {
    ...{ acknowledgedAt: at('09:07'), acknowledgedBy: by('ben'), responderIds: ['ben', 'mia'] },
    roles: { incident_commander: 'mia' },
  };
  expect(rows({ pages: [ended], incident })).toEqual([
    'mia responding incident_commander',
    'ben responding on_call+responder acknowledged 09:07',
    'ana notified on_call',
  ]);
});

test('who was added or given command and has not answered has not joined, whatever they answered before', () => {
  const own = page([attempt('ben', '09:04')], { target: { kind: 'person', personId: 'ben' } });
  const incident = {
    ...{ responderIds: ['ana', 'ben'], roles: { incident_commander: 'ben' } },
    ...{ acknowledgedAt: at('09:02'), acknowledgedBy: by('ben') },
  };
  expect(rows({ pages: [own], incident })).toEqual([
    'ana responding on_call+responder',
    'ben paged incident_commander+on_call',
  ]);
});

test('each person is there once: told by the plan, at work, and to be told again', () => {
  const notice: NoticeMessage = {
    ...{ id: 'n', personId: 'mia', channel: 'email', state: 'accepted', reason: null },
    ...{ queuedAt: at('09:00'), handedAt: at('09:01'), deliveredAt: null },
  };
  const steps = [
    step('engineering_manager', '09:00', { teamId: 'shop', status: 'sent', personIds: ['mia'] }),
    step('ceo', '09:00', { status: 'skipped', reason: 'nobody_holds_role' }),
    step('cto', '09:00', { status: 'skipped', reason: 'condition_not_met' }),
  ];
  const found = involvedPeople(facts({ steps, notices: [notice] }));
  expect(found.map(({ id, standing }) => [id, standing])).toEqual([
    ['step:ceo', 'unfilled'],
    ['person:mia', 'notified'],
  ]);
  expect(found[1]?.contacts).toMatchObject([{ mode: 'inform', state: 'sent', at: at('09:01') }]);
});

test('a page of a team that finds nobody is a line, for it is not silence that anybody should overlook', () => {
  expect(rows({ pages: [page([])] })).toEqual(['page:page paged on_call']);
});

describe('who was paged and never answered is not at work, whoever ended the page', () => {
  const acknowledged = { acknowledgedAt: at('09:02'), acknowledgedBy: by('ana') };
  const ended = (over: Partial<Page>) =>
    page([attempt('ben', '09:01')], {
      ...{ target: { kind: 'person', personId: 'ben' }, because: 'added', status: 'acknowledged' },
      ...{ endedBy: 'ana', endedAt: at('09:02'), ...over },
    });
  const own = { endedBy: 'ben', endedAt: at('09:03') };
  const stopped = { status: 'stopped', endedBy: 'mia', reason: 'by_hand' } as const;
  const lapsed = { since: at('09:04'), came: new Set<string>() };
  const gone = new Map(people.map((person) => [person.id, { ...person, active: person.id !== 'ben' }]));
  const left = { ...facts({}).who, directory: { ...directory, people: gone } };
  test.each<[string, string, Parameters<typeof facts>[0]]>([
    ['another acknowledged', 'notified', { pages: [ended({})], incident: acknowledged }],
    ['it was stopped by hand', 'notified', { pages: [ended(stopped)], incident: acknowledged }],
    ['they answered themselves', 'responding', { pages: [ended(own)], incident: acknowledged }],
    ['they answered for their role, and nobody for the incident', 'responding', { pages: [ended(own)] }],
    ['what they answered has lapsed', 'notified', { pages: [ended(own)], answers: lapsed }],
    [
      'they joined although another had acknowledged',
      'responding',
      { pages: [ended({})], incident: acknowledged, answers: { since: null, came: new Set(['ben']) } },
    ],
    ['nobody ever paged them', 'responding', { incident: acknowledged }],
    ['they have left', 'notified', { pages: [ended(own)], incident: acknowledged, who: left }],
  ])('%s: %s', (_, expected, over) => {
    const roles = { communications_lead: 'ben' };
    const found = involvedPeople(facts({ ...over, incident: { ...over?.incident, roles } }));
    expect(found.find(({ personId }) => personId === 'ben')?.standing).toBe(expected);
  });

  test('the record says who came by themselves, since the last lapse', () => {
    const entry = (kind: string, personId: string, data: object = {}, time = '09:00') => ({
      ...{ kind, actor: by(personId), at: at(time), data },
    });
    const entries = [
      entry('acknowledged', 'tom'),
      entry('reopened', 'mia', { by: 'person', unanswered: true }, '09:01'),
      entry('responder_added', 'ana', { personId: 'ana' }),
      entry('role_assigned', 'ana', { personId: 'ben' }),
      entry('merged_from', 'ana', {}, '09:02'),
    ];
    expect(answersOf(entries)).toEqual({ since: at('09:01'), came: new Set(['ana']) });
    expect(answersOf([])).toEqual({ since: null, came: new Set() });
  });
});

test('what is to come is what will be decided when it is due: nobody is told twice, or for a condition that does not hold', () => {
  const heard = step('cto', '09:00', { status: 'sent', personIds: ['mia'], settledAt: at('09:01') });
  const steps = [
    heard,
    // Mia has heard as CTO.
    step('engineering_manager', '09:14', { teamId: 'shop' }),
    step('ceo', '09:29', { when: 'acknowledged' }),
    // Planned as a page before it was acknowledged: only a notice by now.
    step('on_call_engineer', '09:30', { teamId: 'shop', mode: 'page', plannedAt: at('09:00') }),
  ];
  const incident = { acknowledgedAt: at('09:02'), acknowledgedBy: by('tom'), responderIds: ['tom'] };
  expect(rows({ steps, incident })).toEqual([
    'tom responding responder acknowledged 09:02',
    'ana upcoming on_call inform 09:30',
    // Told as CTO, so not once more as the manager, whose place she fills.
    'mia notified cto+engineering_manager',
  ]);
});
