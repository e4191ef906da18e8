import { expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { troubleOf } from './decide-trouble.ts';

const at = (time: string) => Temporal.Instant.from(`2031-03-03T${time}:00Z`);
const well = { heardAt: at('09:00'), failingSince: null, problem: null, toldAt: null };
const started = at('08:00');

test('a mailbox that fails is told of after a quarter of an hour, once', () => {
  const failing = { ...well, failingSince: at('09:01'), problem: 'Refused.' };
  expect(troubleOf(failing, started, at('09:15'))).toBeUndefined();
  expect(troubleOf(failing, started, at('09:16'))).toEqual({ since: at('09:01'), problem: 'Refused.' });
  expect(troubleOf({ ...failing, toldAt: at('09:16') }, started, at('09:40'))).toBeUndefined();
});

test('so is one of which nothing is heard, counted from the start of the process', () => {
  expect(troubleOf(well, started, at('09:14'))).toBeUndefined();
  const problem = 'Nothing has been heard of the mailbox since.';
  expect(troubleOf(well, started, at('09:15'))).toEqual({ since: at('09:00'), problem });
  expect(troubleOf(well, at('10:00'), at('10:14'))).toBeUndefined();
  expect(troubleOf({ ...well, heardAt: null }, started, at('08:15'))).toEqual({ since: started, problem });
});
