import { describe, expect, test } from 'vitest';
import { parseRunbook } from './decide-parse.ts';
import { LONGEST_TEXT } from './model.ts';
import { shippedRunbooks } from './shipped.ts';

const front = '---\nid: db\ntitle: Database\ntypes: [database]\n---\n';
const problemsOf = (text: string): string[] =>
  parseRunbook(text).problems.map(({ level, line, message }) => `${level} ${line}: ${message}`);

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
    ['hostile YAML', `---\nid: &a [*a]\n---\n## A\nx`, 'error'],
  ])('%s', (_, text, message) => {
    expect(problemsOf(text).join('\n')).toContain(message);
  });
});
