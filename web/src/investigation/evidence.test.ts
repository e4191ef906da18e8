import { expect, test } from 'vitest';
import { readEvidence } from './evidence.ts';

const asked = { query: 'up', unit: '/s' };
const nothing = { query: 'up', unit: '/s', series: [], lines: [] };

test('series, log lines and errors are read from what was kept', () => {
  const found = {
    kind: 'series',
    series: [
      {
        labels: { code: '500', job: 'api' },
        points: [
          [60, 1.5],
          [75, null],
        ],
      },
    ],
  };
  expect(readEvidence(JSON.stringify({ version: 1, asked, found }))).toEqual({
    ...nothing,
    series: [
      {
        label: 'code=500, job=api',
        points: [
          { at: 60, value: 1.5 },
          { at: 75, value: null },
        ],
      },
    ],
  });
  const line = { at: '2031-03-03T08:55:00Z', level: 'error', text: 'no answer' };
  expect(
    readEvidence(JSON.stringify({ version: 1, asked, found: { kind: 'lines', lines: [line] } })),
  ).toEqual({
    ...nothing,
    lines: [line],
  });
  const messages = [{ text: 'TypeError', firstAt: line.at, lastAt: line.at }];
  expect(readEvidence(JSON.stringify({ version: 1, fingerprint: 'typeerror', count: 1, messages }))).toEqual({
    ...{ query: null, unit: null, series: [] },
    lines: [{ at: line.at, level: null, text: 'TypeError' }],
  });
});

test.each([
  ['{"version":2}'],
  ['{"version":1}'],
  ['{"version":1,"found":{"series":7}}'],
  ['null'],
  ['no JSON'],
])('what it cannot read it leaves as it is: %s', (content) => expect(readEvidence(content)).toBeNull());
