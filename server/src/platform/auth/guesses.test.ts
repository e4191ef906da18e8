import { expect, test } from 'vitest';
import { ManualClock } from '../../../test/harness/manual-clock.ts';
import { Temporal } from '../../kernel/index.ts';
import { memoryThrottle } from '../throttle/index.ts';
import { createGuesses } from './guesses.ts';

const guessing = () => {
  const clock = new ManualClock('2031-03-03T09:00:00Z');
  const guesses = createGuesses(memoryThrottle(clock));
  const wrong = async (address: string, account: string, times = 1) => {
    for (let tried = 0; tried < times; tried += 1) await guesses.begin(address, account);
  };
  const pass = (iso: string) => clock.set(clock.now().add(Temporal.Duration.from(iso)));
  return { guesses, wrong, pass };
};

test('the eleventh wrong password in a minute is not even looked at, and says when it will be', async () => {
  const { wrong, pass } = guessing();
  await wrong('10.0.0.1', 'ana@example.com', 10);
  pass('PT20S');
  await expect(wrong('10.0.0.1', 'ANA@example.com')).rejects.toThrow('Try again in 40 s.');
  pass('PT40S');
  await wrong('10.0.0.1', 'ana@example.com');
});

test('a guesser keeps out neither others at the same address nor the account from another one', async () => {
  const { wrong } = guessing();
  await wrong('10.0.0.1', 'ana@example.com', 10);
  await wrong('10.0.0.1', 'ben@example.com');
  await wrong('10.0.0.2', 'ana@example.com');
});

test('a list of accounts is not tried through from one address', async () => {
  const { guesses, wrong } = guessing();
  for (let account = 0; account < 100; account += 1) await wrong('10.0.0.1', `person-${account}@example.com`);
  await expect(guesses.begin('10.0.0.1', 'one-more@example.com')).rejects.toThrow('Too many attempts');
});

test('right passwords count for nothing: a whole office signs in behind one address', async () => {
  const { guesses } = guessing();
  for (let person = 0; person < 500; person += 1)
    await (await guesses.begin('10.0.0.1', `p${person}@example.com`)).right();
  for (let again = 0; again < 50; again += 1)
    await (await guesses.begin('10.0.0.1', 'ana@example.com')).right();
});
