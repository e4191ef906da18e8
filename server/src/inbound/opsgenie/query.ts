import type { Alert } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { tagsOf } from './parse.ts';

type Test = (alert: Alert) => boolean;

export interface AlertSearch {
  /** What the query says of the status; undefined: both. */
  readonly status: 'firing' | 'resolved' | undefined;
  /** Whether that is all that it says: then what matches need not be read to be found. */
  readonly isStatusOnly: boolean;
  readonly matches: Test;
}

/** `name:value`, `name=value`, `name: "two words"`, or a word that stands for itself. */
const TERM = /\s*(?:AND\s+)?(?:(\w+)\s*[:=]\s*)?(?:"([^"]*)"|([^\s"]+))/gy;

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const within = (text: string | null, part: string): boolean =>
  text?.toLowerCase().includes(part.toLowerCase()) === true;

const FIELDS: Readonly<Record<string, (alert: Alert, value: string) => boolean>> = {
  status: (alert, value) => same(value, alert.status === 'firing' ? 'open' : 'closed'),
  alias: (alert, value) => alert.dedupKey === value,
  priority: (alert, value) => same(alert.severityWord ?? '', value),
  tag: (alert, value) => tagsOf(alert.labels).some((tag) => same(tag, value)),
  message: (alert, value) => within(alert.title, value),
  description: (alert, value) => within(alert.description, value),
  source: (alert, value) => within(alert.source, value),
  entity: (alert, value) => within(alert.labels.entity ?? null, value),
  acknowledged: (alert, value) => same(value, String(alert.acknowledgedAt !== null)),
};

const statusOf = (value: string): AlertSearch['status'] =>
  same(value, 'open') ? 'firing' : same(value, 'closed') ? 'resolved' : undefined;

/**
 * The part of Opsgenie's search language that integrations use: terms that must all hold. What is not understood is refused: a
 * wrong list is worse than none.
 */
export function parseQuery(query: string): Result<AlertSearch, string> {
  const tests: Test[] = [];
  let status: AlertSearch['status'];
  let isStatusOnly = true;
  TERM.lastIndex = 0;
  const trimmed = query.trim().slice(0, 1_000);
  while (TERM.lastIndex < trimmed.length) {
    const [whole, name, quoted, word] = TERM.exec(trimmed) ?? [];
    if (whole === undefined) return err('Query is not valid.');
    const value = quoted ?? word ?? '';
    if (name === undefined) {
      if (/^(OR|NOT|AND)$/.test(value) || /[()<>]/.test(value))
        return err(`Query is not valid: only terms that must all hold are supported, not "${value}".`);
      isStatusOnly = false;
      tests.push((alert) => within(alert.title, value) || within(alert.description, value));
      continue;
    }
    const test = Object.hasOwn(FIELDS, name.toLowerCase()) ? FIELDS[name.toLowerCase()] : undefined;
    if (test === undefined) return err(`Query is not valid: the field "${name}" is not supported.`);
    const said = same(name, 'status') ? statusOf(value) : undefined;
    // "status:snoozed", or two that exclude each other: nothing matches.
    isStatusOnly &&= said !== undefined && (status === undefined || status === said);
    status = said ?? status;
    tests.push((alert) => test(alert, value));
  }
  return ok({ status, isStatusOnly, matches: (alert) => tests.every((test) => test(alert)) });
}
