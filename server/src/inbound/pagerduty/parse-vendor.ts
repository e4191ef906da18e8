import { LIMITS, type Signal } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { atOnce, bodyKey, isObject, labels, type Unknown } from '../read.ts';
import { readAny } from '../vendors/index.ts';
import type { WebhookBatch } from '../webhook/parse.ts';

/**
 * What comes to the address with the key in it and is no event of PagerDuty (protocols.md §1.1): the body of a tool we
 * know, or anything with a title, or anything at all. Whoever knows the key is a monitor of ours, and its unknown body may
 * be the only sign of an outage: it becomes an alert that says so, with the body kept. Pauses in a long body.
 */
export function* readVendor(body: unknown, from: string): Generator<void, Result<WebhookBatch, string>> {
  const said = isObject(body) ? withoutKeys(body) : body;
  if (typeof said !== 'object' || said === null || Object.keys(said).length === 0)
    return err('The body says nothing.');
  const read = yield* readAny(said, {});
  if (read.ok && hasMeaning(read.value)) return read;
  return ok({ signals: [untitled(said, from)], ignored: [] });
}

const hasMeaning = ({ signals, ignored, changes = [] }: WebhookBatch): boolean =>
  signals.length + ignored.length + changes.length > 0;

/** The same without pauses. */
export const parseVendor = (body: unknown, from: string): Result<WebhookBatch, string> =>
  atOnce(readVendor(body, from));

function withoutKeys({ routing_key: _, service_key: __, ...said }: Unknown): Unknown {
  return said;
}

const untitled = (body: object, from: string): Signal => ({
  action: 'trigger',
  // The same body again is the same alert.
  dedupKey: bodyKey(body),
  title: `${from} sent something without a title`.slice(0, LIMITS.title),
  description: 'Tocsin does not know this format. The payload is kept as it was received.',
  labels: labels(body),
  links: [],
});
