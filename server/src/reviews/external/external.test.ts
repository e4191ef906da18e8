import { expect, test } from 'vitest';
import type { Report } from '../report/model.ts';
import { answered, mentionsIn, roleNames } from './decide-external.ts';
import { namesOf } from './decide-names.ts';

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

test.each([
  ['Annas Dienst und Anna Webers Idee', ['Annas', 'Anna Webers']],
  ['Analyse, Annahme', []],
  ['Rene\u0301e said', ['Ren\u00e9e']],
  ['昨日田中さんが再起動した。田中太郎に聞く', ['田中', '田中太郎']],
  ['ถามสมชายก่อน', ['สมชาย']],
  ['Annaさん', ['Anna']],
  ['Ask anna  weber, or Anna\u00a0Weber', ['anna  weber', 'Anna\u00a0Weber']],
])('in the scripts and forms that people write, %j names %j', (text, named) => {
  const others = [
    { id: 'anna', name: 'Anna Weber', email: 'anna@example.com' },
    { id: 'renee', name: 'Ren\u00e9e Roy', email: 'renee@example.com' },
    { id: 'tanaka', name: '田中 太郎', email: 'tanaka@example.com' },
    { id: 'somchai', name: 'สมชาย', email: 'somchai@example.com' },
  ];
  const all = namesOf(others, () => true, roleOf);
  const mentions = mentionsIn(reportOf(text), all, (where, name) => `${where}/${name}`);
  expect(mentions.map(({ name }) => name)).toEqual(named);
});

test.each([
  'x+49 30 1234567y',
  'call+49 30 12345678th floor',
  'to:ana@example.comand',
  '連絡先ana@example.comまで',
  "o'brien@else.example_",
  '+49 30 1234567@else.example',
])('nothing that is found is left standing in %j', (text) => {
  const report = answered(reportOf(text), found(text), new Map());
  expect(found(text).length).toBeGreaterThan(0);
  expect(textOf(report)).not.toMatch(/\d{6}|@/);
});

test('names of 2,000 people are found in 3,000 lines without trying each in each', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => ({
    ...{ id: `p${at}`, name: `First${at} Last${at}`, email: `p${at}@example.com` },
  }));
  const lines = Array.from(
    { length: 3_000 },
    (_, at) => `At ${at} somebody asked First${at} Last${at} why the pool of the database was empty.`,
  );
  // Of the processor alone, so that a busy machine does not matter. To try each in each takes a minute.
  const before = process.cpuUsage();
  const mentions = mentionsIn(
    reportOf(...lines, 'a'.repeat(50_000), "a'".repeat(25_000), '+1 '.repeat(20_000)),
    namesOf(many, () => true, roleOf),
    (where, name) => `${where}/${name}`,
  );
  const { user } = process.cpuUsage(before);
  expect(mentions).toHaveLength(2_000);
  expect(user / 1_000_000).toBeLessThan(3);
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
