import { expect, test } from 'vitest';
import { nowMs } from './clock.ts';
import { clockTime, duration, hoverTime, runningClock, utcTime, whenText } from './time.ts';

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [3599, '59 min'],
  [3600, '1 h'],
  [4320, '1 h 12 min'],
  [86_400, '1 d'],
  [183_600, '2 d 3 h'],
  [-5, '0 s'],
])('%i seconds read "%s"', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});

test.each([
  [0, '00:00'],
  [872, '14:32'],
  [3599, '59:59'],
  [3600, '1:00:00'],
  [86_399, '23:59:59'],
  [90_000, '1 d 1 h'],
])('a clock at %i seconds shows "%s"', (seconds, words) => {
  expect(runningClock(seconds)).toBe(words);
});

test('a time of today needs no day; the further away, the more of the date', () => {
  const now = new Date(nowMs());
  const at = (days: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9, 5).toISOString();
  expect(clockTime(at(0))).toBe('09:05');
  expect(clockTime(at(1))).toBe('tomorrow 09:05');
  expect(clockTime(at(-1))).toBe('yesterday 09:05');
  expect(clockTime(at(4))).toMatch(/^[A-Z][a-z]{2} 09:05$/);
  expect(clockTime(at(9))).toMatch(/^\d+ [A-Z][a-z]+( \d{4})? 09:05$/);
  expect(whenText(at(0))).toBe('at 09:05');
  expect(whenText(at(1))).toBe('tomorrow at 09:05');
  expect(whenText(at(4))).toMatch(/^on [A-Z][a-z]{2} at 09:05$/);
});

test('UTC is written out, to the second', () => {
  expect(utcTime('2031-03-03T14:14:05.900Z')).toBe('2031-03-03 14:14:05 UTC');
});

test('on hover stands the time where the incident is, and UTC', () => {
  expect(hoverTime('2031-07-03T23:14:05Z', 'Europe/Berlin')).toBe(
    '2031-07-04 01:14:05 Europe/Berlin, 23:14:05 UTC',
  );
  expect(hoverTime('2031-07-03T23:14:05Z', null)).toBe('2031-07-03 23:14:05 UTC');
});
