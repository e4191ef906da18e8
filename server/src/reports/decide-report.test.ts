import { shippedPolicyYaml } from '@tocsin/policy';
import { expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { parsePolicy } from '../policy/index.ts';
import { atOnce, isOverdueUntold, knownAnswers, ticketAgain, triageDue } from './decide-report.ts';

const parsed = parsePolicy(shippedPolicyYaml());
if (!parsed.ok) throw new Error('The shipped policy does not parse.');
const policy = parsed.value;
const at = Temporal.Instant.from('2031-03-03T09:00:00Z');

test.each([
  ['P1', '2031-03-03T09:05:00Z'],
  ['P2', '2031-03-03T09:30:00Z'],
  ['P3', '2031-03-03T13:00:00Z'],
  ['P4', '2031-03-04T09:00:00Z'],
  [null, '2031-03-03T13:00:00Z'],
] as const)('one that suggests %s is triaged by %s', (severity, due) => {
  expect(triageDue(policy, severity, at).toString()).toBe(due);
});

test('of the answers only a yes to a question of the policy counts', () => {
  const sent = JSON.parse('{"data_loss":true,"multiple_users":false,"made_up":true,"__proto__":true}');
  expect(knownAnswers(policy, sent)).toEqual({ data_loss: true });
});

const on = { formPages: true, formPagesPerHour: 2 };
const off = { ...on, formPages: false };
const none = { openIncidentId: null, publicLately: 0 };
const open = { ...none, openIncidentId: 'i' };
const join = { kind: 'join', incidentId: 'i' };
test.each([
  ['P2 waits', 'P2', 'internal', on, none, { kind: 'wait' }],
  ['no answer waits', null, 'ticket', on, none, { kind: 'wait' }],
  ['P1 declares', 'P1', 'internal', off, none, { kind: 'declare' }],
  ['P1 of the public declares', 'P1', 'public', on, none, { kind: 'declare' }],
  ['unless the public may not page', 'P1', 'public', off, none, { kind: 'wait' }],
  ['or has had its share of the hour', 'P1', 'public', on, { ...none, publicLately: 2 }, { kind: 'wait' }],
  ['which others have not', 'P1', 'internal', on, { ...none, publicLately: 2 }, { kind: 'declare' }],
  ['of one that is open already it joins', 'P1', 'public', on, open, join],
  ['also beyond the share, for it pages nobody anew', 'P1', 'public', on, { ...open, publicLately: 9 }, join],
] as const)('%s', (_, severity, source, settings, around, expected) => {
  expect(atOnce(severity, source, settings, around)).toEqual(expected);
});

const ticket = { state: 'new', createdAt: at, title: 'Slow', description: '', severity: 'P3' } as const;
const triaged = { ...ticket, state: 'declined' } as const;
test.each([
  ['said again', ticket, {}, 0, 'same'],
  ['worse', ticket, { severity: 'P1' }, 0, 'worse'],
  ['better', ticket, { severity: null }, 0, 'same'],
  ['for the first time with an answer', { ...ticket, severity: null }, { severity: 'P4' }, 0, 'worse'],
  ['repeated for want of an answer', triaged, {}, 14, 'same'],
  ['said again long after', triaged, {}, 15, 'new'],
  ['in other words', triaged, { description: 'Still' }, 1, 'new'],
  ['worse after it was triaged', triaged, { severity: 'P1' }, 1, 'new'],
] as const)('a ticket %s', (_, before, now, minutes, expected) => {
  expect(ticketAgain(before, { ...ticket, ...now }, at.add({ minutes }))).toBe(expected);
});

test('the manager is told once, and not of what was triaged', () => {
  const late = { state: 'new', dueAt: at, overdueToldAt: null } as const;
  expect(isOverdueUntold(late, at)).toBe(true);
  expect(isOverdueUntold(late, at.subtract({ seconds: 1 }))).toBe(false);
  expect(isOverdueUntold({ ...late, overdueToldAt: at }, at)).toBe(false);
  expect(isOverdueUntold({ ...late, state: 'declined' }, at)).toBe(false);
});
