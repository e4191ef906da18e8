import { LIMITS, type Signal, tagLabels, tagsOf } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { cut, defined, field, isObject, keyText, labels, link, links, text, type Unknown } from '../read.ts';

/** An alert as it is created, and who did it. */
export interface CreatedAlert {
  readonly signal: Signal;
  readonly by: string | null;
  readonly note: string | null;
}

const MOST_TAGS = 100;

/**
 * The body of `POST /v2/alerts` (docs.opsgenie.com, Alert API). What is too long is cut and never refused, and a message may
 * be missing where something else says what it is about: an alert that is refused is not sent again.
 * @param newAlias for one that has none
 * @returns what is wrong, by field
 */
export function parseCreate(
  body: Unknown,
  newAlias: string,
): Result<CreatedAlert, Readonly<Record<string, string>>> {
  const description = text(field(body, 'description'), LIMITS.description);
  const alias = keyText(field(body, 'alias'));
  const title =
    text(field(body, 'message'), LIMITS.title) ??
    (description === undefined ? undefined : cut(description, LIMITS.title)) ??
    (alias === undefined ? undefined : cut(alias, LIMITS.title));
  if (title === undefined) return err({ message: 'Message can not be empty.' });
  const source = field(body, 'source');
  return ok({
    signal: defined<Signal>({
      action: 'trigger',
      dedupKey: alias ?? newAlias,
      title,
      description,
      severity: priorityOf(field(body, 'priority')) ?? 'P3',
      source: text(field(body, 'entity'), LIMITS.source) ?? text(source, LIMITS.source),
      labels: labels(
        field(body, 'details'),
        tagLabels(readTags(field(body, 'tags'))),
        defined<Record<string, string>>({
          entity: text(field(body, 'entity'), LIMITS.labelValue) as string,
          responders: respondersOf(body) as string,
        }),
      ),
      links: links([link(source, 'Source')]),
    }),
    ...whoOf(body),
  });
}

/** Who asks for it, and what they say about it. */
export const whoOf = (body: Unknown): { readonly by: string | null; readonly note: string | null } => ({
  by: text(field(body, 'user'), LIMITS.source) ?? null,
  note: text(field(body, 'note'), LIMITS.description) ?? null,
});

/** P1 to P5 in any case; anything else that is said counts as it is: the policy's default is worse than P3. */
export const priorityOf = (value: unknown): string | undefined => {
  const word = text(value, LIMITS.severity);
  return word !== undefined && /^p[1-5]$/i.test(word) ? word.toUpperCase() : word;
};

/** Tags of a list, or of a text with commas; empty ones are dropped (Zabbix sends some). */
export function readTags(value: unknown): readonly string[] {
  const given = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const tags = given.slice(0, MOST_TAGS).flatMap((tag) => text(tag, LIMITS.linkText) ?? []);
  return [...new Set(tags.map((tag) => tag.replaceAll('\n', ' ')))];
}

/** An alert's labels with other tags; what only the old ones said goes. */
export function withTags(
  before: Readonly<Record<string, string>>,
  change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Record<string, string> {
  const tags = tagsOf(before);
  const removed = new Set(change.remove ?? []);
  const next = [...new Set([...tags, ...(change.add ?? [])])].filter((tag) => !removed.has(tag));
  const old = tagLabels(tags);
  const kept = Object.entries(before).filter(
    ([name, value]) => !(Object.hasOwn(old, name) && old[name] === value),
  );
  return labels(Object.fromEntries(kept), tagLabels(next));
}

function respondersOf(body: Unknown): string | undefined {
  const given = [field(body, 'responders'), field(body, 'teams')].flat().filter(isObject);
  const names = given
    .slice(0, MOST_TAGS)
    .flatMap(
      (each) =>
        text(field(each, 'name') ?? field(each, 'username') ?? field(each, 'id'), LIMITS.source) ?? [],
    );
  return text(names.join(', '), LIMITS.labelValue);
}
