import { LIMITS, type Signal, type SignalAction } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { defined, field, isObject, keyText, labels, link, links, text, time, type Unknown } from '../read.ts';

/** A PagerDuty event: whose it is, and what it says. */
export interface PagerDutyEvent {
  readonly routingKey: string;
  readonly signal: Signal;
}

/** PagerDuty's own words for what is wrong; they go into `errors` of its 400 (Zabbix shows the first). */
export type PagerDutyFaults = readonly string[];

const ACTIONS: readonly unknown[] = ['trigger', 'acknowledge', 'resolve'] satisfies SignalAction[];
const SEVERITIES: readonly unknown[] = ['critical', 'error', 'warning', 'info'];
const KEY_LENGTH = 32;

/** PagerDuty's complaint about a key that is absent or not 32 characters long; undefined when it may be one. */
export function keyFault(name: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return `'${name}' is missing or blank`;
  return value.length === KEY_LENGTH
    ? undefined
    : `Length of '${name}' is incorrect (should be ${KEY_LENGTH} characters)`;
}

/**
 * An alert of Events API v2 (protocols.md §1.1). An acknowledge or resolve may carry a whole payload (Alertmanager does)
 * or none. `custom_details` may be any JSON: its simple values become labels, all of it stays in the kept payload.
 * @param newKey used as `dedup_key` when the event has none
 */
export function parseEvent(body: Unknown, newKey: string): Result<PagerDutyEvent, PagerDutyFaults> {
  const action = field(body, 'event_action');
  const dedupKey = keyText(field(body, 'dedup_key'));
  const routingKey = field(body, 'routing_key');
  const payload = field(body, 'payload');
  const faults = [
    keyFault('routing_key', routingKey),
    ACTIONS.includes(action)
      ? undefined
      : "'event_action' is missing or not one of 'trigger', 'acknowledge', 'resolve'",
    action !== 'trigger' && dedupKey === undefined ? "'dedup_key' is missing or blank" : undefined,
    ...(action === 'trigger' ? payloadFaults(payload) : []),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) return err(faults);
  return ok({
    routingKey: routingKey as string,
    signal: eventSignal(body, isObject(payload) ? payload : {}, action as SignalAction, dedupKey ?? newKey),
  });
}

function payloadFaults(payload: unknown): (string | undefined)[] {
  if (!isObject(payload)) return ["'payload' is missing or not an object"];
  return [
    text(field(payload, 'summary'), LIMITS.title) === undefined
      ? "'payload.summary' is missing or blank"
      : undefined,
    text(field(payload, 'source'), LIMITS.source) === undefined
      ? "'payload.source' is missing or blank"
      : undefined,
    SEVERITIES.includes(lower(field(payload, 'severity')))
      ? undefined
      : "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
  ];
}

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

function eventSignal(body: Unknown, payload: Unknown, action: SignalAction, dedupKey: string): Signal {
  const details = field(payload, 'custom_details');
  const named = {
    source: field(payload, 'source'),
    component: field(payload, 'component'),
    group: field(payload, 'group'),
    class: field(payload, 'class'),
  };
  return defined<Signal>({
    action,
    dedupKey,
    title: text(field(payload, 'summary'), LIMITS.title) ?? text(dedupKey, LIMITS.title) ?? action,
    description: text(isObject(details) ? undefined : details, LIMITS.description),
    severity: text(lower(field(payload, 'severity')), LIMITS.severity),
    source: text(field(payload, 'source'), LIMITS.source),
    labels: labels(named, details),
    links: readLinks(body),
    startsAt: time(field(payload, 'timestamp')),
    endsAt: undefined,
  });
}

/** `client_url`, `links[{href,text}]` and `images[{src,href,alt}]`, those that lead somewhere. */
export function readLinks(body: Unknown): Signal['links'] {
  return links([
    link(field(body, 'client_url'), field(body, 'client')),
    ...listOf(field(body, 'links')).map((item) => link(field(item, 'href'), field(item, 'text'))),
    ...listOf(field(body, 'images')).map((item) =>
      link(field(item, 'href') ?? field(item, 'src'), field(item, 'alt')),
    ),
  ]);
}

const listOf = (value: unknown): readonly Unknown[] =>
  Array.isArray(value) ? value.slice(0, LIMITS.links).filter(isObject) : [];
