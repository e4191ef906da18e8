import { expect, test } from 'vitest';
import type { Person } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import { Temporal } from '../kernel/index.ts';
import { firstResponseContent, missedContent, movedContent, reminderContent } from './decide-notices.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const reader = { timezone: 'UTC' } as Person;
const facts = (visibility: Incident['visibility']) => ({
  incident: { id: 'i', number: 7, title: 'Somebody is inside', severity: 'P1', visibility } as Incident,
  incidentUrl: 'https://tocsin.test/incidents/INC-7',
  now,
});
const moved = (outside: boolean) => ({ from: now, to: now, reason: 'Later.', outside, about: 'Maintenance' });

test.each<[string, (as: ReturnType<typeof facts>) => { discreet?: string | undefined }, boolean]>([
  ['a reminder', (as) => reminderContent(as, reader, now), true],
  ['a missed promise', (as) => missedContent(as, reader, { dueAt: now, writer: null }), true],
  ['a late first response', (as) => firstResponseContent(as, { items: ['x'], minutes: 5 }), true],
  ['a moved promise', (as) => movedContent(as, 'UTC', moved(false)), true],
  // What outsiders read names no incident anyway.
  ['a moved promise to outsiders', (as) => movedContent(as, 'UTC', moved(true)), false],
])('%s of a restricted incident shows only on a lock screen that there is one', (_, write, hides) => {
  expect(write(facts('restricted')).discreet).toBe(hides ? 'Restricted incident INC-7' : undefined);
  expect(write(facts('organisation')).discreet).toBeUndefined();
});
