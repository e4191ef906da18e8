import { expect, test } from 'vitest';
import type { Severities } from './api.ts';
import { severityOf, suggestedSeverity } from './severity.ts';

const level = (id: string) => ({ name: id, criteria: [{ id: `${id}-a`, text: id, question: `${id}?` }] });
const severities: Severities = { P1: level('P1'), P2: level('P2'), P3: level('P3'), P4: level('P4') };

test('the highest level with a "yes" is suggested; without one, none', () => {
  expect(suggestedSeverity(severities, { 'P2-a': true, 'P4-a': true })).toBe('P2');
  expect(suggestedSeverity(severities, { 'P1-a': false })).toBeNull();
});

test('another level than the suggested one needs a reason, the suggested one does not', () => {
  const answers = { 'P3-a': true };
  expect(severityOf({ answers, chosen: null, reason: '' }, severities, 'P1')).toEqual({
    level: 'P3',
    suggested: 'P3',
    needsReason: false,
  });
  expect(severityOf({ answers, chosen: 'P1', reason: '' }, severities, 'P1')).toEqual({
    level: 'P1',
    suggested: 'P3',
    needsReason: true,
  });
  expect(severityOf({ answers: {}, chosen: null, reason: '' }, severities, 'P2').level).toBe('P2');
});
