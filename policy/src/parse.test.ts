import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDue, parseDuration } from './model-phrases.ts';
import { parsePolicy } from './parse.ts';

const shipped = readFileSync(new URL('../default.yaml', import.meta.url), 'utf8');
const problemsOf = (text: string) => {
  const parsed = parsePolicy(text);
  return parsed.ok ? [] : parsed.error;
};
const lineOf = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split('\n').length;

describe('phrases', () => {
  test.each([
    ['15m', 900],
    ['1h', 3600],
    ['2h30m', 9000],
    ['90s', 90],
    ['7d', 604_800],
    ['1w', 604_800],
    ['', null],
    ['15', null],
    ['1h 5m', null],
    ['-5m', null],
    ['5m1h', null],
  ])('the duration %s is %s seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test('every duration is read back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (seconds) => parseDuration(formatDuration(seconds)) === seconds),
    );
  });

  test.each([
    ['immediately', { kind: 'immediately' }],
    ['within 15m', { kind: 'within', seconds: 900 }],
    ['Next business day', { kind: 'next_business_day', at: null }],
    ['next business day at 09:30', { kind: 'next_business_day', at: '09:30' }],
    ['weekly review', { kind: 'weekly', weekday: null, at: null }],
    ['weekly review on Monday at 10:00', { kind: 'weekly', weekday: 'monday', at: '10:00' }],
    ['weekly review on Friday', { kind: 'weekly', weekday: 'friday', at: null }],
    ['within soon', null],
    ['next business day at 25:00', null],
    ['weekly review on Someday', null],
    ['in 15m', null],
  ])('%s', (text, due) => {
    expect(parseDue(text)).toEqual(due);
  });
});

describe('parsePolicy', () => {
  test('the shipped policy compiles to the matrix of the runbook', () => {
    const parsed = parsePolicy(shipped);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    const { matrix } = parsed.value;
    const told = (level: keyof typeof matrix) =>
      matrix[level].map(({ notify, by, mode, when }) => [
        notify.join('+'),
        by.kind === 'within' ? by.seconds / 60 : by.kind,
        mode,
        ...(when ? [when] : []),
      ]);
    expect(told('P1')).toEqual([
      ['on_call_engineer', 'immediately', 'page'],
      ['engineering_manager', 'immediately', 'inform'],
      ['product_owner+cto', 15, 'inform'],
      ['ceo', 30, 'inform', 'customer_facing'],
    ]);
    expect(told('P2')).toEqual([
      ['on_call_engineer', 'immediately', 'page'],
      ['engineering_manager', 30, 'inform'],
      ['product_owner', 60, 'inform'],
    ]);
    expect(told('P3')).toEqual([
      ['on_call_engineer', 'immediately', 'page'],
      ['engineering_manager', 120, 'inform'],
      ['product_owner', 'next_business_day', 'inform'],
    ]);
    expect(told('P4')).toEqual([
      ['engineering_manager', 'next_business_day', 'inform'],
      ['product_owner', 'weekly', 'inform'],
    ]);
  });

  test('a compiled policy survives being stored as JSON', () => {
    const parsed = parsePolicy(shipped);
    if (!parsed.ok) throw new Error('the shipped policy does not parse');
    expect(JSON.parse(JSON.stringify(parsed.value))).toEqual(parsed.value);
  });

  test.each([
    ['by: within 15m', 'by: in a while', 'matrix.P1.2.by', 'in a while', /immediately \| within 15m/],
    ['notify: ceo,', 'notfy: ceo,', 'matrix.P1.3.notfy', 'notfy: ceo,', /Unknown key "notfy"/],
    ['minutes: 15', 'minutes: fifteen', 'review.agenda.0.minutes', 'fifteen', /number/],
    ['level_timeout: 5m', 'level_timeout: five', 'paging.level_timeout', 'five', /15m/],
    ['Monday at 10:00\n', 'Moonday at 10:00\n', 'escalation.weekly_review', 'Moonday', /Monday at 10:00/],
    [
      '[monday, tuesday,',
      '[monday, blueday,',
      'calendars.default.working_days.1',
      'blueday',
      /day of the week/,
    ],
    ['dates: []', 'dates: [2026-13-01]', 'calendars.default.holidays.dates.0', '2026-13-01', /date such as/],
    ['fatal: P1', 'fatal: P0', 'detection.severity_labels.fatal', 'P0', /P1, P2, P3, P4/],
  ])('%s changed to %s is refused at its place', (from, to, path, needle, message) => {
    const text = shipped.replace(from, to);
    const problem = problemsOf(text).find((each) => each.path === path);
    expect(problem).toMatchObject({
      level: 'error',
      line: lineOf(text, needle),
      message: expect.stringMatching(message),
    });
  });

  test('what is missing is named, and every fault is reported at once', () => {
    const problems = problemsOf(
      shipped.replace('title: Incident Response Runbook', 'titel: X').replace('by: within 30m', 'by: x'),
    );
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining(['missing title', 'unknown_key titel', 'invalid_format matrix.P1.3.by']),
    );
  });

  test.each([
    ['an anchor that contains itself', 'a: &a [*a]', 'alias'],
    ['a bomb of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', 'alias'],
    ['deep brackets', '['.repeat(100_000), 'too_deep'],
    ['deep lists', '- '.repeat(20_000), 'too_deep'],
    ['deep keys', '? '.repeat(5_000), 'too_deep'],
    ['an anchor on a map', 'title: a\nroles: &a { b: c }', 'alias'],
    ['an anchor on a list', 'title: a\nfallback: &a [b]', 'alias'],
    ['a quarter of a megabyte of commas', `title: [${',a'.repeat(120_000)}]`, 'too_large'],
    ['more text than a policy has', `# ${'x'.repeat(262_144)}`, 'too_large'],
    ['a name that objects inherit', 'roles: { __proto__: { title: a } }', 'reserved_key'],
    ['NUL', 'title: a\nfallback: \0', 'not_text'],
    ['NUL, escaped', 'title: "\\0"', 'not_text'],
    ['half of a surrogate pair', 'title: \ud83d', 'not_text'],
    ['half of a character, escaped, as a key', '"\\ud83d": a', 'not_text'],
    ['ten megabytes', `title: ${'x'.repeat(10_000_000)}`, 'too_large'],
    ['a tag that makes objects', 'title: !!js/function "x"', 'yaml'],
    ['a key written twice', 'title: a\ntitle: b', 'duplicate_key'],
    ['a map as a key', 'title: {{ severity }}', 'yaml'],
    ['nothing', '', 'empty'],
    ['a list', '- title', 'invalid_type'],
    ['two documents', 'title: a\n---\ntitle: b', 'yaml'],
    ['a text without an end', 'title: "', 'yaml'],
  ])('%s is refused', (_what, text, code) => {
    const [first] = problemsOf(text);
    expect(first?.code).toBe(code);
    expect(first?.line).toBeGreaterThan(0);
  });

  test('what cannot be stored is pointed at', () => {
    const text = shipped.replace('title: CTO', 'title: C\0O');
    const [before = ''] = text.split('\0');
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({
      line: before.split('\n').length,
      column: before.length - before.lastIndexOf('\n'),
    });
  });

  test('a policy that does not say how long a report may wait has the usual times', () => {
    const parsed = parsePolicy(shipped.replace(/ {2}triage_within: .*\n/, ''));
    expect(parsed.ok && parsed.value.detection.triageWithinSeconds).toEqual({
      ...{ P1: 300, P2: 1_800, P3: 14_400, P4: 86_400 },
    });
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: fc.constantFrom(...'ab:-[]{}&*!?|>\n "\'#%@,') }),
        (text) => {
          parsePolicy(text);
        },
      ),
    );
  });
});
