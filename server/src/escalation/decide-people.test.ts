import { expect, test } from 'vitest';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import { type Actor, type Instant, Temporal } from '../kernel/index.ts';
import type { OnCallAnswer } from '../oncall/index.ts';
import type { Policy } from '../policy/index.ts';
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
const quiet = { roles: {}, responderIds: [], acknowledgedAt: null, acknowledgedBy: null };
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
