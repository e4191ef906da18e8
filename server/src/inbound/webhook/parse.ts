import { LIMITS, type Mapping, type Signal, type SignalAction } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import {
  atOnce,
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
import { firstAt, valueAt } from './paths.ts';

/** The usual names, tried in order, for whatever an integration's mapping does not say. */
const USUAL = {
  title: ['title', 'summary', 'message', 'name', 'alertname', 'subject', 'text', 'event.title'],
  description: ['description', 'details', 'body', 'message'],
  dedup_key: [
    'dedup_key',
    'dedupKey',
    'alias',
    'fingerprint',
    'incident_key',
    'alert_id',
    'alertId',
    'id',
    'key',
  ],
  severity: ['severity', 'priority', 'level', 'urgency'],
  source: ['source', 'host', 'hostname', 'instance', 'service'],
  status: ['status', 'state', 'event_action', 'action', 'alert_status'],
  starts_at: ['starts_at', 'startsAt', 'started_at', 'timestamp', 'time', 'date'],
  link: ['link', 'url', 'href', 'event_url', 'alert_url'],
} as const;
const RESOLVED = [
  'resolved',
  'resolve',
  'ok',
  'closed',
  'close',
  'recovered',
  'recovery',
  'up',
  'normal',
  'cleared',
  'inactive',
];
const ACKNOWLEDGED = ['acknowledged', 'acknowledge', 'ack'];

export interface WebhookBatch {
  readonly signals: readonly Signal[];
  /** Elements of the list beyond those that are taken. */
  readonly leftOut: number;
}

/**
 * Any JSON, read by an integration's mapping (docs/integrations.md). A body in which nothing has a title is refused:
 * nothing is guessed from one that does not say what is wrong. In a list where others have one, an element without is an
 * alert all the same, because the answer to the sender would hide that it was lost. Pauses in a long list.
 * @returns the words for the answer when no alert is found
 */
export function* readWebhook(body: unknown, mapping: Mapping): Generator<void, Result<WebhookBatch, string>> {
  if (!isObject(body) && !Array.isArray(body)) return err('The body is not a JSON object or list.');
  const listed = mapping.items === undefined ? undefined : valueAt(body, mapping.items);
  if (mapping.items !== undefined && !Array.isArray(listed))
    return err(`The mapping expects a list at "${mapping.items}"; there is none.`);
  const items: readonly unknown[] = Array.isArray(listed) ? listed : Array.isArray(body) ? body : [body];
  const taken = items.slice(0, MOST_ALERTS);
  const found = yield* mapped(
    taken.filter((item) => item !== null),
    (item) => itemSignal(item, mapping),
  );
  if (found.length > 0 && found.every(({ title }) => title === undefined))
    return err(`No title found at ${pathsOf(mapping.title ?? USUAL.title)}.`);
  const signals = found.map((item) => ({ ...item, title: item.title ?? 'An alert without a title' }));
  return ok({ signals, leftOut: items.length - taken.length });
}

/** The same without pauses. */
export function parseWebhook(body: unknown, mapping: Mapping): Result<readonly Signal[], string> {
  const read = atOnce(readWebhook(body, mapping));
  return read.ok ? ok(read.value.signals) : read;
}

const pathsOf = (paths: string | readonly string[]): string =>
  (typeof paths === 'string' ? [paths] : paths).map((path) => `"${path}"`).join(', ');

type Untitled = Omit<Signal, 'title'> & { readonly title?: string };

function itemSignal(item: unknown, mapping: Mapping): Untitled {
  const read = (name: keyof typeof USUAL): unknown => firstAt(item, mapping[name] ?? USUAL[name]);
  const key = keyText(read('dedup_key'));
  const action = actionOf(read('status'), mapping);
  // Words alone are a title. What is over needs none, if it says what.
  const title = isObject(item)
    ? (firstText(item, mapping.title ?? USUAL.title, LIMITS.title) ??
      (action === 'trigger' ? undefined : text(key, LIMITS.title)))
    : text(item, LIMITS.title);
  const description = firstText(item, mapping.description ?? USUAL.description, LIMITS.description);
  return defined<Untitled>({
    action,
    dedupKey: key ?? title ?? JSON.stringify(item),
    title,
    description: description === title ? undefined : description,
    severity: text(read('severity'), LIMITS.severity),
    source: text(read('source'), LIMITS.source),
    labels: readLabels(item, mapping),
    links: links([link(read('link'), 'Source')]),
    startsAt: time(read('starts_at')),
    endsAt: undefined,
  });
}

function firstText(item: unknown, paths: string | readonly string[], limit: number): string | undefined {
  for (const path of typeof paths === 'string' ? [paths] : paths) {
    const found = text(valueAt(item, path), limit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A status nobody has mapped is an alert: a monitor's unknown word must not silence it. */
function actionOf(status: unknown, mapping: Mapping): SignalAction {
  const word = text(status, 100)?.toLowerCase();
  if (word === undefined) return 'trigger';
  const means = (words: readonly string[]) => words.some((each) => each.toLowerCase() === word);
  if (means(mapping.resolve_when ?? RESOLVED)) return 'resolve';
  return means(mapping.acknowledge_when ?? ACKNOWLEDGED) ? 'acknowledge' : 'trigger';
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
