import { LIMITS, type Signal } from '../../detection/index.ts';
import { defined, field, isObject, keyText, labels, link, links, text, time, type Unknown } from '../read.ts';

/** Azure's numbers by the names that Azure itself gives them. */
const LEVELS: Readonly<Record<string, string>> = {
  sev0: 'critical',
  sev1: 'error',
  sev2: 'warning',
  sev3: 'informational',
  sev4: 'informational',
};
const OVER: readonly unknown[] = ['resolved', 'deactivated'];

/**
 * An alert of Azure Monitor: the common alert schema (learn.microsoft.com, "Common alert schema"), else the older schema of
 * metric and activity log alerts, whose words are in `data.context`. Undefined when it is none.
 */
export function parseAzure(body: Unknown): Signal | undefined {
  const schema = field(body, 'schemaId');
  const data = field(body, 'data');
  if (typeof schema !== 'string' || !isObject(data)) return undefined;
  const essentials = field(data, 'essentials');
  return isObject(essentials) ? common(data, essentials) : older(schema, data);
}

function common(data: Unknown, essentials: Unknown): Signal | undefined {
  const rule = text(field(essentials, 'alertRule'), LIMITS.title);
  const key = keyText(field(essentials, 'alertId')) ?? keyText(field(essentials, 'originAlertId')) ?? rule;
  if (key === undefined) return undefined;
  const items = field(essentials, 'configurationItems');
  const severity = text(field(essentials, 'severity'), LIMITS.severity);
  return signalOf({
    key,
    title: rule ?? key,
    over: field(essentials, 'monitorCondition'),
    description: field(essentials, 'description'),
    severity: LEVELS[severity?.toLowerCase() ?? ''] ?? severity,
    source: Array.isArray(items) ? items[0] : undefined,
    link: field(essentials, 'investigationLink'),
    startsAt: field(essentials, 'firedDateTime'),
    endsAt: field(essentials, 'resolvedDateTime'),
    labels: [
      { service: field(essentials, 'monitoringService'), signal: field(essentials, 'signalType') },
      field(data, 'customProperties'),
    ],
  });
}

function older(schema: string, data: Unknown): Signal | undefined {
  const context = field(data, 'context');
  const about = isObject(context) ? context : data;
  const name =
    text(field(about, 'name'), LIMITS.title) ??
    text(field(data, 'AlertRuleName'), LIMITS.title) ??
    text(field(about, 'operationName'), LIMITS.title);
  return signalOf({
    key: keyText(field(about, 'id')) ?? name ?? schema,
    title: name ?? `An alert of Azure Monitor (${schema})`.slice(0, LIMITS.title),
    over: field(data, 'status'),
    description: field(about, 'description') ?? field(data, 'Description'),
    severity: LEVELS[`sev${text(field(about, 'severity') ?? field(data, 'Severity'), 10)}`],
    source: field(about, 'resourceName'),
    link: field(about, 'portalLink') ?? field(data, 'LinkToSearchResults'),
    startsAt: field(about, 'timestamp'),
    endsAt: undefined,
    labels: [{ resource: field(about, 'resourceId'), group: field(about, 'resourceGroupName') }],
  });
}

function signalOf(said: {
  readonly key: string;
  readonly title: string;
  readonly over: unknown;
  readonly description: unknown;
  readonly severity: string | undefined;
  readonly source: unknown;
  readonly link: unknown;
  readonly startsAt: unknown;
  readonly endsAt: unknown;
  readonly labels: readonly unknown[];
}): Signal {
  const over = OVER.includes(text(said.over, 100)?.toLowerCase());
  return defined<Signal>({
    action: over ? 'resolve' : 'trigger',
    dedupKey: said.key,
    title: said.title,
    description: text(said.description, LIMITS.description),
    severity: said.severity,
    source: text(said.source, LIMITS.source),
    labels: labels({ alertname: said.title }, ...said.labels),
    links: links([link(said.link, 'Azure portal')]),
    startsAt: time(said.startsAt),
    endsAt: over ? time(said.endsAt) : undefined,
  });
}
