import { expect, test } from 'vitest';
import { patiently } from './patiently.ts';

const lost = () => new Error('Connection terminated unexpectedly');

test('work is done again when the database went away under it, and is told how often it was tried', async () => {
  const tried: number[] = [];
  const result = await patiently(async (before) => {
    tried.push(before);
    if (before < 2) throw lost();
    return 'done';
  });
  expect(result).toBe('done');
  expect(tried).toEqual([0, 1, 2]);
});

test('a failure of its own is told at once, and a database that stays away after a while or when all is to end', async () => {
  const fails = async (error: Error, stopping?: AbortSignal, patienceMs?: number) => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      throw error;
    };
    await expect(patiently(work, stopping, patienceMs)).rejects.toBe(error);
    return tries;
  };
  expect(await fails(new Error('a bug'))).toBe(1);
  expect(await fails(lost(), AbortSignal.abort())).toBe(1);
  expect(await fails(lost(), undefined, 300)).toBeLessThan(5);
});
