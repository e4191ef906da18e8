import { describe, expect, test } from 'vitest';
import { complete, edit, type LintCase, lintCases, shipped } from './fixtures/lint-cases.ts';
import { LINT_RULES, lintPolicy } from './lint.ts';
import type { LintFacts } from './lint-rules.ts';

test('the shipped policy breaks no rule, neither by itself nor for an organisation with all roles held', () => {
  expect(lintPolicy(shipped, null)).toEqual({ publishable: true, problems: [] });
  expect(lintPolicy(shipped, complete)).toEqual({ publishable: true, problems: [] });
});

test('every rule has a policy that breaks it and one that just does not', () => {
  expect(Object.keys(lintCases).sort()).toEqual(LINT_RULES.map(({ code }) => code).sort());
  expect(LINT_RULES.length).toBeGreaterThanOrEqual(25);
});

describe.each(LINT_RULES.map(({ code, level }) => ({ code, level })))('$code', ({ code, level }) => {
  const one = lintCases[code] as LintCase;

  test('is found at its line and column, with something to do', () => {
    const report = lintPolicy(one.text, one.facts ?? null);
    const problem = report.problems.find((each) => each.code === code);
    const excerpt = one.text.indexOf(one.at.replace('^', ''));
    expect(excerpt, one.at).toBeGreaterThanOrEqual(0);
    const before = one.text.slice(0, excerpt + one.at.indexOf('^')).split('\n');
    expect(problem).toMatchObject({
      level,
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
      suggestion: expect.stringMatching(/\S{3}/),
    });
    expect(report.publishable).toBe(!report.problems.some((each) => each.level === 'error'));
  });

  test('is not found one step away from it', () => {
    const { problems } = lintPolicy(one.fine, one.fineFacts ?? null);
    expect(problems.filter((each) => each.code === code)).toEqual([]);
  });
});

test('a role nobody holds says who hears instead, and when nobody does', () => {
  const [gap] = lintPolicy(shipped, { ...complete, organisationRoles: ['ceo'] }).problems;
  expect(gap?.message).toBe('No one is assigned as CTO. CEO is notified instead.');
  const alone: LintFacts = {
    ...complete,
    organisationRoles: [],
    teams: [{ id: 'data', name: 'Data', heldRoles: [], hasSchedule: false }],
  };
  expect(lintPolicy(shipped, alone).problems.map(({ message }) => message)).toContain(
    'No one is assigned as On-call engineer for Data. No fallback is available either.',
  );
});

test('a text that cannot be read is not publishable and says where it went wrong', () => {
  const report = lintPolicy(edit(['by: within 15m', 'by: soon']), complete);
  expect(report.publishable).toBe(false);
  expect(report.problems).toMatchObject([{ code: 'invalid_format', path: 'matrix.P1.2.by' }]);
});

/** What a policy edited so is told, in the order of the text. */
const told = (changes: readonly (readonly [string, string])[], facts: LintFacts | null = null): string[] =>
  lintPolicy(edit(...changes), facts).problems.map(({ code }) => code);
const page = '- { notify: on_call_engineer, by: immediately, mode: page }';
const impact = '- Impact: {{ impact }}';

describe('nothing is said against', () => {
  test.each([
    [
      'two pages of a P1 that between them reach somebody always',
      page,
      `${page.replace('page }', 'page, when: customer_facing }')}\n    ${page.replace('page }', 'page, unless: customer_facing }')}`,
    ],
    [
      'a notice that comes sooner when customers are affected',
      '- { notify: [product_owner, cto], by: within 15m }',
      '- { notify: [product_owner, cto], by: within 15m, when: customer_facing }\n    - { notify: [product_owner, cto], by: within 20m }',
    ],
    [
      'a second page for as long as nobody has acknowledged',
      '- { notify: [product_owner, cto], by: within 15m }',
      '- { notify: on_call_engineer, by: within 10m, unless: acknowledged, mode: page }\n    - { notify: [product_owner, cto], by: within 15m }',
    ],
    [
      'a text that chooses its words',
      impact,
      '- Impact: {% if impact %}{{ impact }}{% else %}none{% endif %}',
    ],
    ['braces that are not read', impact, '- Impact: {{ impact }} {% raw %}{{ nothing }}{% endraw %}'],
  ])('%s', (_what, from, to) => {
    expect(told([[from, to]])).toEqual([]);
  });
});

describe('one fault is told once:', () => {
  const only = (role: string) => page.replace('on_call_engineer', role);
  test.each<[string, [string, string], LintFacts | null, string[]]>([
    ['a role that every object has', ['notify: ceo,', 'notify: constructor,'], complete, ['unknown_role']],
    [
      'a P1 that only pages a commander nobody is yet',
      [page, only('incident_commander')],
      null,
      ['p1_without_page', 'role_not_held_yet'],
    ],
    [
      'a message that includes a file',
      [impact, '- Impact: {% include "impact" %}'],
      null,
      ['template_not_allowed'],
    ],
    [
      'a message that walks over a text',
      ['{{ systems }}', '{% for s in systems %}{{ s }}{% endfor %}'],
      null,
      ['template_not_allowed', 'template_not_allowed'],
    ],
    [
      'a line that measures a text',
      ['{{ systems }}', '{{ systems.size }}'],
      null,
      ['template_field_has_no_parts'],
    ],
    [
      'has no country',
      ['country: organisation', 'country: none\n      region: BY'],
      null,
      ['unknown_country'],
    ],
    [
      'a margin on an immediate line',
      ['by: immediately, mode', 'by: immediately, margin: 5m, mode'],
      null,
      ['setting_does_nothing'],
    ],
    [
      'a calendar that does not exist, on a line that needs none',
      ['by: within 15m }', 'by: within 15m, calendar: moon }'],
      null,
      ['setting_does_nothing', 'unknown_calendar'],
    ],
    [
      'the security team of an incident type',
      ['dates: []', 'dates: []'],
      { ...complete, organisationRoles: ['cto', 'ceo'] },
      ['role_without_holder'],
    ],
  ])('%s', (_what, change, facts, codes) => {
    expect(told([change], facts).sort()).toEqual(codes);
  });
});

test('public holidays count where they close the gap between days off', () => {
  // Christmas and New Year fall on Fridays; the other days of both weeks are the organisation's own.
  const off = [21, 22, 23, 24, 28, 29, 30, 31].map((day) => `2026-12-${day}`).join(', ');
  const change = ['dates: []', `dates: [${off}]`] as const;
  expect(told([change], complete)).toEqual(['no_working_day']);
  expect(told([change], { ...complete, organisation: { zone: 'Europe/Berlin' } })).toEqual([]);
});

test('a bad include says what is wrong, and not that everything is missing', () => {
  const { problems } = lintPolicy(edit([impact, '- Impact: {% include "impact" %}']), null);
  expect(problems.map(({ message, suggestion }) => `${message} ${suggestion}`)).toEqual([
    'A message cannot use {% include %}. Write it out, or use if, unless, case, assign, capture, echo, comment, raw.',
  ]);
});

test('of a field that stands in several places the one in the text is pointed at, however it is written', () => {
  const quoted = edit([
    'subject: "[{{ severity }}] UPDATE: {{ title }}"',
    'subject: "\\"tilte\\" {{ tilte }}"',
  ]);
  const folded = quoted.replace(
    /( {4}title: Status[^\n]*\n) {4}subject: .*\n/,
    '$1    subject: >-\n      a tilte\n      {{ tilte }}\n',
  );
  for (const text of [quoted, folded]) {
    const [problem] = lintPolicy(text, null).problems.filter(({ code }) => code === 'template_unknown_field');
    const before = text.slice(0, text.indexOf('{{ tilte') + 3).split('\n');
    expect(problem).toMatchObject({ line: before.length, column: (before.at(-1) ?? '').length + 1 });
  }
});

describe('a text that is made to be slow is bounded:', () => {
  const many = (count: number, one: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => one(index)).join('');
  test.each<[string, string, string, string]>([
    ['calendars', 'calendars:\n', `calendars:\n${many(21, (n) => `  c${n}: {}\n`)}`, 'calendars'],
    ['roles', 'roles:\n', `roles:\n${many(200, (n) => `  r${n}: { title: a, held: team }\n`)}`, 'roles'],
    [
      'words for severities',
      'severity_labels:\n',
      `severity_labels:\n${many(500, (n) => `    w${n}: P1\n`)}`,
      'detection.severity_labels',
    ],
    ['labels', '{ category: database }', `{ ${many(51, (n) => `l${n}: a, `)} }`, 'incident_types.0.labels'],
    [
      'days off',
      'dates: []',
      `dates: [${many(501, () => '2027-01-01, ')}]`,
      'calendars.default.holidays.dates',
    ],
    [
      'lines of the matrix',
      '  P1:\n    - { notify: on',
      `  P1:\n${many(47, () => '    - { notify: ceo, by: immediately }\n')}    - { notify: on`,
      'matrix.P1',
    ],
    [
      'tools',
      '  tools:\n',
      `  tools:\n${many(40, () => '    - { purpose: a, tool: b }\n')}`,
      'documentation.tools',
    ],
  ])('%s', (_what, from, to, path) => {
    expect(lintPolicy(edit([from, to]), complete).problems).toMatchObject([{ level: 'error', path }]);
  });

  test('as many problems as somebody reads, errors before warnings', () => {
    const lines = many(
      46,
      (n) => `    - { notify: [${many(20, (m) => `r${n}_${m}, `)}], by: within ${n + 9999}w }\n`,
    );
    const text = edit(['  P1:\n', '  P1:\n'], ['matrix:\n  P1:\n', `matrix:\n  P1:\n${lines}`]);
    const { problems } = lintPolicy(text.replaceAll(/within \d{5}w/g, 'within 9999w'), complete);
    expect(problems).toHaveLength(200);
    expect(new Set(problems.map(({ level }) => level))).toEqual(new Set(['error']));
    expect(Math.max(...problems.map(({ suggestion }) => suggestion?.length ?? 0))).toBeLessThan(600);
  });
});
