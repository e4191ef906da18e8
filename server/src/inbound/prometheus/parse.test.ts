import { expect, test } from 'vitest';
import { Temporal } from '../../kernel/index.ts';
import { atOnce } from '../read.ts';
import { fingerprintOf } from './fingerprint.ts';
import { parseFilter, parseSilence, readPostedAlerts } from './parse.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const read = (alert: object) => atOnce(readPostedAlerts([alert], now));

test('a fingerprint is that of Alertmanager', () => {
  // Captured with these labels from Alertmanager 0.25 (inbound/alertmanager/samples).
  const labels = { severity: 'critical', instance: 'web1:9100', alertname: 'DiskFull', cluster: 'eu1' };
  expect(fingerprintOf(labels)).toBe('2dc06865bf654669');
});

test.each([
  [
    'an end to come is a promise',
    { endsAt: '2031-03-03T14:04:00Z' },
    { action: 'trigger', expiresAt: '2031-03-03T14:04:00Z' },
  ],
  ['no end: five minutes', {}, { action: 'trigger', expiresAt: '2031-03-03T14:05:00Z' }],
  [
    'an end that is not set: the same',
    { endsAt: '0001-01-01T00:00:00.000Z' },
    { expiresAt: '2031-03-03T14:05:00Z' },
  ],
  [
    'an end that is past: over',
    { endsAt: '2031-03-03T13:59:00Z' },
    { action: 'resolve', startsAt: '2031-03-03T13:59:00Z' },
  ],
  [
    'an end that is now: over',
    { endsAt: '2031-03-03T14:00:00Z' },
    { action: 'resolve', endsAt: '2031-03-03T14:00:00Z' },
  ],
  ['no start: now', {}, { startsAt: '2031-03-03T14:00:00Z' }],
])('%s', (_, times, expected) => {
  const found = read({ labels: { alertname: 'A' }, ...times });
  expect(found.ok && JSON.parse(JSON.stringify(found.value.signals[0]))).toMatchObject(expected);
});

test('empty labels are none, and make no other alert', () => {
  const keyOf = (labels: object) => {
    const found = read({ labels });
    return found.ok && found.value.signals[0]?.dedupKey;
  };
  expect(keyOf({ alertname: 'A', job: '' })).toBe(keyOf({ alertname: 'A' }));
  expect(keyOf({ alertname: 'A', job: 'b' })).not.toBe(keyOf({ alertname: 'A' }));
  expect(read({ labels: { job: '' } })).toEqual({ ok: false, error: 'at least one label pair required' });
});

test.each([
  ['alertname="Disk full"', { name: 'alertname', value: 'Disk full', isRegex: false, isEqual: true }],
  ['alertname=DiskFull', { value: 'DiskFull' }],
  [' severity != "info" ', { name: 'severity', value: 'info', isRegex: false, isEqual: false }],
  ['instance=~"web.*"', { value: 'web.*', isRegex: true, isEqual: true }],
  ['instance!~"a\\"b\\\\\\n"', { value: 'a"b\\\n', isRegex: true, isEqual: false }],
])('the filter %s', (filter, expected) => {
  expect(parseFilter(filter)).toMatchObject({ ok: true, value: expected });
});

test.each([
  ['host.name="web1"', 'host.name'],
  ['"host.name"="web1"', 'host.name'],
  ['"größe in \\"cm\\""=web1', 'größe in "cm"'],
  ['1a=web1', '1a'],
])('the filter %s has the label name %s', (filter, name) => {
  expect(parseFilter(filter)).toMatchObject({ ok: true, value: { name, value: 'web1' } });
});

test('a pattern that cannot be read is said, and does not just find nothing', () => {
  expect(parseFilter('instance=~"web("')).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^invalid pattern for instance: /),
  });
});

test.each(['', 'alertname', '=x', '""=x', '{alertname="x"}'])('"%s" is no filter', (filter) => {
  expect(parseFilter(filter)).toMatchObject({ ok: false, error: `bad matcher format: ${filter}` });
});

test('a matcher is equal unless it says otherwise, as before Alertmanager 0.22', () => {
  const times = { startsAt: '2031-03-03T14:00:00Z', endsAt: '2031-03-03T15:00:00Z' };
  const found = parseSilence({ matchers: [{ name: 'a', value: 'b', isRegex: false }], ...times });
  expect(found.ok && found.value.matchers).toEqual([
    { name: 'a', value: 'b', isRegex: false, isEqual: true },
  ]);
});
