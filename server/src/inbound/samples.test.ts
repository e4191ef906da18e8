import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { integrationOptions } from '../detection/index.ts';
import { parseAlertmanager } from './alertmanager/parse.ts';
import { parseEvent } from './pagerduty/parse.ts';
import { parseChange } from './pagerduty/parse-change.ts';
import { parseEventV1 } from './pagerduty/parse-v1.ts';
import { parseVendor } from './pagerduty/parse-vendor.ts';
import { parseJson, type Unknown } from './read.ts';
import { parseWebhook } from './webhook/parse.ts';

interface Expected {
  /** The integration's options under which the sample is read. */
  readonly options?: unknown;
  readonly result: unknown;
}

const NEW_KEY = 'a key made by the server';

/** Which parser reads a sample, by its folder and name. */
function parse(folder: string, name: string, body: unknown, options: unknown): unknown {
  if (folder === 'alertmanager')
    return parseAlertmanager(body, integrationOptions.alertmanager.parse(options ?? {}));
  if (folder === 'webhook')
    return parseWebhook(body, integrationOptions.webhook.parse(options ?? {}).mapping);
  if (name.startsWith('by-path-')) return parseVendor(body as Unknown, 'The monitor');
  if (name.startsWith('change')) return parseChange(body as Unknown);
  return name.startsWith('v1-')
    ? parseEventV1(body as Unknown, NEW_KEY)
    : parseEvent(body as Unknown, NEW_KEY);
}

/** As a reader of the expectation sees it: instants as text, absent fields absent. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(['alertmanager', 'pagerduty', 'webhook'])('samples of %s', (folder) => {
  const directory = new URL(`./${folder}/samples/`, import.meta.url);
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
    .map((name) => name.replace('.json', ''));

  test.each(names)('%s', (name) => {
    const expected = JSON.parse(
      readFileSync(new URL(`${name}.expected.json`, directory), 'utf8'),
    ) as Expected;
    const body = parseJson(readFileSync(new URL(`${name}.json`, directory)));
    expect(plain(parse(folder, name, body?.value, expected.options))).toEqual(expected.result);
  });
});
