import { shippedPolicyYaml } from '@tocsin/policy';
import { expect, test } from 'vitest';
import { Temporal } from '../kernel/index.ts';
import { parsePolicy } from '../policy/index.ts';
import { atOnce, isOverdueUntold, knownAnswers, triageDue } from './decide-report.ts';

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

const open = { incidentId: 'i', acknowledged: false, attended: false };
const on = { formPages: true };
const off = { formPages: false };
test.each([
  ['P2 waits', 'P2', 'internal', on, null, { kind: 'wait' }],
  ['no answer waits', null, 'ticket', on, null, { kind: 'wait' }],
  ['P1 declares', 'P1', 'internal', off, null, { kind: 'declare' }],
  ['P1 of the public declares', 'P1', 'public', on, null, { kind: 'declare' }],
  ['unless the public may not page', 'P1', 'public', off, null, { kind: 'wait' }],
  ['while on-call is being paged it joins', 'P1', 'public', on, open, join('i', false)],
  [
    'once acknowledged whoever works on it is told',
    ...(['P1', 'public', on, { ...open, acknowledged: true, attended: true }, join('i', true)] as const),
  ],
  [
    'when nobody works on it any more it pages anew',
    ...(['P1', 'public', on, { ...open, acknowledged: true }, { kind: 'declare' }] as const),
  ],
] as const)('%s', (_, severity, source, settings, earlier, expected) => {
  expect(atOnce(severity, source, settings, earlier)).toEqual(expected);
});

function join(incidentId: string, tell: boolean) {
  return { kind: 'join', incidentId, tell } as const;
}

test('the manager is told once, and not of what was triaged', () => {
  const late = { state: 'new', dueAt: at, overdueToldAt: null } as const;
  expect(isOverdueUntold(late, at)).toBe(true);
  expect(isOverdueUntold(late, at.subtract({ seconds: 1 }))).toBe(false);
  expect(isOverdueUntold({ ...late, overdueToldAt: at }, at)).toBe(false);
  expect(isOverdueUntold({ ...late, state: 'declined' }, at)).toBe(false);
});
