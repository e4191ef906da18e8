import { expect, test } from 'vitest';
import type { RecordLine } from '../../incidents/index.ts';
import { type JsonObject, Temporal } from '../../kernel/index.ts';
import { checksOf, evidenceOf, recordedSections } from './decide-recorded.ts';

const at = Temporal.Instant.from('2031-03-03T10:00:00Z');
const line = (seq: number, kind: string, data: JsonObject): RecordLine => ({
  ...{
    seq,
    kind,
    data,
    at,
    happenedAt: at,
    actor: { kind: 'system' },
    who: 'Ana',
    sentence: `${kind} ${seq}`,
  },
  ...{ tone: 'strong', foldsUnder: null, struck: false, hidden: false },
});
const finding = (seq: number) => line(seq, 'note', { type: 'finding', text: 'x' });
const cause = (seq: number, said: string | null, findings: number[] = []) =>
  line(seq, 'root_cause', { cause: said, findings });
const sections = (lines: RecordLine[], resolution: string | null = null) =>
  Object.fromEntries(recordedSections(lines, { resolution }));

test('the last word on the root cause, with the findings that stand; nothing while it is unknown', () => {
  expect(sections([finding(1), cause(2, 'A lock', [1, 9])])).toEqual({
    root_cause: { text: 'A lock', from: [2, 1] },
  });
  expect(sections([cause(2, 'A lock'), cause(3, null)])).toEqual({});
  expect(sections([cause(2, 'A lock'), cause(3, 'A pool')])).toMatchObject({
    root_cause: { text: 'A pool' },
  });
});

test('impact by the last word on each fact, and the resolution of the last end', () => {
  const facts = (seq: number, said: JsonObject) => line(seq, 'update_facts', { facts: said });
  expect(
    sections(
      [
        facts(1, { impact: 'Nobody can pay', eta: 'soon', business_impact: 'a lot' }),
        facts(4, { impact: 'Half can pay', business_impact: null }),
        ...[line(5, 'resolved', {}), line(6, 'reopened', {}), line(7, 'resolved', {})],
      ],
      'Rolled back.',
    ),
  ).toEqual({
    impact: { text: 'Half can pay.', from: [4] },
    resolution: { text: 'Rolled back.', from: [7] },
  });
  // Reopened: there is no resolution, whatever the entries of before say.
  expect(sections([line(5, 'resolved', {}), line(6, 'reopened', {})])).toEqual({});
  // Alerts that cleared by themselves end an incident, and resolve nothing.
  expect(sections([line(5, 'resolved', { by: 'policy' })], 'All alerts have cleared by themselves.')).toEqual(
    {},
  );
});

test.each([
  ...[
    'Unknown',
    'unknown.',
    'TBD',
    'tbc',
    'To be determined',
    'Under investigation',
    'Unknown, under investigation.',
  ],
  ...[
    'Not yet known',
    'Still investigating…',
    'None',
    'N/A',
    'Unknown. Still under investigation.',
    '?',
    'Unknown at this time',
  ],
  ...['Pending (TBD)', 'being investigated'],
])('"%s" is no impact, no cause and no resolution', (text) => {
  const facts = line(1, 'update_facts', { facts: { impact: text, business_impact: text } });
  expect(sections([facts, cause(2, text), line(3, 'resolved', { by: 'person' })], text)).toEqual({});
});

test.each([
  'Unknown users could log in',
  'None could pay',
  'Half. Unknown how many',
  'Review queue was empty',
])('"%s" is one', (text) => {
  expect(
    sections([line(1, 'update_facts', { facts: { impact: text, data_integrity: 'TBD' } })]),
  ).toMatchObject({
    impact: { text: `${text}.`, from: [1] },
  });
});

test('evidence: typed, that of the root cause marked, a change as it was judged last', () => {
  const judged = (seq: number, verdict: string | null, changeId = 'c') =>
    line(seq, 'change_judged', { changeId, verdict });
  const lines = [
    ...[
      finding(1),
      line(2, 'note', { type: 'note', text: 'x' }),
      judged(3, 'suspect'),
      judged(4, 'ruled_out'),
    ],
    ...[
      judged(5, 'suspect', 'd'),
      judged(6, null, 'd'),
      line(7, 'error_noted', { text: 'x' }),
      cause(8, 'A lock', [1]),
    ],
  ];
  expect(evidenceOf(lines).map(({ seq, type, supports }) => [seq, type, supports])).toEqual([
    [1, 'finding', true],
    [4, 'change', false],
    [7, 'observation', false],
  ]);
});

test('checklists as they stood at the end', () => {
  const done = (seq: number, item: string) =>
    line(seq, 'check_done', { item, title: item, note: 'by hand', link: null });
  const waived = (seq: number, kind: string, item: string) =>
    line(seq, kind, { waived: [{ item, text: item, reason: 'no time' }] });
  const lines = [
    ...[
      done(1, 'a'),
      line(2, 'reopened', {}),
      done(3, 'b'),
      done(4, 'c'),
      line(5, 'check_reset', { item: 'c' }),
    ],
    ...[
      line(6, 'validation_answered', { item: 'd', title: 'd', works: true, comment: null }),
      waived(7, 'resolved', 'e'),
    ],
  ];
  expect(checksOf(lines).map(({ seq, title, state, note }) => [seq, title, state, note])).toEqual([
    [3, 'b', 'done', 'by hand'],
    [6, 'd', 'done', ''],
    [7, 'e', 'waived', 'no time'],
  ]);
});
