import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy } from './decide-compile.ts';
import { policySchemaObject } from './json-schema.ts';
import { policySchema } from './model.ts';
import { policyDocument } from './render.ts';
import { toMarkdown } from './render-document.ts';
import { shippedPolicyYaml } from './shipped.ts';

/*
 * Somebody who edits the policy reads in words what they are about to publish. So every change of a setting must be seen
 * in the prose: each value of the language is changed, one at a time, and the two texts are compared.
 */

/** Names by which the record and programs refer to a part; they are never shown, and changing one changes no rule. */
const NEVER_SHOWN = /(^|\.)(language|id)$/;

type Data = Record<string, unknown>;
type Path = readonly (string | number)[];
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly string[];
  readonly 'x-reference'?: string;
}
const language = policySchemaObject() as Node;

/** The shipped policy with everything in it that the language has and the runbook does not need. */
function everything(): Data {
  const data = parse(shippedPolicyYaml());
  data.calendars.default.holidays = {
    country: 'DE',
    region: 'BY',
    dates: [{ date: '2026-12-24', name: 'Company day' }, '2026-12-31'],
  };
  data.calendars.night = { ...data.calendars.default, working_days: ['saturday', 'sunday', 'monday'] };
  data.severities.P1.may_resolve_itself = false;
  data.roles.scribe.covered_by = 'payments';
  const [, , third, fourth] = data.matrix.P1;
  Object.assign(third, { id: 'owner', margin: '5m', unless: 'acknowledged' });
  Object.assign(fourth, { mode: 'page', unless: 'mitigating' });
  data.matrix.P1.push({ notify: 'ceo', by: 'within 2h' });
  data.matrix.P4[1].calendar = 'night';
  const full = {
    details: ['With care'],
    ticks: 'acknowledged',
    needs: ['evidence', 'staging'],
    asks: ['cto', 'ceo'],
    required: false,
  };
  for (const list of [
    data.first_response.items,
    data.resolution.fix,
    data.resolution.verification,
    data.resolution.communication,
    data.review.afterwards,
  ])
    list.unshift({ id: 'first_of_all', text: 'Breathe', ...full });
  for (const report of data.reports) report.at = '08:30';
  Object.assign(data.reports[1], {
    ...{ day: 'tuesday', zone: 'Europe/Lisbon', working_days: true, enabled: true },
    ...{ when_quiet: 'skip', teams: ['payments', 'ledger'] },
  });
  data.metrics[1].from = 'impact_start';
  Object.assign(data.programme.drills[0], { owner: 'cto', about: 'tool' });
  data.programme.knowledge[1].owner = 'product_owner';
  Object.assign(data.incident_types[0], { private: false, notify: ['cto', 'ceo'] });
  return data;
}

function proseOf(data: unknown): { readonly compiled: string; readonly prose: string } | null {
  const file = policySchema.safeParse(data);
  if (!file.success) return null;
  const policy = compilePolicy(file.data);
  return { compiled: JSON.stringify(policy), prose: toMarkdown(policyDocument(policy, null)) };
}

const isMap = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the language says of a value: the schema beside it, through maps, lists and alternatives. */
function below(node: Node | undefined, key: string | number, value: unknown): Node | undefined {
  if (node === undefined) return undefined;
  const kind = Array.isArray(value) ? 'items' : 'properties';
  const at =
    node.anyOf?.find((each) => each[kind] !== undefined || (kind === 'properties' && isMap(value))) ?? node;
  if (typeof key === 'number') return at.items;
  return (
    at.properties?.[key] ??
    (typeof at.additionalProperties === 'object' ? at.additionalProperties : undefined)
  );
}

interface Leaf {
  readonly path: Path;
  readonly value: unknown;
  readonly schema: Node | undefined;
}
function leaves(value: unknown, schema: Node | undefined, path: Path = []): Leaf[] {
  const inside = Array.isArray(value) ? value.map((each, index) => [index, each] as const) : null;
  const entries = inside ?? (isMap(value) ? Object.entries(value) : null);
  if (entries === null) return [{ path, value, schema }];
  return entries.flatMap(([key, each]) => leaves(each, below(schema, key, value), [...path, key]));
}

function copyWith(
  data: Data,
  path: Path,
  change: (parent: Data | unknown[], key: string | number) => void,
): Data {
  const copy = structuredClone(data);
  let parent: unknown = copy;
  for (const key of path.slice(0, -1)) parent = (parent as Data)[key];
  change(parent as Data, path.at(-1) as string | number);
  return copy;
}
const withValue = (data: Data, path: Path, value: unknown): Data =>
  copyWith(data, path, (parent, key) => {
    (parent as Data)[key] = value;
  });
const without = (data: Data, path: Path): Data =>
  copyWith(data, path, (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  });

const FORMS = [
  '13m',
  '11:31',
  'Tuesday at 11:31',
  'within 13m',
  'next business day at 11:31',
  '08:00-12:31',
  '2027-01-02',
  'FR',
];
const ROLES = ['on_call_engineer', 'engineering_manager', 'product_owner', 'cto', 'ceo', 'security_team'];
const TEMPLATE = /\{\{ (\w+) \}\}/g;

/** Other values to write in its place: every word of a closed set, a longer text, or a few of which its form takes one. */
function others({ path, value, schema }: Leaf): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  const text = String(value);
  if (schema?.enum) return schema.enum.filter((word) => word !== text);
  if (schema?.['x-reference'] === 'roles' || path.at(-1) === 'notify')
    return ROLES.filter((role) => role !== text);
  if (path.at(-1) === 'calendar') return ['default'];
  if (path.at(-1) === 'covered_by') return ['checkout'];
  if (path[0] === 'reports' && path.at(-1) === 'zone') return ['Asia/Tokyo'];
  const templates = path[0] !== 'templates' || path.at(-1) === 'title' ? [] : templateChanges(text);
  const free = proseOf(withValue(data, path, `${text} too`)) !== null;
  return [...(free ? [`${text} too`] : FORMS), ...templates];
}

/** Each field with a filter, without its spaces, and another field in its place. */
function templateChanges(text: string): string[] {
  const fields = [...text.matchAll(TEMPLATE)];
  return fields.flatMap(({ 0: field, 1: name = '', index }, at) => {
    const put = (written: string) => text.slice(0, index) + written + text.slice(index + field.length);
    const [next = ''] = fields.slice(at + 1).flatMap(({ 1: each }) => (each === name ? [] : [each]));
    return [`{{ ${name} | default: "secret" }}`, `{{- ${name} -}}`, `{{ ${next || 'commander'} }}`].map(put);
  });
}

const data = everything();
const before = proseOf(data);
const place = (path: Path): string => path.join('.');

test('the policy of this test has every setting of the language', () => {
  // All four levels have the same settings; each needs to be here once.
  const level = (key: string): string => (/^P[1-4]$/.test(key) ? '*' : key);
  const open = (node: Node, path: string): string[] => [
    ...(node.anyOf ?? []).flatMap((each) => open(each, path)),
    ...Object.entries(node.properties ?? {}).flatMap(([key, each]) => {
      const at = path === '' ? key : `${path}.${level(key)}`;
      return [at, ...open(each, at)];
    }),
    ...(node.items ? open(node.items, `${path}.*`) : []),
    ...(typeof node.additionalProperties === 'object' ? open(node.additionalProperties, `${path}.*`) : []),
  ];
  const isRecord = (path: Path): boolean =>
    ['calendars', 'roles', 'severity_labels', 'labels'].includes(String(path.at(-1)));
  const parts = (value: unknown, path: Path = [], real: Path = []): string[] => {
    const entries = Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
    return entries.flatMap(([key, each]) => {
      const at = [...path, Array.isArray(value) || isRecord(real) ? '*' : level(String(key))];
      return [place(at), ...parts(each, at, [...real, key])];
    });
  };
  const here = new Set(parts(data));
  expect(open(language, '').filter((path) => !here.has(path))).toEqual([]);
  expect(before).not.toBeNull();
});

test('a change of any value is seen in the prose', () => {
  const unseen: string[] = [];
  const untried: string[] = [];
  let tried = 0;
  for (const leaf of leaves(data, language)) {
    if (NEVER_SHOWN.test(place(leaf.path))) continue;
    const changed = others(leaf).flatMap((value) => {
      const after = proseOf(withValue(data, leaf.path, value));
      return after === null || after.compiled === before?.compiled ? [] : [{ value, after }];
    });
    if (changed.length === 0) untried.push(place(leaf.path));
    tried += changed.length;
    for (const { value, after } of changed)
      if (after.prose === before?.prose)
        unseen.push(`${place(leaf.path)}: ${JSON.stringify(leaf.value)} to ${JSON.stringify(value)}`);
  }
  expect(unseen).toEqual([]);
  expect(untried).toEqual([]);
  expect(tried).toBeGreaterThan(1000);
});

test('whatever is taken out is missed in the prose', () => {
  const parts = (value: unknown, path: Path = []): Path[] => {
    const entries = Array.isArray(value) ? [...value.entries()] : isMap(value) ? Object.entries(value) : [];
    return entries.flatMap(([key, each]) => [[...path, key], ...parts(each, [...path, key])]);
  };
  const unseen = parts(data)
    .filter((path) => !NEVER_SHOWN.test(place(path)))
    .filter((path) => {
      const after = proseOf(without(data, path));
      return after !== null && after.compiled !== before?.compiled && after.prose === before?.prose;
    });
  expect(unseen.map(place)).toEqual([]);
});
