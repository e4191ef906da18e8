import { expect, test } from 'vitest';
import { type Candidate, targetOf } from './decide-target.ts';

const team = (id: string, name: string): Candidate => ({ kind: 'team', id, name });
const person = (id: string, name: string, email: string): Candidate => ({ kind: 'person', id, name, email });
const ALL = [
  team('payments', 'Payments'),
  team('analytics', 'Analytics'),
  team('platform', 'Core Platform'),
  person('p1', 'Ana', 'ana@example.com'),
  person('p2', 'Paul Ruiz', 'paul.ruiz@example.com'),
  person('p3', 'Paul Ruiz', 'paul@example.com'),
  person('analysis-id', 'Zoe', 'zoe@example.com'),
];

test.each([
  ['PAYMENTS', 'payments'],
  ['plat', 'platform'],
  ['core', 'platform'],
  // A person named in full, and not the team that begins like that.
  ['ana', 'p1'],
  ['@Ana', 'p1'],
  ['anal', 'analytics'],
  ['zo', 'analysis-id'],
  ['paul@example.com', 'p3'],
])('“%s” is %s', (text, id) => {
  expect(targetOf(text, ALL)).toMatchObject({ ok: true, target: { id } });
});

test.each([
  ['pa', 'the team Payments (payments), Paul Ruiz (paul.ruiz@example.com) and Paul Ruiz (paul@example.com)'],
  ['paul ruiz', '“paul ruiz” matches Paul Ruiz (paul.ruiz@example.com) and Paul Ruiz (paul@example.com).'],
  ['an', 'the team Analytics (analytics) and Ana (ana@example.com)'],
  ['search', 'There is no team or person “search”.'],
  ['@', 'There is no team or person “@”.'],
])('“%s” is no one: %s', (text, sentence) => {
  const meant = targetOf(text, ALL);
  expect(meant.ok ? meant.target : meant.sentence).toContain(sentence);
});

test('of many candidates some are named, and of teams alone it says so', () => {
  const teams = Array.from({ length: 8 }, (_, index) => team(`t${index}`, `Team ${index}`));
  const meant = targetOf('team', teams);
  expect(meant.ok ? '' : meant.sentence).toContain('Team 4 (t4) and 3 more.');
  expect(targetOf('x', teams)).toEqual({ ok: false, sentence: 'There is no team “x”.' });
  const twins = [team('ana', 'Analysis'), person('p1', 'Ana', 'ana@example.com')];
  expect(targetOf('ana', twins).ok).toBe(false);
});
