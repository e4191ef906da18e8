import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsePolicy } from './parse.ts';
import { shippedPolicyYaml } from './shipped.ts';

/** What stands in the repository, as an editor reads it. */
const published = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const shipped = shippedPolicyYaml();
const schema = JSON.parse(published('policy/policy.schema.json'));
// Not strict: `x-reference` and `x-fields` are words of our own.
const valid = new Ajv({ strict: false }).compile(schema);

test('the published schema accepts the shipped policy, and that of org.yaml the example', () => {
  expect(valid(parse(shipped)), JSON.stringify(valid.errors)).toBe(true);
  const organisation = new Ajv2020({ strict: false, logger: false }).compile(
    JSON.parse(published('examples/org.schema.json')),
  );
  expect(organisation(parse(published('examples/org.yaml'))), JSON.stringify(organisation.errors)).toBe(true);
});

const due = 'by: within 15m';
describe('the published schema refuses what the server refuses', () => {
  test.each([
    ['a deadline in words', due, 'by: soon'],
    ['a deadline with a long unit', due, 'by: within 15 minutes'],
    ['a deadline without a duration', due, 'by: within'],
    ['a time that no clock shows', 'next business day at 10:00', 'next business day at 25:00'],
    ['a day that is none', 'by: weekly review', 'by: weekly review on Mooday'],
    ['a weekly moment without a time', 'Monday at 10:00', 'Monday'],
    ['a weekly moment in capitals', 'Monday at 10:00', 'MONDAY AT 10:00'],
    ['a weekly moment on no day', 'Monday at 10:00', 'Moonday at 10:00'],
    ['no calendar called default', '  default:\n    timezone', '  ours:\n    timezone'],
    ['a criterion without words', 'text: Data loss or corruption', 'text: "  "'],
    ['a level without a name', 'name: Critical', 'name: " "'],
    ['a message without words', 'subject: "[{{ severity }}] UPDATE: {{ title }}"', 'subject: " "'],
    ['a duration in words', 'level_timeout: 5m', 'level_timeout: five minutes'],
    ['a duration without a unit', 'level_timeout: 5m', 'level_timeout: 5'],
    ['a misspelt key', 'notify: ceo,', 'notfy: ceo,'],
    ['a role with a space', 'notify: ceo,', 'notify: the ceo,'],
    ['a severity that does not exist', 'fatal: P1', 'fatal: P0'],
    ['a condition that does not exist', 'when: customer_facing', 'when: on_fire'],
    ['a day of the week that does not exist', '[monday, tuesday,', '[monday, blueday,'],
    ['hours without an end', '09:00-17:00', '09:00'],
    ['a date without a day', 'dates: []', 'dates: [2026-12]'],
    ['a country in words', 'country: organisation', 'country: Germany'],
    ['minutes in words', 'minutes: 15', 'minutes: fifteen'],
    ['a frequency that does not exist', 'every: quarterly', 'every: yearly'],
    ['a line that nobody is told by', 'notify: [product_owner, cto]', 'notify: []'],
    ['a report at no time', 'every: daily', 'every: daily\n    at: 9 o clock'],
    [
      'more calendars than anybody keeps',
      'calendars:\n',
      `calendars:\n${Array.from({ length: 20 }, (_, index) => `  c${index}: {}\n`).join('')}`,
    ],
  ])('%s', (_what, from, to) => {
    expect(shipped).toContain(from);
    const text = shipped.replace(from, () => to);
    expect([valid(parse(text)), parsePolicy(text).ok]).toEqual([false, false]);
  });

  test.each([
    ['Immediately'],
    ['within 2h30m'],
    ['Next business day'],
    ['next business day at 09:30'],
    ['weekly review on friday'],
    ['Weekly review on Friday at 08:00'],
  ])('and accepts "%s"', (phrase) => {
    const text = shipped.replace(due, `by: ${phrase}`);
    expect([valid(parse(text)), parsePolicy(text).ok]).toEqual([true, true]);
  });
});

interface Node {
  readonly description?: string;
  readonly properties?: Record<string, Node>;
  readonly items?: Node;
  readonly additionalProperties?: Node | false;
  readonly anyOf?: readonly Node[];
}

function undescribed(node: Node, path: string): string[] {
  const inner = [node.items, node.additionalProperties || undefined, ...(node.anyOf ?? [])];
  return [
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
      ...(child.description ? [] : [`${path}.${key}`]),
      ...undescribed(child, `${path}.${key}`),
    ]),
    ...inner.flatMap((child) => (child ? undescribed(child, path) : [])),
  ];
}

test('every key says what it is for', () => {
  expect(undescribed(schema, '')).toEqual([]);
});
