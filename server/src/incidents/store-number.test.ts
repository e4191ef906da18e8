import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../../test/harness/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { nextNumber } from './store-number.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const declare = async (title: string): Promise<string> =>
  (await harness.http('POST', '/api/v1/incidents', { title, severity: 'P4' })).body.reference;

/** A transaction that has taken a number, until it is told to end. */
async function underWay(end: (tx: Tx) => Promise<void>) {
  let goOn = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let took: (number: number) => void = () => undefined;
  const number = new Promise<number>((resolve) => {
    took = resolve;
  });
  const over = harness.database
    .transaction(async (tx) => {
      took(await nextNumber(tx));
      await waiting;
      await end(tx);
    })
    .catch(() => undefined);
  return {
    number: await number,
    end: () => {
      goOn();
      return over;
    },
  };
}
const rollBack = () => Promise.reject(new Error('rolled back'));

test('a number that a transaction lost goes to the next incident, so that none is missing', async () => {
  expect(await declare('One')).toBe('INC-1');
  const lost = await Promise.all([underWay(rollBack), underWay(rollBack)]);
  expect(lost.map(({ number }) => number).sort()).toEqual([2, 3]);
  expect(await declare('Two')).toBe('INC-4');
  for (const each of lost) await each.end();
  expect([await declare('Three'), await declare('Four'), await declare('Five')]).toEqual([
    'INC-2',
    'INC-3',
    'INC-5',
  ]);
});

test('a number that another transaction still holds is left alone, and its own once it has committed', async () => {
  await declare('One');
  const [first, second] = [await underWay(rollBack), await underWay(rollBack)];
  await declare('Two');
  await second.end();
  expect(await declare('Three')).toBe(`INC-${second.number}`);
  expect(await declare('Four')).toBe('INC-5');
  await first.end();
  expect(await declare('Five')).toBe(`INC-${first.number}`);
});

test('of many at once each has its own number, one after the other', async () => {
  const made = await Promise.all(Array.from({ length: 12 }, (_, each) => declare(`Incident ${each}`)));
  const numbers = made.map((reference) => Number(reference.replace('INC-', ''))).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 12 }, (_, each) => each + 1));
});
