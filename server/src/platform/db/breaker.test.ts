import pg from 'pg';
import { expect, test } from 'vitest';
import { Breaker } from './breaker.ts';
import { isConnectionLost, whyUnavailable } from './lost.ts';

/** A breaker under a clock of the test's, and attempts that end when and how the test says. */
function broken() {
  const clock = { ms: 0 };
  const breaker = new Breaker(() => clock.ms);
  const begun: PromiseWithResolvers<string>[] = [];
  const attempt = (gaveUp = false) => {
    const made = breaker.attempt(
      () => {
        const session = Promise.withResolvers<string>();
        begun.push(session);
        return session.promise;
      },
      () => gaveUp,
    );
    made.catch(() => undefined);
    return made;
  };
  const fail = async (at: number, made: Promise<unknown>, error = new Error('connect ECONNREFUSED')) => {
    begun[at]?.reject(error);
    await expect(made).rejects.toBe(error);
  };
  return { clock, begun, attempt, fail };
}

test('while the database is away one attempt at a time is made, and everybody else is told so at once', async () => {
  const { clock, begun, attempt, fail } = broken();
  const first = [attempt(), attempt()];
  expect(begun).toHaveLength(2);
  await fail(0, first[0] as Promise<string>);
  // Those that had begun before fail for the same reason, and count once.
  await fail(1, first[1] as Promise<string>);
  const refused = await attempt().catch((error: unknown) => error);
  expect(isConnectionLost(refused)).toBe(true);
  clock.ms += 100;
  const probe = attempt();
  await expect(attempt()).rejects.toThrow('does not answer');
  expect(begun).toHaveLength(3);
  begun[2]?.resolve('a session');
  await expect(probe).resolves.toBe('a session');
  void attempt();
  void attempt();
  expect(begun).toHaveLength(5);
});

test('the attempts become rarer, and none is later than 4 s after the one before', async () => {
  const { clock, begun, attempt, fail } = broken();
  await fail(0, attempt());
  const pauses: number[] = [];
  while (begun.length < 15) {
    const failedAt = clock.ms;
    const known = begun.length;
    let probe = attempt();
    while (begun.length === known) {
      clock.ms += 10;
      probe = attempt();
    }
    pauses.push(clock.ms - failedAt);
    await fail(known, probe);
  }
  expect(pauses[0]).toBeLessThanOrEqual(100);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(4_000);
  expect(Math.min(...pauses.slice(-5))).toBeGreaterThanOrEqual(2_000);
});

test('an attempt that we stopped, or that began before the database came back, says nothing about it', async () => {
  const { clock, begun, attempt, fail } = broken();
  const [slow, failing] = [attempt(), attempt()];
  await fail(1, failing);
  clock.ms += 100;
  const probe = attempt();
  begun[2]?.resolve('a session');
  await probe;
  await fail(0, slow);
  const stopped = attempt(true);
  await fail(3, stopped);
  void attempt();
  expect(begun).toHaveLength(5);
});

test('what is said of a database that is away is why it could not be reached', async () => {
  const { attempt, fail } = broken();
  const full = Object.assign(new pg.DatabaseError('sorry, too many clients already', 0, 'error'), {
    code: '53300',
  });
  await fail(0, attempt(), full);
  const refused = await attempt().catch((error: unknown) => error);
  expect(whyUnavailable(refused)).toBe('The database has no connection left for Tocsin.');
  expect((refused as Error).message).toContain('too many clients');
});

test('a session that is ended while it is set up had been let in: the next is tried at once', async () => {
  const { begun, attempt, fail } = broken();
  const ended = Object.assign(new pg.DatabaseError('terminating connection', 0, 'error'), { code: '57P01' });
  await fail(0, attempt(), ended);
  void attempt();
  void attempt();
  expect(begun).toHaveLength(3);
});
