import { expect, test } from 'vitest';
import type { DirectoryFacts, Person } from '../directory/index.ts';
import { Temporal } from '../kernel/index.ts';
import { remindedOf } from './decide-fields.ts';

const now = Temporal.Instant.from('2031-03-03T09:00:00Z');
const away = [{ id: 'a', from: now.subtract({ hours: 1 }), until: now.add({ hours: 1 }), note: '' }];
const people = (absent: string | null, gone: string | null) =>
  new Map(
    ['lead', 'boss', 'ana'].map((id) => [
      id,
      { id, active: id !== gone, absences: id === absent ? away : [] } as unknown as Person,
    ]),
  );
const incident = {
  roles: { communications_lead: 'lead', incident_commander: 'boss' },
  acknowledgedBy: { kind: 'person', personId: 'ana', via: 'web' },
} as const;

test.each<[string, { absent?: string; gone?: string; unsure?: string[] }, string[]]>([
  ['the lead who is there alone', {}, ['lead']],
  ['the lead who is being paged, and the commander', { unsure: ['lead'] }, ['lead', 'boss']],
  ['the lead who is away, and the commander', { absent: 'lead', unsure: ['lead'] }, ['lead', 'boss']],
  ['everybody, when only the last is surely there', { unsure: ['lead', 'boss'] }, ['lead', 'boss', 'ana']],
  ['everybody, when nobody is', { unsure: ['lead', 'boss', 'ana'] }, ['lead', 'boss', 'ana']],
  ['not a lead who has left', { gone: 'lead', unsure: ['lead'] }, ['boss']],
])('a reminder goes to %s', (_, { absent = null, gone = null, unsure = [] }, expected) => {
  const directory = { people: people(absent, gone) } as unknown as DirectoryFacts;
  expect(remindedOf(incident, directory, now, new Set(unsure))).toEqual(expected);
});
