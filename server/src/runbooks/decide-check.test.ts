import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kept, noConnector } from './decide-check.ts';
import { isRecorded } from './decide-record.ts';
import { KEPT } from './model-check.ts';

const result = (text: string) =>
  kept({
    ...{ verdict: 'ok', sentence: text },
    table: { columns: [text], rows: [[text, null]], more: false },
  });

test('what goes on the record can be written, wherever it is cut', () => {
  // The first half of an emoji alone can neither be stored nor be sent.
  for (const most of [60, KEPT.chars, KEPT.sentence]) {
    const { sentence, table } = result(`${'x'.repeat(most - 2)}😀 and more`);
    for (const each of [sentence, table?.columns[0], table?.rows[0]?.[0]])
      expect(each?.isWellFormed()).toBe(true);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_200 }), fc.nat(1_200), (text, cut) => {
      const { sentence, table } = result(text.slice(cut));
      expect(JSON.stringify([sentence, table]).isWellFormed()).toBe(true);
      expect(sentence.isWellFormed()).toBe(true);
      expect(sentence.length).toBeLessThanOrEqual(KEPT.sentence);
    }),
  );
});

test('a result is on the record once it was recorded for the same check on the same connector', () => {
  const checks = new Map([['locks 0 shop', { stepId: 'locks' }]]);
  const record = { attached: [{ runbookId: 'database', checks }] };
  const at = { runbookId: 'database', stepId: 'locks', check: 0, connectorId: 'shop' };
  expect(isRecorded(record, at)).toBe(true);
  expect(isRecorded(record, { ...at, connectorId: 'orders' })).toBe(false);
  expect(isRecorded(record, { ...at, check: 1 })).toBe(false);
  // The runbook has gone meanwhile: nobody waits for it any more.
  expect(isRecorded(record, { ...at, runbookId: 'gone' })).toBe(true);
});

test('a connector that a check names and that is gone is said to be gone', () => {
  expect(noConnector('shop-db').sentence).toBe(
    'The connector "shop-db" that the check names does not exist.',
  );
  expect(noConnector(null).sentence).toContain('Choose the systems of one');
});
