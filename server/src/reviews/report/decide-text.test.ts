import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currentText, decideText, type TextRow } from './decide-text.ts';

const apply = (rows: readonly TextRow[], body: string, base: number, settles: readonly number[]) => {
  const decision = decideText(rows, body, base, settles);
  if (decision.kind === 'same') return rows;
  return [
    ...rows.map((row) => (decision.settles.includes(row.revision) ? { ...row, aside: false } : row)),
    { revision: decision.revision, body, aside: decision.aside },
  ];
};

test('whatever is saved on whatever was on screen, every text that was typed is kept, and only a save on the current one takes its place', () => {
  const save = fc.record({
    body: fc.string({ minLength: 1 }),
    base: fc.nat(6),
    settles: fc.array(fc.nat(6)),
  });
  fc.assert(
    fc.property(fc.array(save, { maxLength: 12 }), (saves) => {
      let rows: readonly TextRow[] = [];
      for (const { body, base, settles } of saves) {
        const before = currentText(rows);
        rows = apply(rows, body, base, settles);
        expect(rows.some((row) => row.body === body)).toBe(true);
        const after = currentText(rows);
        if (base !== (before?.revision ?? 0)) expect(after).toEqual(before);
      }
      const revisions = rows.map(({ revision }) => revision);
      expect(new Set(revisions).size).toBe(revisions.length);
    }),
  );
});

test('putting both together settles what stood aside; the same words twice are one', () => {
  let rows = apply([], 'A lock.', 0, []);
  rows = apply(rows, 'A pool.', 0, []);
  rows = apply(rows, 'A pool.', 0, []);
  expect(rows.filter(({ aside }) => aside)).toHaveLength(1);
  rows = apply(rows, 'A lock and a pool.', 1, [2]);
  expect(rows.filter(({ aside }) => aside)).toEqual([]);
  expect(currentText(rows)?.body).toBe('A lock and a pool.');
});
