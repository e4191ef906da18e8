import { expect, test } from 'vitest';
import { plusSeconds, Temporal } from '../../kernel/index.ts';
import { evidenceText, summaryOf } from './decide-evidence.ts';
import { legendOf } from './decide-legend.ts';
import { fillLink } from './decide-links.ts';
import { faultOfSpan, marksOf, windowOf } from './decide-window.ts';

const detectedAt = Temporal.Instant.from('2031-03-03T14:00:00Z');
const at = (minutes: number) => plusSeconds(detectedAt, minutes * 60);
const times = {
  ...{ startedAt: at(-10), detectedAt, firstAcknowledgedAt: at(2), resolvedAt: null, mergedAt: null },
};

test('the window begins an hour before the start and ends now, or a little after the end', () => {
  expect(windowOf(times, at(30))).toEqual({ from: at(-70), to: at(30) });
  expect(windowOf({ ...times, resolvedAt: at(40) }, at(500))).toEqual({ from: at(-70), to: at(55) });
  expect(windowOf({ ...times, resolvedAt: at(40) }, at(41))).toEqual({ from: at(-70), to: at(41) });
  expect(windowOf({ ...times, startedAt: at(5) }, at(30)).from).toEqual(at(-60));
});

test.each([
  [0, 0, 'The end must be after the beginning.'],
  [1, 0, 'The end must be after the beginning.'],
  [0, 90 * 1440, undefined],
  [0, 90 * 1440 + 1, 'The span must not be longer than 90 days.'],
])('a span from minute %d to minute %d: %s', (from, to, fault) => {
  expect(faultOfSpan({ from: at(from), to: at(to) })).toBe(fault);
});

test('what was found is summed up', () => {
  const one = { labels: {}, points: [] };
  const line = { at: '2031-03-03T14:00:00Z', level: null, text: 'x' };
  const rest = { leftOut: 0, more: false, note: null };
  expect([
    summaryOf({ kind: 'series', series: [one], ...rest }),
    summaryOf({ kind: 'series', series: [one, one], ...rest }),
    summaryOf({ kind: 'lines', lines: [line], ...rest }),
    summaryOf({ kind: 'lines', lines: [], ...rest }),
  ]).toEqual(['1 series', '2 series', '1 log line', '0 log lines']);
});

test('marks are in order of time, and only those within the window', () => {
  const changes = [
    { happenedAt: at(-12), summary: 'Deployed Checkout 7' },
    { happenedAt: at(-600), summary: 'Deployed Checkout 6' },
  ];
  expect(marksOf(times, changes, windowOf(times, at(30))).map(({ kind, text }) => [kind, text])).toEqual([
    ['change', 'Deployed Checkout 7'],
    ['started', 'Started'],
    ['detected', 'Detected'],
    ['acknowledged', 'Acknowledged'],
  ]);
});

const values = {
  ...{ from: at(-60), to: at(30), systemId: 'checkout', incident: 'INC-7' },
  labels: [{ pod: 'api&x=1#/../é', __proto__: 'x' }, { region: "eu'west" }],
};

test.each([
  [
    'https://g.example.com/d/x?from={from}&to={to}',
    'https://g.example.com/d/x?from=1930309200000&to=1930314600000',
  ],
  ['https://d.example.com/?a={from_s}&b={to_s}', 'https://d.example.com/?a=1930309200&b=1930314600'],
  [
    "https://k.example.com/#?_g=(time:(from:'{from_iso}'))",
    "https://k.example.com/#?_g=(time:(from:'2031-03-03T13%3A00%3A00Z'))",
  ],
  ['https://x.example.com/{system}/{incident}', 'https://x.example.com/checkout/INC-7'],
  ['https://x.example.com/?p={label.pod}', 'https://x.example.com/?p=api%26x%3D1%23%2F..%2F%C3%A9'],
  ['https://x.example.com/?r={label.region}', 'https://x.example.com/?r=eu%27west'],
  ['https://x.example.com/?r={label.none}{label.toString}', 'https://x.example.com/?r='],
  [
    'https://x.example.com/?q={"a":1}&{unknown}&{constructor}',
    'https://x.example.com/?q={"a":1}&{unknown}&{constructor}',
  ],
])('%s', (template, filled) => {
  expect(fillLink(template, values)).toBe(filled);
});

test('series are told apart by what they do not share', () => {
  const of = (labels: Record<string, string>) => ({ labels });
  expect(
    legendOf([of({ job: 'api', code: '500' }), of({ job: 'api', code: '200' }), of({ job: 'api' })]),
  ).toEqual(['code=500', 'code=200', '']);
  expect(legendOf([of({ job: 'api' })])).toEqual(['']);
});

test('evidence is bounded, and says what it leaves out', () => {
  const lines = Array.from({ length: 200 }, () => ({ at: 'x', level: null, text: '☃'.repeat(2_000) }));
  const asked = { ...values, name: 'Errors', connector: 'loki', query: '{}', unit: null };
  const text = evidenceText(asked, { kind: 'lines', lines, more: false, note: null });
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(256_000);
  expect(JSON.parse(text).found).toMatchObject({ more: true, lines: { length: 25 } });
});
