import { LIMITS, type Signal, type SignalAction } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { defined, field, isObject, keyText, labels, link, links, text, time, type Unknown } from '../read.ts';
import { firingMembers, severityOf } from './parse-firing.ts';

/** A PagerDuty event: whose it is, and what it says. */
export interface PagerDutyEvent {
  readonly routingKey: string;
  readonly signal: Signal;
}

/** PagerDuty's own words for what is wrong; they go into `errors` of its 400 (Zabbix shows the first). */
export type PagerDutyFaults = readonly string[];

const ACTIONS: readonly SignalAction[] = ['trigger', 'acknowledge', 'resolve'];
const KEY_LENGTH = 32;

/** A word of `event_action` (v2) or `event_type` (v1), however it is spelled; undefined when it is none of the three. */
export const actionOf = (word: unknown): SignalAction | undefined => {
  const said = typeof word === 'string' ? word.trim().toLowerCase() : undefined;
  return ACTIONS.find((action) => action === said);
};

/** A routing key without the spaces and line ends that files and forms leave around it. */
export const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** PagerDuty's complaint about a key that is absent or not 32 characters long; undefined when it may be one. */
export function keyFault(name: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return `'${name}' is missing or blank`;
  return value.length === KEY_LENGTH
    ? undefined
    : `Length of '${name}' is incorrect (should be ${KEY_LENGTH} characters)`;
}

/**
 * An alert of Events API v2 (protocols.md §1.1), read more leniently than PagerDuty reads it: a sender does not repeat what
 * got a 400, so that whatever can be understood is taken. Any severity is the policy's to map, none is its default; a
 * missing source is no source, and a missing summary is replaced by what else the event says. Refused are an event that
 * does not say what it wants and an acknowledge or resolve that does not say of what. These may carry a whole payload
 * (Alertmanager does) or none. `custom_details` may be any JSON: its simple values become labels, all of it stays in the
 * kept payload.
 * @param newKey used as `dedup_key` when the event has none
 */
export function parseEvent(body: Unknown, newKey: string): Result<PagerDutyEvent, PagerDutyFaults> {
  const action = actionOf(field(body, 'event_action'));
  const dedupKey = keyText(field(body, 'dedup_key'));
  const routingKey = trimmed(field(body, 'routing_key'));
  const payload = field(body, 'payload');
  const faults = [
    keyFault('routing_key', routingKey),
    action === undefined
      ? "'event_action' is missing or not one of 'trigger', 'acknowledge', 'resolve'"
      : undefined,
    action !== 'trigger' && dedupKey === undefined ? "'dedup_key' is missing or blank" : undefined,
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0 || action === undefined) return err(faults);
  return ok({
    routingKey: routingKey as string,
    signal: eventSignal(body, isObject(payload) ? payload : {}, action, dedupKey ?? newKey),
  });
}

function eventSignal(body: Unknown, payload: Unknown, action: SignalAction, dedupKey: string): Signal {
  const details = field(payload, 'custom_details');
  const severity = text(field(payload, 'severity'), LIMITS.severity)?.toLowerCase();
  const members = action === 'trigger' ? firingMembers(details, severity) : undefined;
  const named = {
    source: field(payload, 'source'),
    component: field(payload, 'component'),
    group: field(payload, 'group'),
    class: field(payload, 'class'),
  };
  return defined<Signal>({
    action,
    dedupKey,
    title: titleOf(body, payload, dedupKey),
    description: text(isObject(details) ? undefined : details, LIMITS.description),
    severity: severity ?? severityOf(members),
    source: text(field(payload, 'source'), LIMITS.source),
    labels: labels(named, details),
    links: readLinks(body),
    startsAt: time(field(payload, 'timestamp')),
    endsAt: undefined,
    members,
  });
}

/** The summary, or the first of the other words of an event that says anything. */
function titleOf(body: Unknown, payload: Unknown, dedupKey: string): string {
  const said = ['summary', 'class', 'component', 'source'].map((name) => field(payload, name));
  const others = [field(body, 'description'), field(body, 'dedup_key') === undefined ? undefined : dedupKey];
  return (
    [...said, ...others].map((word) => text(word, LIMITS.title)).find((word) => word !== undefined) ??
    'An event without a summary'
  );
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
