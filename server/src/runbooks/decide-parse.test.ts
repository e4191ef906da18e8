import { describe, expect, test } from 'vitest';
import { askedOf } from './decide-check.ts';
import { parseRunbook } from './decide-parse.ts';
import { LONGEST_TEXT } from './model.ts';
import { shippedRunbooks } from './shipped.ts';

const front = '---\nid: db\ntitle: Database\ntypes: [database]\n---\n';
const problemsOf = (text: string): string[] =>
  parseRunbook(text).problems.map(({ level, line, message }) => `${level} ${line}: ${message}`);

const inCheck = (yaml: string) => `${front}## A\n\`\`\`check\n${yaml}\n\`\`\``;

test('a check is taken out of the text; its values are bound, quoted or encoded for what it is', () => {
  const { runbook, problems } = parseRunbook(
    `${inCheck('sql: |\n  select id from job where queue = {{ label.queue or "main" }};\nbad: above 100')}

\`\`\`check
http: https://api.example.com/{{ system }}
\`\`\`

\`\`\`check
prometheus: up{job={{ label.job }}}
\`\`\`

Read on.`,
  );
  expect(problems).toEqual([]);
  const [step] = runbook?.steps ?? [];
  expect(step?.body).toBe('Read on.');
  const values = new Map([
    ['system', 'a/../b'],
    ['label.queue', `x'; drop table job; --`],
  ]);
  const [sql, http, promql] = (step?.checks ?? []).map((check) => askedOf(check, values));
  expect(sql).toMatchObject({
    asked: {
      pieces: ['select id from job where queue = ', ''],
      values: [`x'; drop table job; --`],
      ...{ bad: { side: 'above', value: 100 }, look: null, timeoutMs: 5000 },
    },
  });
  expect(http).toMatchObject({ asked: { url: 'https://api.example.com/a%2F..%2Fb' } });
  expect(promql).toEqual({ missing: ['label.job'] });
});

test('steps, ways on, and what only a way leads to', () => {
  const { runbook, problems } = parseRunbook(
    `${front}\nWhen it is slow.\n\n## Check the pool {#pool}\n\nLook.\n\n\`\`\`sh\n## no heading\n- [no way](#pool)\n\`\`\`\n\n- [It is full](#restart)\n- [a link](https://example.com)\n\n## Restart {#restart .optional}\n\nGently.\n`,
  );
  expect(problems).toEqual([]);
  expect(runbook).toMatchObject({ id: 'db', types: ['database'], systems: [], intro: 'When it is slow.' });
  expect(runbook?.steps).toMatchObject([
    {
      id: 'pool',
      title: 'Check the pool',
      branches: [{ text: 'It is full', to: 'restart' }],
      optional: false,
    },
    { id: 'restart', optional: true, branches: [] },
  ]);
  expect(runbook?.steps[0]?.body).toContain('- [no way](#pool)');
  expect(runbook?.steps[0]?.body).toContain('- [a link](https://example.com)');
});

test('the shipped runbooks: five steps for each of the four types, and nothing to complain about', () => {
  const all = shippedRunbooks().map((text) => parseRunbook(text));
  expect(all.flatMap(({ problems }) => problems)).toEqual([]);
  const steps = all.map(({ runbook }) =>
    runbook?.steps.filter(({ optional }) => !optional).map(({ title }) => title),
  );
  // In the runbook's own words.
  expect(steps).toEqual([
    ...[
      ['Check connection pools', 'Review slow query logs', 'Analyze lock contention', 'Verify disk space'],
    ].map((four) => [...four, 'Check replication status']),
    [
      'Check deployment logs',
      'Verify configuration',
      'Review rollback options',
      'Test in staging',
      'Consider feature flags',
    ],
    [
      ...['Review application metrics', 'Check resource utilization', 'Analyze slow requests'],
      ...['Verify caching layers', 'Review recent deployments'],
    ],
    [
      ...['Isolate affected systems', 'Preserve evidence', 'Notify security team', 'Review access logs'],
      'Follow security protocols',
    ],
  ]);
});

describe('what is wrong is said with its line', () => {
  test.each([
    ['no front matter', '# Hello', 'error 1: A runbook begins with a line of three dashes'],
    ['an unknown key', '---\nid: a\ntitle: A\nowner: me\n---\n## S\nx', 'owner'],
    ['no steps', `${front}\nHello`, 'A runbook has at least one step'],
    ['a way to nowhere', `${front}## A\nx\n- [on](#b)`, 'error 6: "on" leads to "#b", which is no step.'],
    ['a way to itself', `${front}## A {#a}\nx\n- [again](#a)`, 'leads back to the same step'],
    ['two of one name', `${front}## A\nx\n## A\ny`, 'error 8: Two steps have the ID "a".'],
    ['an unclosed block', `${front}## A\n\`\`\`sh\nls`, 'A code block is not closed.'],
    ['an unknown value', `${front}## A\nSee {{ password }}.`, 'has a placeholder that Tocsin does not know'],
    ['quotes of its own', `${front}## A\n\`\`\`sh\nls '{{ system }}'\n\`\`\``, 'Values are quoted already'],
    ['nothing leads there', `${front}## A\nx\n## B {#b .optional}\ny`, 'warning 8: Nothing leads to'],
    ['far too much', `${front}${'x'.repeat(LONGEST_TEXT)}`, 'at most 64 KiB'],
    ['endless ways', `${front}## A\nx\n${'- [on](#b)\n'.repeat(13)}## B {#b}\ny`, 'at most 12 ways on'],
    ['no such check', inCheck('database: weather'), 'error 8: database: Expected one of pools'],
    ['two checks in one', inCheck('database: locks\nsql: select 1'), 'Name one of database, sql, prometheus'],
    [
      'quotes in SQL',
      inCheck("timeout: 9\nsql: select '{{ system }}'"),
      'Values are bound or quoted already',
    ],
    ['a value as host', inCheck('http: https://{{ system }}/health'), 'error 8: http: Expected an address'],
    [
      'a limit that is none',
      inCheck('sql: select 1\nbad: 100'),
      'error 9: bad: Expected a limit such as above',
    ],
    ['too much time', inCheck('database: locks\ntimeout: 600'), 'error 9: timeout'],
    ['an unknown value in a check', inCheck('sql: select {{ secret }}'), 'that Tocsin does not know'],
    ['hostile YAML', `---\nid: &a [*a]\n---\n## A\nx`, 'error'],
  ])('%s', (_, text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message);
  });
});

test('what was saved before a rule asked for more goes on being worked through; nobody can save it again as it is', () => {
  const text = `${front}## A\n\`\`\`sh\necho "about {{ label.host }}"\n\`\`\`\n`;
  expect(parseRunbook(text).runbook).toBeNull();
  expect(parseRunbook(text, true).runbook?.steps).toHaveLength(1);
});
