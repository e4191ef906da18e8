import { expect, test } from 'vitest';
import { type Instant, plusSeconds, Temporal } from '../../kernel/index.ts';
import { decideChange, decideSeen, decideTake, judgeDns, judgeHttp, judgeValues } from './decide-check.ts';
import type { Check } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const after = (seconds: number): Instant => plusSeconds(now, seconds);
const check: Check = {
  ...{
    id: 'shop',
    name: 'Shop',
    systemId: 'checkout',
    everySeconds: 15,
    failures: 3,
    severity: 'P2',
    enabled: true,
  },
  probe: { kind: 'tcp', host: 'db.example.com', port: 5432 },
  ...{ failed: 0, failing: false, message: null, lastRunAt: null, changedAt: null, nextAt: now },
};
const bad = { well: false, message: 'no' };
const good = { well: true, message: 'yes' };

test('whoever takes it moves when it is due, so that nobody else does', () => {
  const taken = decideTake(check, now);
  expect(taken?.nextAt).toEqual(after(30));
  expect(taken && decideTake(taken, after(29))).toBeUndefined();
  expect(decideTake({ ...check, enabled: false }, now)).toBeUndefined();
  expect(decideTake({ ...check, everySeconds: 600 }, now)?.nextAt).toEqual(after(600));
});

test('it is an alert after so many failures in a row, raised by each one more, and over with the first success', () => {
  const alerts: (string | undefined)[] = [];
  let state = check;
  for (const seen of [bad, bad, good, bad, bad, bad, bad, good, good]) {
    const step = decideSeen(state, seen, now);
    alerts.push(step.alert);
    state = step.after;
  }
  expect(alerts.map((alert) => alert ?? '-').join(' ')).toBe('- - - - - open open resolve -');
  expect(state).toMatchObject({ failed: 0, failing: false, message: 'yes', nextAt: after(15) });
});

test('turned off or turned to something else, its alert is over; with another name it goes on', () => {
  const failing = { ...check, failing: true, failed: 7 };
  expect(decideChange(failing, { ...failing, enabled: false }, now)).toMatchObject({
    alert: 'resolve',
    after: { nextAt: null, failing: false },
  });
  const probe = { kind: 'tcp', host: 'other.example.com', port: 5432 } as const;
  expect(decideChange(failing, { ...failing, probe }, now)).toMatchObject({
    alert: 'resolve',
    after: { failed: 0 },
  });
  expect(decideChange(failing, { ...failing, name: 'Other' }, now)).toEqual({
    after: { ...failing, name: 'Other', nextAt: now },
  });
});

const http = { kind: 'http', url: 'https://shop.example.com' } as const;
test.each([
  [http, { status: 204, text: '' }, null, true, 'Answered with HTTP 204.'],
  [http, { status: 301, text: '' }, null, false, 'Answered with HTTP 301 instead of 200 to 299.'],
  [{ ...http, status: 401 }, { status: 401, text: '' }, null, true, 'Answered with HTTP 401.'],
  [
    { ...http, contains: 'ok' },
    { status: 200, text: 'not well' },
    null,
    false,
    'Answered with HTTP 200, but without the text "ok".',
  ],
  [
    { ...http, certificate_days: 14 },
    { status: 200, text: '' },
    13.5,
    false,
    'The certificate ends in 13 days.',
  ],
  [
    { ...http, certificate_days: 14 },
    { status: 200, text: '' },
    null,
    false,
    'Answered without encryption: there is no certificate.',
  ],
])('HTTP %#', (probe, answer, days, well, message) => {
  expect(judgeHttp(probe, answer, days)).toEqual({ well, message });
});

test('DNS and values are judged by what is expected', () => {
  const dns = { kind: 'dns', name: 'shop.example.com', type: 'A' } as const;
  expect(judgeDns(dns, []).well).toBe(false);
  expect(judgeDns({ ...dns, expects: '192.0.2.7' }, ['192.0.2.8'])).toEqual({
    well: false,
    message: 'No A record of shop.example.com is 192.0.2.7.',
  });
  expect(judgeDns({ ...dns, type: 'CNAME', expects: 'LB.example.com' }, ['lb.example.com.']).well).toBe(true);
  const values = { kind: 'prometheus', connector: 'p', query: 'q', above: 5 } as const;
  expect(judgeValues(values, [null])).toEqual({ well: false, message: 'The query gave no values.' });
  expect(judgeValues(values, [1, 6])).toEqual({ well: false, message: 'The value 6 is above 5.' });
  expect(judgeValues({ ...values, above: undefined, below: 1 }, [0]).well).toBe(false);
  expect(judgeValues(values, [5]).well).toBe(true);
});
