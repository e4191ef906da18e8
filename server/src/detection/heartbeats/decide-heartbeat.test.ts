import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instant, isAtOrBefore, plusSeconds, Temporal } from '../../kernel/index.ts';
import { decidePing, decideSettings, decideSilent } from './decide-heartbeat.ts';
import { type Heartbeat, intervalSeconds } from './model.ts';

const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
const fresh: Heartbeat = {
  ...{ integrationId: 'i', name: 'backup', description: '', interval: 10, unit: 'minutes', enabled: true },
  ...{ ownerTeam: null, alertMessage: null, alertTags: [], alertPriority: 'P3' },
  ...{ lastPingAt: null, dueAt: null, expired: false },
};
const after = (minutes: number): Instant => plusSeconds(now, minutes * 60);
const pinged = decidePing(fresh, now).after;

test('before its first ping it is not watched', () => {
  expect(decideSilent(fresh, after(1_000_000))).toBeUndefined();
});

test('silent for its interval it is an alert, raised again each interval; its next ping resolves it', () => {
  expect(decideSilent(pinged, after(9))).toBeUndefined();
  const silent = decideSilent(pinged, after(10));
  expect(silent).toMatchObject({ alert: 'open', after: { expired: true, dueAt: after(20) } });
  expect(decideSilent(silent?.after ?? fresh, after(19))).toBeUndefined();
  expect(decideSilent(silent?.after ?? fresh, after(20))).toMatchObject({
    alert: 'open',
    after: { expired: true, dueAt: after(30) },
  });
  expect(decidePing(silent?.after ?? fresh, after(30))).toEqual({
    alert: 'resolve',
    after: { ...pinged, lastPingAt: after(30), dueAt: after(40) },
  });
});

test.each([
  ['of minutes: as long as that', 2, 'minutes', 2],
  ['of days: five minutes', 1, 'days', 5],
] as const)('looked at late, it is waited for once more; an interval %s', (_, interval, unit, minutes) => {
  const beat = decidePing({ ...fresh, interval, unit }, now).after;
  const late = plusSeconds(now, intervalSeconds(beat) + 3_600);
  const waiting = decideSilent(beat, late)?.after ?? beat;
  expect(waiting.dueAt).toEqual(plusSeconds(late, minutes * 60));
  expect(decideSilent(waiting, plusSeconds(late, minutes * 60))).toMatchObject({ alert: 'open' });
});

test('turned off its alert is over, and pings are only remembered', () => {
  const silent = decideSilent(pinged, after(10))?.after ?? fresh;
  const off = decideSettings(silent, { ...silent, enabled: false });
  expect(off).toMatchObject({ alert: 'resolve', after: { enabled: false, expired: false, dueAt: null } });
  expect(decidePing(off.after, after(20))).toEqual({ after: { ...off.after, lastPingAt: after(20) } });
});

test('another interval counts from its last ping', () => {
  const settings = { ...pinged, interval: 1, unit: 'hours' } as const;
  expect(decideSettings(pinged, settings).after.dueAt).toEqual(after(60));
  expect(decideSettings(pinged, { ...pinged, description: 'x' }).after.dueAt).toEqual(after(10));
});

test('whatever happens in whatever order, it is never watched by nobody: it is due, expired, off, or was never heard of', () => {
  const step = fc.record({
    what: fc.constantFrom('ping', 'look', 'on', 'off', 'longer'),
    minutes: fc.nat(600),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let beat = fresh;
      let at = now;
      let open = false;
      for (const { what, minutes } of steps) {
        at = plusSeconds(at, minutes * 60);
        const settings = {
          enabled: { ...beat, enabled: what === 'on' },
          longer: { ...beat, interval: beat.interval + 1 },
        };
        const made =
          what === 'ping'
            ? decidePing(beat, at)
            : what === 'look'
              ? decideSilent(beat, at)
              : decideSettings(beat, what === 'longer' ? settings.longer : settings.enabled);
        if (made?.alert === 'open') open = true;
        if (made?.alert === 'resolve') open = false;
        beat = made?.after ?? beat;
        expect(beat.expired).toBe(open);
        if (beat.expired) expect(beat.dueAt).not.toBeNull();
        const heardWhileOn = what === 'ping' && beat.enabled;
        if (heardWhileOn) expect(beat.dueAt !== null && !isAtOrBefore(beat.dueAt, at)).toBe(true);
        if (beat.dueAt === null && beat.enabled && !beat.expired)
          expect(['on', 'off', 'longer', 'look']).toContain(what);
      }
    }),
  );
});
