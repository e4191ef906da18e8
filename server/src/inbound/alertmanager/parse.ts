import type { AlertmanagerOptions, Signal } from '../../detection/index.ts';
import { LIMITS } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { membersOf } from '../members.ts';
import {
  atOnce,
  cut,
  defined,
  field,
  isObject,
  keyText,
  labels,
  link,
  links,
  MOST_ALERTS,
  mapped,
  text,
  time,
  type Unknown,
} from '../read.ts';

export interface AlertmanagerBatch {
  readonly signals: readonly Signal[];
  /** Alerts in the body that made no sense; the others are taken all the same. */
  readonly refused: number;
  /** Alerts that Alertmanager itself left out (`max_alerts`). */
  readonly truncated: number;
}

/**
 * Alertmanager's webhook, version 4 (protocols.md §1.3); Grafana's and incident.io's bodies are supersets. Unknown keys
 * are no fault. One body mixes firing and resolved alerts. A body of which some alerts make sense is taken, because
 * Alertmanager gives up a whole flush on a 4xx. Pauses in a long body.
 * @returns the words for the answer when it is no Alertmanager body, or none of its alerts makes sense
 */
export function* readAlertmanager(
  body: unknown,
  options: AlertmanagerOptions,
): Generator<void, Result<AlertmanagerBatch, string>> {
  if (!isObject(body)) return err('The body is not a JSON object.');
  const alerts = field(body, 'alerts');
  if (!Array.isArray(alerts))
    return err('There is no "alerts" list. For a templated payload use a webhook integration.');
  const each = yield* mapped(alerts.slice(0, MOST_ALERTS), (alert) => alertSignal(alert, body));
  const valid = each.filter((signal) => signal !== undefined);
  if (alerts.length > 0 && valid.length === 0) return err('None of the alerts has labels or annotations.');
  const refused = alerts.length - valid.length;
  const given = field(body, 'truncatedAlerts');
  const truncated = typeof given === 'number' && given > 0 ? Math.floor(given) : 0;
  if (options.dedupe === 'fingerprint') return ok({ signals: valid, refused, truncated });
  const group = groupSignal(body, valid);
  return group === undefined
    ? err('There is no "groupKey", and this integration is set to one alert per group.')
    : ok({ signals: [group], refused, truncated });
}

/** The same without pauses. */
export const parseAlertmanager = (
  body: unknown,
  options: AlertmanagerOptions,
): Result<AlertmanagerBatch, string> => atOnce(readAlertmanager(body, options));

/** In words, what of a body is unknown although the rest was taken; undefined when nothing is. */
export function unreadWords({ refused, truncated }: AlertmanagerBatch): string | undefined {
  const parts = [
    refused > 0 ? `${refused} of its alerts could not be read.` : undefined,
    truncated > 0
      ? `Alertmanager left out ${truncated} alerts because its receiver sets max_alerts: remove that setting.`
      : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** A word nobody knows is an alert: it must not silence one. */
const actionOf = (status: unknown): Signal['action'] =>
  text(status, 100)?.toLowerCase() === 'resolved' ? 'resolve' : 'trigger';

/** One alert of a body. Undefined when it makes no sense. */
export function alertSignal(alert: unknown, body: Unknown): Signal | undefined {
  if (!isObject(alert)) return undefined;
  const action = actionOf(field(alert, 'status'));
  const own = labels(field(alert, 'labels'));
  const annotations = readAnnotations(field(alert, 'annotations'));
  const title = titleOf(annotations, own);
  if (title === undefined) return undefined;
  const dedupKey = keyText(field(alert, 'fingerprint')) ?? labelText(own);
  if (dedupKey === undefined) return undefined;
  return defined<Signal>({
    action,
    dedupKey,
    title,
    ...wordsOf(own, annotations),
    labels: own,
    links: links([
      link(field(alert, 'generatorURL'), 'Source'),
      ...annotationLinks(annotations),
      link(field(alert, 'dashboardURL'), 'Dashboard'),
      link(field(alert, 'panelURL'), 'Panel'),
      link(field(alert, 'silenceURL'), 'Silence'),
      link(field(body, 'externalURL'), 'Alertmanager'),
    ]),
    startsAt: time(field(alert, 'startsAt')),
    endsAt: time(field(alert, 'endsAt')),
  });
}

/** The whole notification group as one alert; members come and go while its key stays. */
function groupSignal(body: Unknown, members: readonly Signal[]): Signal | undefined {
  const dedupKey = keyText(field(body, 'groupKey'));
  const status = field(body, 'status');
  const firing = members.filter((member) => member.action === 'trigger');
  const over = firing.length === 0 && (status === undefined || actionOf(status) === 'resolve');
  const action = over ? 'resolve' : 'trigger';
  if (dedupKey === undefined) return undefined;
  const annotations = readAnnotations(field(body, 'commonAnnotations'));
  const common = labels(field(body, 'groupLabels'), field(body, 'commonLabels'));
  const counted = firing.length > 1 ? ` (${firing.length} alerts)` : '';
  const title = titleOf(annotations, common) ?? (firing[0] ?? members[0])?.title ?? dedupKey;
  return defined<Signal>({
    action,
    dedupKey,
    title: `${cut(title, LIMITS.title - counted.length)}${counted}`,
    ...wordsOf(common, annotations),
    severity: text(severityWords(firing).join(', '), LIMITS.severity),
    labels: common,
    links: links([
      ...annotationLinks(annotations),
      ...members.slice(0, LIMITS.links).flatMap((member) => member.links),
    ]),
    startsAt: earliest(members),
    endsAt: undefined,
    members: over ? undefined : membersOf(firing),
  });
}

/** All words there are: which is the worst is the policy's to say. A member without one counts as the policy's default. */
function severityWords(firing: readonly Signal[]): string[] {
  const words = new Set(firing.map(({ severity }) => severity ?? 'unspecified'));
  return words.size === 1 && words.has('unspecified') ? [] : [...words].sort();
}

const earliest = (members: readonly Signal[]): Signal['startsAt'] =>
  members
    .map((member) => member.startsAt)
    .filter((at) => at !== undefined)
    .sort((a, b) => a.epochMilliseconds - b.epochMilliseconds)[0];

export type Annotations = Readonly<Record<string, unknown>>;

export const readAnnotations = (value: unknown): Annotations => (isObject(value) ? value : {});

const own = (record: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

export function titleOf(
  annotations: Annotations,
  labelled: Readonly<Record<string, string>>,
): string | undefined {
  return (
    text(field(annotations, 'summary'), LIMITS.title) ??
    text(field(annotations, 'title'), LIMITS.title) ??
    text(field(annotations, 'message'), LIMITS.title) ??
    text(own(labelled, 'alertname'), LIMITS.title) ??
    text(field(annotations, 'description'), LIMITS.title) ??
    text(labelText(labelled), LIMITS.title)
  );
}

export function wordsOf(labelled: Readonly<Record<string, string>>, annotations: Annotations) {
  return {
    description:
      text(field(annotations, 'description'), LIMITS.description) ??
      text(field(annotations, 'message'), LIMITS.description),
    severity: text(own(labelled, 'severity'), LIMITS.severity),
    source: text(own(labelled, 'instance') ?? own(labelled, 'host'), LIMITS.source),
  };
}

export const annotationLinks = (annotations: Annotations) => [
  link(field(annotations, 'runbook_url') ?? field(annotations, 'runbook'), 'Runbook'),
  link(field(annotations, 'dashboard_url') ?? field(annotations, 'dashboard'), 'Dashboard'),
];

/** `{alertname="DiskFull", instance="web1"}`, sorted: the identity of an alert that brings no fingerprint. */
function labelText(labelled: Readonly<Record<string, string>>): string | undefined {
  const parts = Object.entries(labelled)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return parts.length === 0 ? undefined : `{${parts.join(', ')}}`;
}
