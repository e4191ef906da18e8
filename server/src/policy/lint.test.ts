import { expect, test } from 'vitest';
import { LINT_RULES, lintPolicy } from './lint.ts';
import type { LintFacts } from './lint-rules.ts';
import { shippedPolicyYaml } from './shipped.ts';

const shipped = shippedPolicyYaml();
const complete: LintFacts = {
  today: '2026-11-23',
  organisation: { zone: 'Europe/Berlin', country: 'DE', region: 'BE' },
  organisationRoles: ['cto', 'ceo', 'security_team'],
  teams: [
    {
      id: 'payments',
      name: 'Payments',
      heldRoles: ['engineering_manager', 'product_owner'],
      hasSchedule: true,
    },
  ],
};

/** The shipped text with some of it replaced; a replacement that finds nothing would test nothing. */
function edit(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The shipped policy has no "${from}"`);
    return text.replace(from, () => to);
  }, shipped);
}

const page = '- { notify: on_call_engineer, by: immediately, mode: page }';
const manager = '- { notify: engineering_manager, by: immediately }';

/** For every rule: an edit that breaks it, and (by line) where the finding must point. */
const broken: Readonly<Record<string, { text: string; at: string; facts?: LintFacts }>> = {
  p1_without_page: {
    text: edit([page, '- { notify: on_call_engineer, by: immediately }']),
    at: '  P1:\n    - { notify',
  },
  p1_page_not_certain: {
    text: edit([page, '- { notify: on_call_engineer, by: immediately, mode: page, unless: confirmed }']),
    at: '  P1:\n    - { notify',
  },
  p4_pages: {
    text: edit(['by: weekly review }', 'by: weekly review, mode: page }']),
    at: 'by: weekly review, mode',
  },
  nobody_told: {
    text: edit([
      '  P4:\n    - { notify: engineering_manager, by: next business day at 10:00 }\n    - { notify: product_owner, by: weekly review }',
      '  P4: []',
    ]),
    at: '  P4: []',
  },
  duplicate_notice: {
    text: edit(['[product_owner, cto]', '[product_owner, engineering_manager]']),
    at: '[product_owner, engineering_manager]',
  },
  step_after_later_deadline: {
    text: edit(['by: within 30m, when', 'by: within 10m, when']),
    at: 'by: within 10m',
  },
  unreachable_condition: {
    text: edit(['when: customer_facing', 'when: customer_facing, unless: customer_facing']),
    at: 'unless: customer_facing',
  },
  unreachable_at_once: {
    text: edit([manager, '- { notify: engineering_manager, by: immediately, when: acknowledged }']),
    at: 'when: acknowledged',
  },
  margin_swallows_deadline: {
    text: edit(['by: within 15m', 'by: within 15m, margin: 20m']),
    at: 'margin: 20m',
  },
  no_margin: { text: edit(['by: within 15m', 'by: within 15m, margin: 0m']), at: 'margin: 0m' },
  slower_when_worse: {
    text: edit([manager, '- { notify: engineering_manager, by: within 45m }']),
    at: 'within 45m',
  },
  duplicate_step_id: {
    text: edit(
      [page, page.replace('{ ', '{ id: first, ')],
      [manager, manager.replace('{ ', '{ id: first, ')],
    ),
    at: '{ id: first, notify: engineering_manager',
  },
  role_not_held_yet: {
    text: edit([manager, '- { notify: incident_commander, by: immediately }']),
    at: 'incident_commander, by',
  },
  unknown_role: { text: edit(['notify: ceo,', 'notify: chief,']), at: 'notify: chief' },
  fallback_to_itself: { text: edit(['fallback: [ceo]', 'fallback: [cto]']), at: 'title: CTO' },
  fallback_not_standing: {
    text: edit(['\nfallback: [engineering_manager, cto]', '\nfallback: [incident_commander]']),
    at: 'fallback: [incident_commander]',
  },
  exhausted_tells_on_call: {
    text: edit(['notify: [engineering_manager], mode: page', 'notify: [on_call_engineer], mode: page']),
    at: 'notify: [on_call_engineer]',
  },
  role_without_holder: {
    text: shipped,
    at: '[product_owner, cto]',
    facts: { ...complete, organisationRoles: ['ceo', 'security_team'] },
  },
  unknown_zone: {
    text: edit(['timezone: organisation', 'timezone: Europe/Atlantis']),
    at: 'Europe/Atlantis',
  },
  unknown_country: { text: edit(['country: organisation', 'country: XX']), at: 'country: XX' },
  impossible_date: { text: edit(['dates: []', 'dates: [2027-02-30]']), at: 'dates: [2027-02-30]' },
  hours_backwards: { text: edit(['09:00-17:00', '17:00-09:00']), at: '17:00-09:00' },
  no_working_day: {
    text: edit(['working_days: [monday, tuesday, wednesday, thursday, friday]', 'working_days: []']),
    at: '  default:',
  },
  unknown_calendar: {
    text: edit(['by: next business day at 10:00 }', 'by: next business day at 10:00, calendar: lunar }']),
    at: 'calendar: lunar',
  },
  dst_ambiguous_time: {
    text: edit(['by: next business day at 10:00', 'by: next business day at 02:30']),
    at: 'at 02:30',
    facts: complete,
  },
  outside_working_hours: {
    text: edit(['by: next business day at 10:00', 'by: next business day at 20:00']),
    at: 'at 20:00',
  },
  weekly_on_free_day: { text: edit(['Monday at 10:00', 'Sunday at 10:00']), at: 'by: weekly review }' },
  cadence_longer_than_target: {
    text: edit(['update_every: 30m', 'update_every: 5h']),
    at: 'update_every: 5h',
  },
  cadence_missing: { text: edit(['    update_every: 30m\n', '']), at: '  P1:\n    name' },
  acknowledge_after_resolve: {
    text: edit(['acknowledge_within: 5m', 'acknowledge_within: 4h']),
    at: 'acknowledge_within: 4h',
  },
  target_slower_when_worse: {
    text: edit(['acknowledge_within: 5m', 'acknowledge_within: 15m']),
    at: 'acknowledge_within: 15m',
  },
  resolves_itself: {
    text: edit(['update_every: 30m', 'may_resolve_itself: true\n    update_every: 30m']),
    at: 'may_resolve_itself',
  },
  level_timeout_after_target: {
    text: edit(['level_timeout: 5m', 'level_timeout: 15m']),
    at: 'level_timeout: 15m',
  },
  page_repeats_rarely: { text: edit(['repeat_every: 5m', 'repeat_every: 2h']), at: 'repeat_every: 2h' },
  page_storms: { text: edit(['repeat_every: 5m', 'repeat_every: 5s']), at: 'repeat_every: 5s' },
  five_minutes_missed: {
    text: edit(['first_response:\n  within: 5m', 'first_response:\n  within: 2h']),
    at: '  within: 2h',
  },
  template_syntax: {
    text: edit(['INCIDENT: {{ title }}"', 'INCIDENT: {% if title"']),
    at: 'INCIDENT: {% if title',
  },
  template_unknown_field: {
    text: edit(['{{ systems }}', '{{ system }}']),
    at: '    body: |\n      INCIDENT DETAILS',
  },
  template_field_never_filled: {
    text: edit(['{{ actions_taken }}', '{{ actions_taken }} {{ total_duration }}']),
    at: '    body: |\n      INCIDENT DETAILS',
  },
  template_field_missing: {
    text: edit(['- Impact: {{ impact }}\n', '']),
    at: '    body: |\n      INCIDENT DETAILS',
  },
  review_clocks_out_of_order: {
    text: edit(['schedule_within: 24h', 'schedule_within: 96h']),
    at: 'schedule_within: 96h',
  },
  p1_without_review: {
    text: edit(['required_for: [P1, P2]', 'required_for: [P2]']),
    at: 'required_for: [P2]',
  },
  agenda_too_long: { text: edit(['minutes: 20', 'minutes: 120']), at: '  agenda:' },
  duplicate_id: {
    text: edit(['id: data_loss', 'id: complete_outage']),
    at: 'id: complete_outage, text: Data loss',
  },
  conflicting_severity_words: { text: edit(['fatal: P1', 'CRITICAL: P2']), at: 'CRITICAL: P2' },
  documentation_incomplete: {
    text: edit(['    - { id: lessons, title: Lessons Learned, meaning: Key takeaways }\n', '']),
    at: '  required:\n    - { id: incident_id',
  },
  verification_without_monitoring: { text: edit([', ticks: monitoring_clear', '']), at: '  verification:' },
  security_type_public: { text: edit(['    private: true\n', '']), at: '  - id: security' },
  no_response_drill: {
    text: shipped.replace(/ {2}drills:\n( {4}- .*\n)+/, '  drills: []\n'),
    at: '  drills: []',
  },
  group_window_extreme: { text: edit(['group_window: 10m', 'group_window: 3d']), at: 'group_window: 3d' },
};

test('the shipped policy breaks no rule, neither by itself nor for an organisation with all roles held', () => {
  expect(lintPolicy(shipped, null)).toEqual({ publishable: true, problems: [] });
  expect(lintPolicy(shipped, complete)).toEqual({ publishable: true, problems: [] });
});

test('every rule has a policy that breaks it', () => {
  expect(Object.keys(broken).sort()).toEqual(LINT_RULES.map(({ code }) => code).sort());
  expect(LINT_RULES.length).toBeGreaterThanOrEqual(25);
});

test.each(LINT_RULES.map(({ code, level }) => ({ code, level })))(
  '$code is found at its place',
  ({ code, level }) => {
    const { text, at, facts } = broken[code] ?? { text: '', at: '' };
    const report = lintPolicy(text, facts ?? null);
    const problem = report.problems.find((each) => each.code === code);
    const offset = text.indexOf(at);
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(problem).toMatchObject({ level, line: text.slice(0, offset).split('\n').length });
    expect(problem?.suggestion).toMatch(/\S{3}/);
    expect(report.publishable).toBe(!report.problems.some((each) => each.level === 'error'));
  },
);

test('a role nobody holds says who hears instead, and when nobody does', () => {
  const [gap] = lintPolicy(shipped, { ...complete, organisationRoles: ['ceo'] }).problems;
  expect(gap?.message).toBe('Nobody is CTO. CEO hears instead.');
  const alone: LintFacts = {
    ...complete,
    organisationRoles: [],
    teams: [{ id: 'data', name: 'Data', heldRoles: [], hasSchedule: false }],
  };
  expect(lintPolicy(shipped, alone).problems.map(({ message }) => message)).toContain(
    'Nobody is On-call engineer for Data. Nobody else is reached either.',
  );
});

test('a text that cannot be read is not publishable and says where it went wrong', () => {
  const report = lintPolicy(edit(['by: within 15m', 'by: soon']), complete);
  expect(report.publishable).toBe(false);
  expect(report.problems).toMatchObject([{ code: 'invalid_format', path: 'matrix.P1.2.by' }]);
});
