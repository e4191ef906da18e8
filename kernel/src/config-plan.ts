import { canonicalJson, type Json } from './canonical.ts';

/** Something wrong with org.yaml. `path` is the way to it from the root; the reader of the file adds line and column. */
export interface ConfigFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** One field that `apply` changes; `from` or `to` is absent when the field appears or goes. */
export interface FieldChange {
  readonly path: string;
  readonly from?: Json;
  readonly to?: Json;
}

/** What `apply` does to one object. */
export interface PlanItem {
  /** The section of org.yaml: `people`. */
  readonly section: string;
  /** As a person names it: `ana@example.com`, `payments`. */
  readonly id: string;
  readonly action: 'create' | 'update' | 'delete' | 'unchanged';
  readonly changes: readonly FieldChange[];
}

/** The names that org.yaml may refer to: those in the file and, unless they are about to be pruned, those stored. */
export type ConfigNameKind = 'people' | 'teams' | 'systems' | 'schedules' | 'connectors';
export interface ConfigRefs {
  has(kind: ConfigNameKind, name: string): boolean;
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What differs between two states of an object, field by field in dots (`roles.cto`); lists are compared as a whole,
 * because "the second of three moved" tells less than the list. Absent and `undefined` are the same.
 */
export function diffFields(before: Json | undefined, after: Json | undefined, path = ''): FieldChange[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => diffFields(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  if (before === undefined && after === undefined) return [];
  if (before !== undefined && after !== undefined && canonicalJson(before) === canonicalJson(after))
    return [];
  return [
    {
      path,
      ...(before === undefined ? {} : { from: before }),
      ...(after === undefined ? {} : { to: after }),
    },
  ];
}

/** The plan item that takes one object from `before` to `after` (undefined: is not there). */
export function planItem(
  section: string,
  id: string,
  before: Json | undefined,
  after: Json | undefined,
): PlanItem {
  if (before === undefined) return { section, id, action: 'create', changes: diffFields({}, after) };
  if (after === undefined) return { section, id, action: 'delete', changes: [] };
  const changes = diffFields(before, after);
  return { section, id, action: changes.length === 0 ? 'unchanged' : 'update', changes };
}
