import { type Change, LIMITS } from '../../detection/index.ts';
import { cleanText, err, type Json, ok, type Result } from '../../kernel/index.ts';
import { defined, field, isObject, text, time, type Unknown } from '../read.ts';
import { keyFault, type PagerDutyFaults, readLinks, trimmed } from './parse.ts';

export interface PagerDutyChange {
  readonly routingKey: string;
  readonly change: Change;
}

/** A change event (`/v2/change/enqueue`, protocols.md §1.1): stored, notifies nobody. */
export function parseChange(body: Unknown): Result<PagerDutyChange, PagerDutyFaults> {
  const routingKey = trimmed(field(body, 'routing_key'));
  const payload = field(body, 'payload');
  const summary = isObject(payload) ? text(field(payload, 'summary'), LIMITS.title) : undefined;
  const faults = [
    keyFault('routing_key', routingKey),
    summary === undefined ? "'payload.summary' is missing or blank" : undefined,
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0 || !isObject(payload) || summary === undefined) return err(faults);
  const details = field(payload, 'custom_details');
  return ok({
    routingKey: routingKey as string,
    change: defined<Change>({
      summary,
      source: text(field(payload, 'source'), LIMITS.source),
      happenedAt: time(field(payload, 'timestamp')),
      links: readLinks(body),
      details: details === undefined ? undefined : cleanJson(details),
    }),
  });
}

/** JSON whose texts PostgreSQL takes. The depth was bounded before parsing, so the recursion is too. */
function cleanJson(value: unknown): Json {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleanJson);
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanJson(item)]));
}
