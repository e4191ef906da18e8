import {
  type Change,
  LIMITS,
  type Mapping,
  type Pairing,
  type Signal,
  type SignalAction,
  saysOver,
  titleKey,
} from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import {
  atOnce,
  bodyKey,
  defined,
  isObject,
  keyText,
  labels,
  link,
  links,
  MOST_ALERTS,
  mapped,
  text,
  time,
} from '../read.ts';
import { type Element, inWordsOf, keptOut, type Meaning, meaningOf } from './conditions.ts';
import { firstAt, firstRead, valueAt } from './paths.ts';
import { EVENT_ID, isAcknowledged, isOver, USUAL } from './usual.ts';

export interface WebhookBatch {
  readonly signals: readonly Signal[];
  /** Why each element that asks for nothing was ignored. */
  readonly ignored: readonly string[];
  /** In words, what of the body is unknown although the rest was taken. */
  readonly unread?: string;
  /** What it says has been changed. */
  readonly changes?: readonly Change[];
}

/** What an integration adds to the way in which a body is read: which alerts it does not want. */
export type Filter = Pick<Mapping, 'trigger_when' | 'ignore_when'>;

/** For a mapping that ships: whose it is, and what the integration adds. */
interface Known {
  readonly tool: string;
  readonly filter: Filter;
}

/**
 * Any JSON, read by an integration's mapping (docs/integrations.md). A body in which nothing has a title is refused:
 * nothing is guessed from one that does not say what is wrong. In a list where others have one, an element without is an
 * alert all the same, because the answer to the sender would hide that it was lost. Pauses in a long list.
 * @returns the words for the answer when no alert is found
 */
export function* readWebhook(
  body: unknown,
  mapping: Mapping,
  known?: Known,
): Generator<void, Result<WebhookBatch, string>> {
  if (!isObject(body) && !Array.isArray(body)) return err('The body is not a JSON object or list.');
  const listed = mapping.items === undefined ? undefined : valueAt(body, mapping.items);
  if (mapping.items !== undefined && !Array.isArray(listed))
    return err(`The mapping expects a list at "${mapping.items}"; there is none.`);
  const items: readonly unknown[] = Array.isArray(listed) ? listed : Array.isArray(body) ? body : [body];
  const taken = items.slice(0, MOST_ALERTS);
  const read = yield* mapped(
    taken.filter((item) => item !== null),
    (item) => itemSignal(item, body, mapping, known),
  );
  const found = read.flatMap((each) => ('ignored' in each ? [] : [each]));
  if (found.length > 0 && found.every(({ title }) => title === undefined)) return err(noTitle(mapping));
  const signals = found.map((item) => ({ ...item, title: item.title ?? 'An alert without a title' }));
  const ignored = read.flatMap((each) => ('ignored' in each ? [each.ignored] : []));
  const leftOut = items.length - taken.length;
  const unread = leftOut > 0 ? `The body has ${leftOut} alerts beyond the limit.` : undefined;
  return ok(defined<WebhookBatch>({ signals, ignored, unread }));
}

/** The same without pauses. */
export const parseWebhook = (body: unknown, mapping: Mapping): Result<WebhookBatch, string> =>
  atOnce(readWebhook(body, mapping));

const noTitle = ({ title }: Mapping): string =>
  title === undefined
    ? 'No title found: none of the usual fields, such as "title", "summary" and "message", has a text.'
    : `No title found at ${[title]
        .flat()
        .map((path) => `"${path}"`)
        .join(', ')}.`;

type Untitled = Omit<Signal, 'title'> & { readonly title?: string };

function itemSignal(
  item: unknown,
  body: unknown,
  mapping: Mapping,
  known: Known | undefined,
): Untitled | { readonly ignored: string } {
  const at = (name: keyof typeof USUAL) => mapping[name] ?? USUAL[name];
  const said = isObject(item)
    ? firstRead(item, at('title'), (value) => text(value, LIMITS.title))
    : text(item, LIMITS.title);
  const status = text(firstAt(item, at('status')), 100);
  const meaning = filtered({ item, body, status }, mapping, known, said);
  if ('ignored' in meaning) return meaning;
  const { action } = meaning;
  const key = firstRead(item, at('dedup_key'), keyText);
  const eventId =
    mapping.dedup_key === undefined && key === undefined ? firstRead(item, EVENT_ID, keyText) : undefined;
  // Words alone are a title. What is over needs none, if it says what.
  const title = said ?? (action === 'trigger' ? undefined : text(key ?? eventId, LIMITS.title));
  const description = firstRead(item, at('description'), (value) => text(value, LIMITS.description));
  const source = text(firstAt(item, at('source')), LIMITS.source);
  const kind = key !== undefined ? 'alert' : eventId !== undefined ? 'delivery' : 'title';
  // What an integration or a tool says by a mapping of its own is not second-guessed.
  const isSilent = status === undefined && known === undefined && mapping.resolve_when === undefined;
  return defined<Untitled>({
    action,
    dedupKey: key ?? eventId ?? (title === undefined ? bodyKey(item) : titleKey(title, source)),
    pairs: title === undefined ? undefined : pairing(action, kind, isSilent && saysOver(title)),
    title,
    description: description === title ? undefined : description,
    severity: text(firstAt(item, at('severity')), LIMITS.severity),
    source,
    labels: readLabels(item, mapping),
    links: links([link(firstAt(item, at('link')), 'Source')]),
    startsAt: time(firstAt(item, at('starts_at'))),
    endsAt: undefined,
  });
}

/** How the alert of an end is found; undefined when its key is enough. */
function pairing(action: SignalAction, key: Pairing['key'], saysOverItself: boolean): Pairing | undefined {
  if (action === 'trigger') return saysOverItself ? { key, unsure: true } : undefined;
  return key === 'alert' ? undefined : { key };
}

function filtered(
  element: Element,
  mapping: Mapping,
  known: Known | undefined,
  title: string | undefined,
): Meaning {
  const meaning = meaningOf(element, mapping, { isOver: (word) => isOver(word, title), isAcknowledged });
  if (known === undefined) return meaning;
  const out = keptOut(element, meaning, known.filter);
  if (out !== undefined) return out;
  return 'ignored' in meaning ? { ignored: inWordsOf(known.tool, meaning.ignored) } : meaning;
}

function readLabels(item: unknown, mapping: Mapping): Record<string, string> {
  if (mapping.labels === undefined) {
    const nested = ['labels', 'tags'].map((name) => valueAt(item, name)).find(isObject);
    return nested === undefined ? labels(item) : labels(nested);
  }
  if (typeof mapping.labels === 'string') return labels(valueAt(item, mapping.labels));
  return labels(
    Object.fromEntries(Object.entries(mapping.labels).map(([name, path]) => [name, valueAt(item, path)])),
  );
}
