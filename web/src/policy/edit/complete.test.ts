import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { offersAt, type SchemaNode } from './complete.ts';

const root = '../../../../policy/';
const schema = JSON.parse(
  readFileSync(new URL(`${root}policy.schema.json`, import.meta.url), 'utf8'),
) as SchemaNode;
const shipped = readFileSync(new URL(`${root}default.yaml`, import.meta.url), 'utf8');

/** `|` is the cursor. */
function offers(text: string): string[] {
  const at = text.indexOf('|');
  return (offersAt(text.slice(0, at) + text.slice(at + 1), at, schema)?.offers ?? []).map(
    ({ label }) => label,
  );
}
/** The shipped policy with something written at a place. */
const shippedWith = (find: string, write: string): string => {
  expect(shipped).toContain(find);
  return shipped.replaceAll('|\n', '>\n').replace(find, write);
};

test('keys that are valid at this place and not there yet', () => {
  const here = offers(shippedWith('    update_every: 30m\n', '    |\n'));
  expect(here).toEqual(['update_every', 'may_resolve_itself']);
  expect(offers('severities:\n  P1:\n    na|\n')).toContain('name');
  expect(offers('|')).toContain('severities');
});

test('keys inside braces, closed or not', () => {
  const braces = offers(shippedWith('by: within 30m, when: customer_facing }', 'by: within 30m, | }'));
  expect(braces).toEqual(['id', 'mode', 'when', 'unless', 'margin', 'calendar']);
  expect(offers('matrix:\n  P1:\n    - { notify: cto, |')).toContain('by');
});

test('keys of an item of a list', () => {
  expect(offers('reports:\n  - |\n')).toContain('audience');
  expect(offers('reports:\n  - id: a\n    |\n')).not.toContain('id');
});

test('values that the schema allows: enumerations, booleans, phrases', () => {
  expect(offers('matrix:\n  P1:\n    - { notify: cto, by: immediately, mode: | }\n')).toEqual([
    'page',
    'inform',
  ]);
  expect(offers('severities:\n  P1:\n    may_resolve_itself: |\n')).toEqual(['true', 'false']);
  expect(offers('matrix:\n  P1:\n    - { notify: cto, by: within 1| }\n')).toContain('within 15m');
  expect(offers('severities:\n  P1:\n    resolve_within: |\n')).toContain('4h');
  expect(offers('review:\n  required_for: [P1, |]\n')).toEqual(['P1', 'P2', 'P3', 'P4']);
  expect(offers('calendars:\n  default:\n    working_days:\n      - |\n')).toContain('monday');
});

test('names that the text itself defines', () => {
  const roles = 'roles:\n  bridge_lead: { title: Bridge lead, held: team }\n';
  expect(offers(`${roles}matrix:\n  P1:\n    - { notify: | }\n`)).toEqual(['bridge_lead']);
  expect(offers(`${roles}matrix:\n  P1:\n    - { notify: [cto, |] }\n`)).toEqual(['bridge_lead']);
  expect(offers(`${roles}fallback: [|]\n`)).toEqual(['bridge_lead']);
});

test('the fields of the template it stands in', () => {
  const update = offers('templates:\n  update:\n    subject: "{{ pro|"\n');
  expect(update).toContain('progress');
  expect(update).not.toContain('review_date');
  expect(offers(shippedWith('- {{ affected }}', '- {{ |'))).toContain('review_date');
});

test('a field says what it reads as, and who fills it', () => {
  const text = 'templates:\n  update:\n    subject: "{{ next_"\n';
  const field = offersAt(text, text.indexOf('next_') + 5, schema)?.offers.find(
    ({ label }) => label === 'next_update_at',
  );
  expect(field).toMatchObject({ detail: 'time', info: 'A time. Filled automatically.' });
});

test('nothing is offered in a comment', () => {
  expect(offers('# sev|')).toEqual([]);
});

test('the word so far is replaced, not doubled', () => {
  const text = 'severities:\n  P1:\n    acknow\n';
  const at = text.indexOf('acknow') + 3;
  expect(offersAt(text, at, schema)).toMatchObject({ from: at - 3, to: at + 3 });
});
