import { field, isObject } from '../read.ts';

/**
 * The value at a JSON pointer (RFC 6901: `/alerts/0/name`, `~1` for `/`, `~0` for `~`) or, when it does not begin with
 * a slash, a dotted path (`alerts.0.name`). Undefined when the way ends before the path does.
 */
export function valueAt(root: unknown, path: string): unknown {
  const steps = path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.');
  let at: unknown = root;
  for (const step of steps) {
    if (Array.isArray(at)) at = /^(0|[1-9]\d{0,5})$/.test(step) ? at[Number(step)] : undefined;
    else if (isObject(at)) at = field(at, step);
    else return undefined;
  }
  return at;
}

/** The first of the paths at which there is something other than nothing (`null`, an empty text). */
export function firstAt(root: unknown, paths: string | readonly string[]): unknown {
  for (const path of typeof paths === 'string' ? [paths] : paths) {
    const value = valueAt(root, path);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}
