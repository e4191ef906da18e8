import { LIMITS, type Signal } from '../../detection/index.ts';
import { err, ok, type Result } from '../../kernel/index.ts';
import { labels, type Unknown } from '../read.ts';
import { parseAnything } from './parse-anything.ts';
import { parseCloudWatch, parseSns } from './parse-aws.ts';
import { parseAzure } from './parse-azure.ts';
import { parseDatadog } from './parse-datadog.ts';

/**
 * What comes to the address with the key in it and is no event of PagerDuty (protocols.md §1.1): the body of a vendor we
 * know, or anything with a title, or anything at all. Whoever knows the key is a monitor of ours, and its unknown body may
 * be the only sign of an outage: it becomes an alert that says so, with the body kept.
 */
export function parseVendor(body: Unknown, from: string): Result<readonly Signal[], string> {
  const { routing_key: _, service_key: __, ...said } = body;
  if (Object.keys(said).length === 0) return err('The body says nothing.');
  const sns = parseSns(said);
  if (sns !== undefined) return ok(sns);
  const known = parseCloudWatch(said) ?? parseAzure(said) ?? parseDatadog(said);
  if (known !== undefined) return ok([known]);
  const read = parseAnything(said);
  return read.ok && read.value.length > 0 ? read : ok([untitled(said, from)]);
}

const untitled = (body: Unknown, from: string): Signal => ({
  action: 'trigger',
  // The same body again is the same alert; a key as long as this is stored as its hash.
  dedupKey: JSON.stringify(body),
  title: `${from} sent something without a title`.slice(0, LIMITS.title),
  description: 'Tocsin does not know this format. The payload is kept as it was received.',
  labels: labels(body),
  links: [],
});
