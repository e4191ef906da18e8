import { readFileSync } from 'node:fs';
import { Temporal } from '@tocsin/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fallbackRoles, severityForWord, stepExcluded, suggestSeverity } from './decide-conditions.ts';
import { calendarFor, knownRegion } from './holidays.ts';
import { SEVERITIES } from './model-matrix.ts';
import { parsePolicy } from './parse.ts';

const parsed = parsePolicy(readFileSync(new URL('../default.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error('the shipped policy does not parse');
const policy = parsed.value;
const facts = { customerFacing: false, acknowledged: false, confirmed: false, mitigating: false };

test('the highest level with a yes is suggested; without a yes nothing is', () => {
  expect(suggestSeverity(policy, { cosmetic: true, multiple_users: true })).toBe('P2');
  expect(suggestSeverity(policy, { security_breach: false, cosmetic: true })).toBe('P4');
  expect(suggestSeverity(policy, {})).toBeNull();
  const ids = SEVERITIES.flatMap((level) =>
    policy.severities[level].criteria.map(({ id }) => ({ id, level })),
  );
  fc.assert(
    fc.property(fc.subarray(ids, { minLength: 1 }), (yes) => {
      const highest = SEVERITIES.find((level) => yes.some((each) => each.level === level));
      expect(suggestSeverity(policy, Object.fromEntries(yes.map(({ id }) => [id, true])))).toBe(highest);
    }),
  );
});

test("a monitor's word becomes a severity whatever its case; an unknown one becomes the default", () => {
  expect(severityForWord(policy, 'CRITICAL ')).toBe('P1');
  expect(severityForWord(policy, 'warning')).toBe('P3');
  expect(severityForWord(policy, 'constructor')).toBe('P3');
  expect(severityForWord(policy, undefined)).toBe('P3');
});

test('the CEO hears only of customer-facing incidents', () => {
  const ceo = policy.matrix.P1.find((step) => step.notify.includes('ceo'));
  if (!ceo) throw new Error('no step for the CEO');
  expect(stepExcluded(ceo, facts)).toEqual({ condition: 'customer_facing', because: 'when' });
  expect(stepExcluded(ceo, { ...facts, customerFacing: true })).toBeNull();
  expect(
    stepExcluded({ ...ceo, unless: 'acknowledged' }, { ...facts, customerFacing: true, acknowledged: true }),
  ).toEqual({
    condition: 'acknowledged',
    because: 'unless',
  });
});

test('the roles that stand in form a chain without circles', () => {
  expect(fallbackRoles(policy, 'on_call_engineer')).toEqual(['engineering_manager', 'cto', 'ceo']);
  expect(fallbackRoles(policy, 'ceo')).toEqual(['cto', 'engineering_manager']);
  expect(fallbackRoles(policy, 'somebody')).toEqual(['engineering_manager', 'cto', 'ceo']);
});

test('a calendar takes zone and public holidays from the organisation', () => {
  const around = Temporal.Instant.from('2026-12-24T22:40:00Z');
  const calendar = calendarFor(policy, { zone: 'Europe/Berlin', country: 'DE', region: 'BY' }, around);
  expect(calendar.zone).toBe('Europe/Berlin');
  expect(calendar.workingDays).toEqual([1, 2, 3, 4, 5]);
  expect(calendar.holidays['2026-12-25']).toBeDefined();
  expect(calendar.holidays['2027-01-06']).toBeDefined();
  expect(calendar.holidays['2026-12-24']).toBeUndefined();
  const berlin = calendarFor(policy, { zone: 'Europe/Berlin', country: 'DE', region: 'BE' }, around);
  expect(berlin.holidays['2027-01-06']).toBeUndefined();
  const own = calendarFor(policy, { zone: 'UTC', dates: { '2026-12-31': 'Stocktaking' } }, around, 'unknown');
  expect(own.holidays).toEqual({ '2026-12-31': 'Stocktaking' });
});

test('countries and regions are known by their codes', () => {
  expect(knownRegion('DE', 'BY')).toBe('known');
  expect(knownRegion('DE', 'XX')).toBe('region');
  expect(knownRegion('XX', null)).toBe('country');
});
