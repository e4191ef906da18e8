import { expect, test } from 'vitest';
import { readMarkdown } from './Prose.tsx';

test('headings, paragraphs, nested lists and code are told apart', () => {
  const blocks = readMarkdown(
    [
      '# Title',
      '',
      '## Escalation Matrix',
      '',
      'Two lines',
      'of one paragraph.',
      '',
      '1. First',
      '   - inner',
      '   - more',
      '2. Second',
      '',
      '```',
      '- not a list',
      '```',
    ].join('\n'),
  );
  expect(blocks).toEqual([
    { kind: 'heading', level: 1, text: 'Title', id: 'title' },
    { kind: 'heading', level: 2, text: 'Escalation Matrix', id: 'escalation-matrix' },
    { kind: 'paragraph', text: 'Two lines of one paragraph.' },
    {
      kind: 'list',
      ordered: true,
      items: [
        {
          text: 'First',
          children: [
            {
              kind: 'list',
              ordered: false,
              items: [
                { text: 'inner', children: [] },
                { text: 'more', children: [] },
              ],
            },
          ],
        },
        { text: 'Second', children: [] },
      ],
    },
    { kind: 'code', text: '- not a list' },
  ]);
});

test('a fence that is never closed takes the rest', () => {
  expect(readMarkdown('```\na\nb')).toEqual([{ kind: 'code', text: 'a\nb' }]);
});
