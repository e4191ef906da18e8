import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('of one name one at a time, in the order of asking; others go on beside', async () => {
  const turns = createTurns();
  const seen: string[] = [];
  const gates = new Map<string, () => void>();
  const work = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise<void>((resolve) => gates.set(name, resolve));
    seen.push(`${name} ends`);
    return name;
  };
  const [first, second, other] = [
    turns('db', work('first')),
    turns('db', work('second')),
    turns('x', work('other')),
  ];
  const opened = async (name: string) => {
    while (!gates.has(name)) await Promise.resolve();
    gates.get(name)?.();
  };
  await opened('other');
  expect(await other).toBe('other');
  expect(seen).toEqual(['first begins', 'other begins', 'other ends']);
  await opened('first');
  await opened('second');
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  expect(seen.slice(3)).toEqual(['first ends', 'second begins', 'second ends']);
});

test('what fails fails alone', async () => {
  const turns = createTurns();
  const failed = turns('db', () => Promise.reject(new Error('gone')));
  const after = turns('db', async () => 'well');
  await expect(failed).rejects.toThrow('gone');
  expect(await after).toBe('well');
});
