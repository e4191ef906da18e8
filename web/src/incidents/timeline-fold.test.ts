import { expect, test } from 'vitest';
import { foldTimeline } from './timeline-fold.ts';

let seq = 0;
const entry = (kind: string, seconds: number) => ({
  seq: ++seq,
  kind: kind.split(' ')[0] ?? '',
  data: { mode: kind.split(' ')[1] },
  at: new Date(Date.UTC(2031, 2, 3, 9, 0, 0) + seconds * 1000).toISOString(),
});
/** Oldest first, as it happened; told newest first, as it is shown. */
const told = (...happened: [kind: string, seconds: number][]) =>
  foldTimeline(happened.map(([kind, seconds]) => entry(kind, seconds)).reverse()).map(
    ({ entry: { kind }, folded }) => (folded.length === 0 ? kind : `${kind} +${folded.length}`),
  );

test('one tap is one line, and so is one page', () => {
  expect(told(['acknowledged', 0], ['responder_added', 0.02], ['page_acknowledged', 0.03])).toEqual([
    'acknowledged +2',
  ]);
  expect(
    told(['step_sent page', 0], ['step_sent inform', 0], ['page_started', 0], ['page_attempt', 0]),
  ).toEqual(['page_attempt +2', 'step_sent']);
  expect(told(['resolved', 0], ['step_cancelled', 0], ['page_stopped', 0], ['page_stopped', 0])).toEqual([
    'resolved +3',
  ]);
});

test('many of a kind at once are counted, and those further apart are not', () => {
  const added = Array.from({ length: 14 }, (): [string, number] => ['responder_added', 5]);
  const paged = Array.from({ length: 14 }, (): [string, number][] => [
    ['page_started', 5],
    ['page_attempt', 5],
  ]).flat();
  expect(told(['note', 1], ...added, ...paged)).toEqual(['page_attempt +27', 'responder_added +13', 'note']);
  expect(told(['page_attempt', 0], ['page_attempt', 60], ['page_attempt', 120])).toHaveLength(3);
});

test('what people wrote and what went wrong always stands by itself', () => {
  expect(told(['note', 0], ['note', 0], ['note', 0], ['page_exhausted', 0], ['role_gap', 0])).toHaveLength(5);
});
