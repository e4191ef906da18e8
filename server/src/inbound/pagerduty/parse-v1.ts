import { LIMITS, type Signal } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { defined, field, isObject, keyText, labels, link, links, text, type Unknown } from '../read.ts';
import { actionOf, keyFault, type PagerDutyEvent, type PagerDutyFaults, trimmed } from './parse.ts';
import { firingMembers, severityOf } from './parse-firing.ts';

/**
 * An event of Events API v1 (protocols.md §1.1): no severity, `description` for the summary, any `details`. As lenient as v2.
 * @param newKey used as `incident_key` when the event has none
 */
export function parseEventV1(body: Unknown, newKey: string): Result<PagerDutyEvent, PagerDutyFaults> {
  const action = actionOf(field(body, 'event_type'));
  const key = keyText(field(body, 'incident_key'));
  const serviceKey = trimmed(field(body, 'service_key'));
  const title = text(field(body, 'description'), LIMITS.title);
  const faults = [
    keyFault('service_key', serviceKey),
    action === undefined
      ? "'event_type' is missing or not one of 'trigger', 'acknowledge', 'resolve'"
      : undefined,
    action !== 'trigger' && key === undefined ? "'incident_key' is missing or blank" : undefined,
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0 || action === undefined) return err(faults);
  const dedupKey = key ?? newKey;
  const details = field(body, 'details');
  const contexts = field(body, 'contexts');
  const members = action === 'trigger' ? firingMembers(details, undefined) : undefined;
  const signal = defined<Signal>({
    action,
    dedupKey,
    title: title ?? text(key, LIMITS.title) ?? 'An event without a description',
    description: text(isObject(details) ? undefined : details, LIMITS.description),
    severity: severityOf(members),
    source: text(field(body, 'client'), LIMITS.source),
    labels: labels(details),
    links: links([
      link(field(body, 'client_url'), field(body, 'client')),
      ...(Array.isArray(contexts) ? contexts.slice(0, LIMITS.links).filter(isObject) : []).map((item) =>
        link(field(item, 'href') ?? field(item, 'src'), field(item, 'text') ?? field(item, 'alt')),
      ),
    ]),
    startsAt: undefined,
    endsAt: undefined,
    members,
  });
  return ok({ routingKey: serviceKey as string, signal });
}
