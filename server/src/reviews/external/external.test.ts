import { expect, test } from 'vitest';
import type { Report } from '../report/model.ts';
import { answered, mentionsIn, namesOf, roleNames } from './decide-external.ts';

const people = [
  { id: 'ana', name: 'Ana Ruiz', email: 'ana@example.com' },
  { id: 'mark', name: 'Mark Sol', email: 'mark@example.com' },
  { id: 'zoe', name: 'Zoe Will', email: 'zoe@example.com' },
];
const roleOf = roleNames(
  [
    { personId: 'ana', reasons: ['incident_commander', 'responders'] },
    { personId: 'mark', reasons: ['responders'] },
  ],
  new Map(),
);
const names = namesOf(people, (id) => id !== 'zoe', roleOf);
const reportOf = (...texts: string[]): Report =>
  ({
    organisation: 'Ana Ruiz Ltd',
    sections: texts.map((text) => ({ id: 'summary', title: 'Summary', text })),
  }) as unknown as Report;
const found = (text: string) => mentionsIn(reportOf(text), names, (where, name) => `${where}/${name}`);
const textOf = (report: Report) => report.sections.map(({ text }) => text).join(' | ');

test('several with one role are told apart by a number, and who had no part is a colleague', () => {
  const numbered = roleNames(
    [
      { personId: 'a', reasons: ['responders'] },
      { personId: 'b', reasons: ['responders', 'product_owner'] },
      { personId: 'c', reasons: ['responders'] },
      { personId: 'd', reasons: ['responders'] },
    ],
    new Map([['d', 'Scribe']]),
  );
  expect(['a', 'b', 'c', 'd', 'e'].map(numbered)).toEqual([
    'Responder 1',
    'Product owner',
    'Responder 2',
    'Scribe',
    'Colleague',
  ]);
});

test.each([
  ['Ana Ruiz and ana', ['Ana Ruiz']],
  ['Ruiz’s idea', ['Ruiz']],
  ['Analysis of a mark', []],
  ['Mark it', ['Mark']],
  ['She will ask Zoe', []],
  ['ZOE WILL did', ['ZOE WILL']],
  [
    'Ask ana@example.com or x.y@else.example, +49 30 1234567',
    ['ana@example.com', 'x.y@else.example', '+49 30 1234567'],
  ],
])('%j names %j', (text, named) => {
  expect(found(text).map(({ name }) => name)).toEqual(named);
});

test('each name is its role, is kept, or takes its text with it', () => {
  const text = 'Mark called Ana Ruiz; Mark it.';
  const mentions = found(text);
  const go = (answers: [string, 'role' | 'keep' | 'omit'][]) =>
    textOf(answered(reportOf(text, 'Else.'), mentions, new Map(answers)));
  expect(go([])).toBe('Responder called Incident commander; Responder it. | Else.');
  expect(go([[`${text}/Mark`, 'keep']])).toBe('Mark called Incident commander; Mark it. | Else.');
  expect(go([[`${text}/Ana Ruiz`, 'omit']])).toBe('[left out] | Else.');
});
