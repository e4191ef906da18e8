import { LIMITS, type Signal } from '../../detection/index.ts';
import { defined, field, isObject, keyText, labels, link, links, text, time, type Unknown } from '../read.ts';

/**
 * Datadog's webhook (protocols.md §1.6): its default body, or the template of docs/integrations.md, which alone can say
 * that it is over. A variable that Datadog had no value for comes as `$NAME` or `null`, and counts as absent. Undefined
 * when it is none.
 */
export function parseDatadog(body: Unknown): Signal | undefined {
  const has = (name: string) => field(body, name) !== undefined;
  const isIt =
    has('alert_transition') || (has('event_type') && has('last_updated') && isObject(field(body, 'org')));
  if (!isIt) return undefined;
  const said = (name: string): unknown => {
    const value = field(body, name);
    return typeof value === 'string' && /^(\$[A-Z_]+|null)$/.test(value.trim()) ? undefined : value;
  };
  const title = text(said('title'), LIMITS.title);
  const key = keyText(said('alert_cycle_key')) ?? keyText(said('aggreg_key')) ?? keyText(said('id')) ?? title;
  if (key === undefined) return undefined;
  const over = /recovered/i.test(text(said('alert_transition'), 100) ?? '');
  return defined<Signal>({
    action: over ? 'resolve' : 'trigger',
    dedupKey: key,
    title: title ?? `Datadog ${key}`.slice(0, LIMITS.title),
    description: text(said('body'), LIMITS.description),
    severity: text(said('alert_priority'), LIMITS.severity) ?? text(said('alert_type'), LIMITS.severity),
    source: text(said('hostname'), LIMITS.source),
    labels: labels(tagsOf(said('tags')), {
      alertname: title,
      scope: said('alert_scope'),
      metric: said('alert_metric'),
    }),
    links: links([link(said('link'), 'Datadog'), link(said('snapshot'), 'Snapshot')]),
    startsAt: over ? undefined : time(Number(said('date'))),
    endsAt: over ? time(Number(said('date'))) : undefined,
  });
}

/** `env:prod,service:checkout,urgent` as labels. */
function tagsOf(tags: unknown): Unknown {
  if (typeof tags !== 'string') return {};
  const pairs = tags.split(',').map((tag) => {
    const [name = '', ...value] = tag.trim().split(':');
    return [name, value.length === 0 ? 'true' : value.join(':')] as const;
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}
