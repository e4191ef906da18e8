import { field, isObject, text } from '../read.ts';

/** Whether the path is a text with paths in braces. */
const isText = (path: string): boolean =>
  path.includes('{') && !path.startsWith('/') && /\{[^{}]+\}/.test(path);

/**
 * The value at a JSON pointer (RFC 6901: `/alerts/0/name`, `~1` for `/`, `~0` for `~`) or, when it does not begin with
 * a slash, a dotted path (`alerts.0.name`); or a text with such paths in braces (`{alert.name} on {host}`) filled in, when
 * all of them lead to a simple value. Undefined when the way ends before the path does.
 */
export function valueAt(root: unknown, path: string): unknown {
  if (isText(path)) return filledIn(root, path);
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

/** Characters of one value in a text. */
const MOST_OF_ONE = 2_000;

function filledIn(root: unknown, wording: string): string | undefined {
  let complete = true;
  const filled = wording.replaceAll(/\{([^{}]+)\}/g, (_, path: string) => {
    const value = text(valueAt(root, path), MOST_OF_ONE);
    complete &&= value !== undefined;
    return value ?? '';
  });
  return complete ? filled : undefined;
}

/** The first of the paths at which `read` finds something. */
export function firstRead<T>(
  root: unknown,
  paths: string | readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const path of typeof paths === 'string' ? [paths] : paths) {
    const found = read(valueAt(root, path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first of the paths at which there is something other than nothing (`null`, an empty text). */
export const firstAt = (root: unknown, paths: string | readonly string[]): unknown =>
  firstRead(root, paths, (value) => (value === null || value === '' ? undefined : value));
