import { cleanText, storableText } from '../../kernel/index.ts';

/** Without the character that nobody sees it would be another address; models refuse it, and say so. */
const ADDRESS = /^\S*(?:@|:\/\/)\S*$/;

const mendedText = (text: string): string => (ADDRESS.test(text) ? storableText(text) : cleanText(text));

/**
 * Mends every text in what a request says (query, path, JSON body; names of fields too), in place, so that no chapter can
 * forget to (but where a route says `exactText`): PostgreSQL takes neither NUL nor half a surrogate pair, and would answer a filter or a name with such a thing
 * by an error. Without recursion, because a body may nest deeper than the stack.
 */
export function cleanInput(root: unknown): void {
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    const object = value as Record<string, unknown>;
    for (const [name, item] of Object.entries(object)) {
      const clean = cleanText(name);
      if (clean !== name) delete object[name];
      if (typeof item === 'string') {
        const mended = mendedText(item);
        if (mended !== item || clean !== name) object[clean] = mended;
        continue;
      }
      if (clean !== name) object[clean] = item;
      left.push(item);
    }
  }
}
