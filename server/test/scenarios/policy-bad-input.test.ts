import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

let harness: Harness;
let shipped: string;
beforeAll(async () => {
  harness = await Harness.start();
  shipped = (await harness.http('GET', '/api/v1/policy')).body.yaml;
});
afterAll(() => harness.close());

const bomb = ['a0: &a0 [x, x]']
  .concat(Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`))
  .join('\n');

/** Two years ahead of the clock here. */
const fortnight = Array.from({ length: 14 }, (_, day) => `2032-06-${String(day + 1).padStart(2, '0')}`);

const faulty = (): [what: string, yaml: string, at: string | null, expected: RegExp][] => [
  ['a YAML bomb', bomb, 'a0: ', /anchor|alias/i],
  ['an anchor in a circle', 'matrix: &m\n  P1: [*m]\n', null, /anchor|alias/i],
  ['a list where a mapping belongs', 'severities: [P1]\n', 'severities', /expected/i],
  ['a key that is not known', `${shipped}\nmatrx: {}\n`, 'matrx', /matrx/],
  ['a key twice', `${shipped}\nmatrix: {}\n`, null, /twice|unique|already/i],
  ['a time that no clock shows', shipped.replace('at 10:00', 'at 25:00'), '25:00', /expected|time/i],
  ['a duration that is none', shipped.replace('within 15m', 'within soon'), 'within soon', /expected/i],
  [
    'a zone that does not exist',
    shipped.replace('timezone: organisation', 'timezone: Europe/Atlantis'),
    'Europe/Atlantis',
    /zone/i,
  ],
  [
    "a fortnight without a working day, which only the organisation's own time shows",
    shipped.replace(
      'dates: []',
      `dates: [${fortnight.map((date) => `{ date: ${date}, name: Closed }`).join(', ')}]`,
    ),
    'default:',
    /no working day in the fortnight/,
  ],
  ['half a YAML', shipped.slice(0, 700).concat('\n  - {'), null, /./],
];

test('every faulty text is refused with its place and what was expected, by each way in, and the running policy stays', async () => {
  const version = (await harness.http('GET', '/api/v1/policy')).body.version;
  for (const [what, yaml, mark, expected] of faulty()) {
    const lint = await harness.http('POST', '/api/v1/policy/lint', { yaml });
    expect(lint.body.publishable, what).toBe(false);
    const [problem] = lint.body.problems;
    expect(problem.message, what).toMatch(expected);
    expect(problem.line, what).toBeGreaterThan(0);
    expect(problem.column, what).toBeGreaterThan(0);
    if (mark !== null) expect(yaml.split('\n')[problem.line - 1], what).toContain(mark);
    const published = await harness.http('POST', '/api/v1/policy/publish', {
      yaml,
      reason: 'tried',
      baseVersion: version,
    });
    expect([published.status, published.body.code], what).toEqual([400, 'policy_invalid']);
    expect(published.body.errors[0].line, what).toBe(problem.line);
    const rehearsed = await harness.http('POST', '/api/v1/readiness/rehearse', {
      severity: 'P1',
      at: '2031-03-03T09:00',
      yaml,
    });
    expect([rehearsed.status, rehearsed.body.code], what).toEqual([400, 'policy_invalid']);
    const applied = await harness.http('PUT', '/api/v1/config', `policy: ${JSON.stringify(yaml)}\n`, {
      headers: { 'content-type': 'text/yaml' },
    });
    expect([applied.status, applied.body.code], what).toEqual([400, 'config_invalid']);
    expect(applied.body.errors[0].message, what).toContain(`Line ${problem.line}, column ${problem.column}`);
  }
  expect((await harness.http('GET', '/api/v1/policy')).body.version).toBe(version);
});

test('what cannot be stored is refused wherever a person can write it, and nothing is logged as our fault', async () => {
  const half = JSON.stringify('\ud83d').slice(1, -1);
  for (const bad of ['\\u0000', half]) {
    const text = (words: string) => JSON.parse(`"${words}${bad}"`) as string;
    const yaml = `${shipped}# ${text('a')}`;
    const lint = await harness.http('POST', '/api/v1/policy/lint', { yaml });
    expect(lint.body.problems).toMatchObject([
      { code: 'not_text', line: shipped.split('\n').length, column: 4 },
    ]);
    for (const [path, body] of [
      ['/api/v1/policy/publish', { yaml, reason: 'tried' }],
      ['/api/v1/policy/publish', { yaml: `${shipped}# b`, reason: text('tried') }],
      ['/api/v1/policy/preview', { yaml }],
      ['/api/v1/policy/drafts', { name: 'mine', yaml, baseVersion: 1 }],
      ['/api/v1/policy/drafts', { name: text('mine'), yaml: shipped, baseVersion: 1 }],
      ['/api/v1/policy/reviews', { version: 1, outcome: 'still_right', note: text('read') }],
      ['/api/v1/readiness/coverage', { yaml, days: 30 }],
    ] as const)
      expect((await harness.http('POST', path, body)).status, path).toBe(400);
    const applied = await harness.http('PUT', '/api/v1/config', `organisation:\n  name: "A${bad}"\n`, {
      headers: { 'content-type': 'text/yaml' },
    });
    expect([applied.status, applied.body.errors[0].line]).toEqual([400, 2]);
  }
});

test('ten megabytes are turned away at each door, and the running policy stays', async () => {
  const version = (await harness.http('GET', '/api/v1/policy')).body.version;
  const yaml = `${shipped}\n${'# much\n'.repeat(1_500_000)}`;
  for (const [path, body] of [
    ['/api/v1/policy/lint', { yaml }],
    ['/api/v1/policy/publish', { yaml, reason: 'tried', baseVersion: version }],
    ['/api/v1/policy/preview', { yaml }],
    ['/api/v1/readiness/coverage', { yaml, days: 30 }],
  ] as const)
    expect([400, 413], path).toContain((await harness.http('POST', path, body)).status);
  const applied = await harness.http('PUT', '/api/v1/config', `policy: ${JSON.stringify(yaml)}\n`, {
    headers: { 'content-type': 'text/yaml' },
  });
  expect([400, 413]).toContain(applied.status);
  expect((await harness.http('GET', '/api/v1/policy')).body.version).toBe(version);
});
