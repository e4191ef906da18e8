import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffHunks, diffLines } from './decide-diff.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }).map((lines) => lines.join('\n'));

test('both texts can be read off the difference, with their line numbers', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const left = lines.filter(({ kind }) => kind !== 'added');
      const right = lines.filter(({ kind }) => kind !== 'removed');
      expect(left.map((line) => line.text).join('\n')).toBe(before);
      expect(right.map((line) => line.text).join('\n')).toBe(after);
      expect(left.map((line) => line.before)).toEqual(left.map((_line, index) => index + 1));
      expect(right.map((line) => line.after)).toEqual(right.map((_line, index) => index + 1));
    }),
  );
});

test('hunks hold every change once, and nothing but changes and their surroundings', () => {
  fc.assert(
    fc.property(text, text, fc.nat(3), (before, after, context) => {
      const changes = (lines: readonly { kind: string }[]) =>
        lines.filter(({ kind }) => kind !== 'same').length;
      const hunks = diffHunks(before, after, context);
      expect(changes(hunks.flat())).toBe(changes(diffLines(before, after)));
      for (const hunk of hunks) expect(changes(hunk)).toBeGreaterThan(0);
    }),
  );
});

test('one changed line among many is one hunk with three lines around it', () => {
  const lines = Array.from({ length: 50 }, (_line, index) => `line ${index}`);
  const after = lines.with(20, 'another line');
  expect(diffHunks(lines.join('\n'), after.join('\n'))).toMatchObject([
    [
      { kind: 'same', before: 18 },
      { kind: 'same' },
      { kind: 'same' },
      { kind: 'removed', before: 21, after: null, text: 'line 20' },
      { kind: 'added', before: null, after: 21, text: 'another line' },
      { kind: 'same', before: 22 },
      { kind: 'same' },
      { kind: 'same', before: 24, after: 24 },
    ],
  ]);
});

test('a run begins with the heading it stands under, unless that is in it', () => {
  const before = ['# P1', 'a', 'b', 'c', 'soon', '# P2', 'soon', 'd', 'e'];
  const after = before.with(4, 'at once').with(8, 'f');
  const heads = (context: number) =>
    diffHunks(before.join('\n'), after.join('\n'), context, (line) => line.startsWith('#')).map((hunk) =>
      hunk.map(({ kind, text }) => (kind === 'same' ? text : `${kind} ${text}`)),
    );
  expect(heads(0)).toEqual([
    ['# P1', 'removed soon', 'added at once'],
    ['# P2', 'removed e', 'added f'],
  ]);
  expect(heads(1)[1]).toEqual(['# P2', 'd', 'removed e', 'added f']);
  expect(diffHunks('# A\nx', '# B\nx', 0, (line) => line.startsWith('#'))[0]).toHaveLength(2);
});

test('texts too long to compare line by line are shown as replaced', () => {
  const many = (word: string) =>
    Array.from({ length: 2_100 }, (_line, index) => `${word} ${index}`).join('\n');
  const lines = diffLines(`same\n${many('old')}`, `same\n${many('new')}`);
  expect(lines[0]).toMatchObject({ kind: 'same', text: 'same' });
  expect(lines).toHaveLength(4_201);
});
