import type { Mapping, Signal } from '../../detection/index.ts';
import { ok, type Result } from '../../kernel/index.ts';
import { readAlertmanager, unreadWords } from '../alertmanager/parse.ts';
import { actionOf, parseEvent } from '../pagerduty/parse.ts';
import { atOnce, bodyKey, defined, field, isObject, text, type Unknown } from '../read.ts';
import { firstThatHolds, inWordsOf, keptOut } from '../webhook/conditions.ts';
import { type Filter, readWebhook, type WebhookBatch } from '../webhook/parse.ts';
import { firstAt, valueAt } from '../webhook/paths.ts';
import { USUAL } from '../webhook/usual.ts';
import { changeOf } from './changes.ts';
import { CLOUDS } from './clouds.ts';
import { GITHUB } from './github.ts';
import { INCIDENTS } from './incidents.ts';
import { METRICS } from './metrics.ts';
import { parseCloudWatch, parseSns } from './parse-aws.ts';
import { parseAzure } from './parse-azure.ts';
import { parseDatadog } from './parse-datadog.ts';
import { SENTRY } from './sentry.ts';
import type { Shape } from './shape.ts';
import { UPTIME } from './uptime.ts';

/** All that are data; the first that fits reads a body. */
export const SHAPES: readonly Shape[] = [
  ...SENTRY,
  ...CLOUDS,
  ...UPTIME,
  ...METRICS,
  ...INCIDENTS,
  ...GITHUB,
];

type Read = Result<WebhookBatch, string>;

/**
 * Any JSON: its alerts, and what it says has been changed. A deployment that failed is both, and then an alert that the
 * integration's own mapping cannot read is not lost in the change. Pauses in a long body.
 * @returns the words for the answer when nothing is found
 */
export function* readAny(body: unknown, mapping: Mapping): Generator<void, Read> {
  const read = yield* readAlerts(body, mapping);
  const change = isObject(body) ? changeOf(body) : undefined;
  if (change === undefined || !isObject(body)) return read;
  if (read.ok) return ok({ ...read.value, changes: [change] });
  const isLost = isOwn(mapping) && (yield* saysMoreThanAChange(body));
  return ok({ signals: [], ignored: [], changes: [change], ...unreadOf(isLost ? read.error : undefined) });
}

/** Whether a mapping says how to read a body, and not only which alerts are wanted. */
const isOwn = ({ trigger_when: _, ignore_when: __, ...fields }: Mapping): boolean =>
  Object.keys(fields).length > 0;

/** Whether a body in which a change was found tells of an alert as well: as its tool means it, else by what stands beside the change. */
function* saysMoreThanAChange(body: Unknown): Generator<void, boolean> {
  const known = yield* readKnown(body, {});
  if (known?.ok) return known.value.signals.some(({ action }) => action === 'trigger');
  return Object.keys(body).some((name) => name !== 'change');
}

/**
 * Any JSON: by the integration's own mapping, else as the tool means it whose body it is, else by the usual names. A mapping
 * that only says which alerts are wanted leaves the reading to us. Pauses in a long body.
 * @returns the words for the answer when no alert is found
 */
function* readAlerts(body: unknown, mapping: Mapping): Generator<void, Read> {
  if (!isOwn(mapping)) {
    const { trigger_when, ignore_when } = mapping;
    const known = yield* readKnown(body, defined<Filter>({ trigger_when, ignore_when }));
    if (known !== undefined) return known;
  }
  return yield* readWebhook(body, mapping);
}

/** The same without pauses. */
export const parseAny = (body: unknown, mapping: Mapping): Read => atOnce(readAny(body, mapping));

/** A body of a tool that we know; undefined when it is none. */
function* readKnown(body: unknown, filter: Filter): Generator<void, Read | undefined> {
  if (!isObject(body)) return undefined;
  if (isAlertmanager(body)) {
    const read = yield* readAlertmanager(body, { dedupe: 'fingerprint' });
    if (!read.ok) return read;
    return ok({ ...wanted(read.value.signals, body, filter), ...unreadOf(unreadWords(read.value)) });
  }
  const signals = parsed(body);
  if (signals?.length === 0) return ok({ signals, ignored: ['Amazon SNS: no alert in the message'] });
  if (signals !== undefined) return ok(wanted(signals, body, filter));
  const shape = shapeOf(body);
  if (shape === undefined) return undefined;
  const foreign = foreignBy(shape, body);
  if (foreign !== undefined) return ok({ signals: [], ignored: [foreign] });
  return yield* readWebhook(body, shape.mapping, { tool: shape.tool, filter });
}

/** Each shape with the names that its bodies have at the top: most bodies are told from it by these, at a tenth of the work. */
const BY_NAMES = SHAPES.map((shape) => ({
  shape,
  names: Object.keys(shape.has).map((path) => path.split('.')[0] ?? ''),
}));

/** The shape of a body; undefined when none fits. */
export function shapeOf(body: Unknown): Shape | undefined {
  const element = { item: body, body, status: undefined };
  return BY_NAMES.find(
    ({ shape, names }) =>
      names.every((name) => Object.hasOwn(body, name)) && firstThatHolds([shape.has], element) !== undefined,
  )?.shape;
}

/** Why a body is about what is not its sender's own; undefined when it is, or does not say. */
function foreignBy({ tool, same }: Shape, body: Unknown): string | undefined {
  const [one, other] = (same ?? []).map((path) => text(valueAt(body, path), 1_000)?.toLowerCase());
  if (same === undefined || one === undefined || other === undefined || one === other) return undefined;
  return inWordsOf(tool, `${same[0]} is not ${same[1]}`);
}

const unreadOf = (unread: string | undefined): { readonly unread?: string } =>
  unread === undefined ? {} : { unread };

/** Alertmanager's and Grafana's notifications: each alert by its fingerprint. */
function isAlertmanager(body: Unknown): boolean {
  const alerts = field(body, 'alerts');
  if (!Array.isArray(alerts)) return false;
  return ['groupKey', 'commonLabels', 'groupLabels', 'orgId', 'receiver'].some((name) =>
    Object.hasOwn(body, name),
  );
}

/** What is too involved for a mapping. */
function parsed(body: Unknown): readonly Signal[] | undefined {
  const event = pagerDutyEvent(body);
  if (event !== undefined) return [event];
  const sns = parseSns(body, (message) => {
    const read = parseAny(message, {});
    return read.ok ? read.value.signals : undefined;
  });
  if (sns !== undefined) return sns;
  const one = parseCloudWatch(body) ?? parseAzure(body) ?? parseDatadog(body);
  return one === undefined ? undefined : [one];
}

/** An event of PagerDuty's Events API v2 that was sent to another address of ours. */
function pagerDutyEvent(body: Unknown): Signal | undefined {
  const isEvent =
    actionOf(field(body, 'event_action')) !== undefined &&
    (isObject(field(body, 'payload')) || typeof field(body, 'routing_key') === 'string');
  if (!isEvent) return undefined;
  const read = parseEvent({ ...body, routing_key: '0'.repeat(32) }, bodyKey(body));
  return read.ok ? read.value.signal : undefined;
}

/** Without the alerts that the integration does not want. Conditions look at an alert as it was read, then at the body. */
function wanted(signals: readonly Signal[], body: Unknown, filter: Filter): WebhookBatch {
  const status = text(firstAt(body, USUAL.status), 100);
  const ignored: string[] = [];
  const kept = signals.filter((signal) => {
    const out = keptOut({ item: signal, body, status }, { action: signal.action }, filter);
    if (out !== undefined && 'ignored' in out) ignored.push(out.ignored);
    return out === undefined;
  });
  return { signals: kept, ignored };
}
