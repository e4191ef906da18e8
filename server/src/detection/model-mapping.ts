import { z } from 'zod';

const path = z
  .string()
  .min(1)
  .max(500)
  .describe(
    'A JSON pointer (/alert/name), a dotted path (alert.name), or a text with paths in braces ({alert.name} on {host})',
  );
const paths = z.union([path, z.array(path).min(1).max(20)]).describe('The first of these that holds a value');
const word = z.string().min(1).max(100);
const expected = z.union([word, z.array(word).min(1).max(50)], {
  error: 'Expected a value, or a list of at least one, in quotes',
});
const fields = z
  .record(path, expected)
  .refine((wanted) => Object.keys(wanted).length > 0, 'Name at least one path, such as { action: created }');
const condition = z.union([word, fields], {
  error:
    'Expected a value of status, in quotes, or paths with the values they must have, such as { action: created }',
});
export type Condition = z.output<typeof condition>;

const CONDITION =
  'Each is a value of status, or paths with the values they must all have; * is any value; case-insensitive';
const conditions = z.array(condition).max(50);
/** At least one: with none, `trigger_when` would silence everything. */
const someConditions = z.array(condition).min(1).max(50);

/**
 * How the generic webhook reads a body it has never seen, and how the shapes that ship are read (inbound/vendors). Whatever
 * is not given falls back to usual names.
 */
export const mappingSchema = z
  .strictObject({
    items: path
      .optional()
      .describe('A list inside the body; each element is an alert. Default: the body is one alert'),
    title: paths.optional(),
    description: paths.optional(),
    dedup_key: paths
      .optional()
      .describe('Default: the title, so that alerts with the same title are the same alert'),
    severity: paths.optional(),
    source: paths.optional(),
    status: paths.optional().describe('Where the status is in the body; default: every request is an alert'),
    ignore_when: someConditions
      .optional()
      .describe(`What is neither an alert nor its end, looked at first. ${CONDITION}`),
    resolve_when: conditions.optional().describe(`What means resolved. ${CONDITION}`),
    acknowledge_when: conditions.optional().describe(`What means someone has acknowledged it. ${CONDITION}`),
    trigger_when: someConditions
      .optional()
      .describe(`What is an alert; anything else is ignored. Default: everything is an alert. ${CONDITION}`),
    starts_at: paths.optional(),
    link: paths.optional(),
    labels: z
      .union([path, z.record(z.string().min(1).max(255), path)])
      .optional()
      .describe('An object whose simple values become labels, or a path per label'),
  })
  .superRefine((mapping, context) => {
    for (const { word: twice, lists } of contradictions(mapping))
      context.addIssue({
        code: 'custom',
        path: [lists[1]],
        message: `"${twice}" is also in ${lists[0]}; one value cannot mean both`,
      });
  });
export type Mapping = z.output<typeof mappingSchema>;

const LISTS = ['resolve_when', 'acknowledge_when', 'trigger_when', 'ignore_when'] as const;
type List = (typeof LISTS)[number];

/**
 * Words of the status that stand in two lists. Only with one of the newer two: earlier versions saved a word in both
 * `resolve_when` and `acknowledge_when`, and such an integration must go on working.
 */
function contradictions(
  mapping: Partial<Record<List, readonly Condition[] | undefined>>,
): { readonly word: string; readonly lists: readonly [List, List] }[] {
  const first = new Map<string, List>();
  const found: { word: string; lists: [List, List] }[] = [];
  for (const list of LISTS)
    for (const each of mapping[list] ?? []) {
      if (typeof each !== 'string') continue;
      const said = each.toLowerCase();
      const before = first.get(said);
      if (before === undefined) first.set(said, list);
      else if (before !== list && (list === 'trigger_when' || list === 'ignore_when'))
        found.push({ word: each, lists: [before, list] });
    }
  return found;
}
