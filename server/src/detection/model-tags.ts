import { LIMITS } from './model.ts';

const TAGS = 'tags';
const SEPARATOR = ', ';

/**
 * Opsgenie's tags as labels, of an alert and of a heartbeat alike: `env:prod` is the label env=prod, so that matchers find
 * it; all of them are the label `tags`, as they are shown.
 */
export function tagLabels(tags: readonly string[]): Record<string, string> {
  const named = tags.flatMap((tag) => {
    const [, name, value] = /^([^:]+):(.+)$/.exec(tag) ?? [];
    const pair = [name?.trim() ?? '', value?.trim() ?? ''] as const;
    return pair.includes('') ? [] : [pair];
  });
  const all = [...tags.join(SEPARATOR)].slice(0, LIMITS.labelValue).join('');
  return { ...Object.fromEntries(named), ...(tags.length === 0 ? {} : { [TAGS]: all }) };
}

export const tagsOf = (found: Readonly<Record<string, string>>): readonly string[] =>
  Object.hasOwn(found, TAGS) ? (found[TAGS] ?? '').split(SEPARATOR) : [];
