import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { integrationOptions, mappingSchema } from '../detection/index.ts';
import type { Result } from '../kernel/index.ts';
import { parseAlertmanager } from './alertmanager/parse.ts';
import { parseEvent } from './pagerduty/parse.ts';
import { parseChange } from './pagerduty/parse-change.ts';
import { parseEventV1 } from './pagerduty/parse-v1.ts';
import { parseVendor } from './pagerduty/parse-vendor.ts';
import { parseJson, type Unknown } from './read.ts';
import { parseAny, SHAPES, shapeOf } from './vendors/index.ts';
import { parseWebhook, type WebhookBatch } from './webhook/parse.ts';

interface Expected {
  /** The integration's options under which the sample is read. */
  readonly options?: unknown;
  readonly result: unknown;
}

const NEW_KEY = 'a key made by the server';

/** As an expectation has it: what was ignored only where something was. */
const shown = (read: Result<WebhookBatch, string>): unknown =>
  read.ok
    ? {
        ok: true,
        value: read.value.signals,
        ...(read.value.ignored.length > 0 ? { ignored: read.value.ignored } : {}),
        ...(read.value.changes === undefined ? {} : { changes: read.value.changes }),
      }
    : read;

/** Which parser reads a sample, by its folder and name. */
function parse(folder: string, name: string, body: unknown, options: unknown): unknown {
  if (folder === 'alertmanager')
    return parseAlertmanager(body, integrationOptions.alertmanager.parse(options ?? {}));
  if (folder === 'webhook')
    return shown(parseWebhook(body, integrationOptions.webhook.parse(options ?? {}).mapping));
  if (folder === 'vendors')
    return shown(parseAny(body, integrationOptions.webhook.parse(options ?? {}).mapping));
  if (name.startsWith('by-path-')) return shown(parseVendor(body, 'The monitor'));
  if (name.startsWith('change')) return parseChange(body as Unknown);
  return name.startsWith('v1-')
    ? parseEventV1(body as Unknown, NEW_KEY)
    : parseEvent(body as Unknown, NEW_KEY);
}

/** As a reader of the expectation sees it: instants as text, absent fields absent. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const namesIn = (folder: string): string[] =>
  readdirSync(new URL(`./${folder}/samples/`, import.meta.url))
    .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
    .map((name) => name.replace('.json', ''));

type Json = Record<string, Record<string, unknown>>;

const sampleOf = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`./vendors/samples/${name}.json`, import.meta.url), 'utf8'));

const bodies = (folder: string): Unknown[] =>
  namesIn(folder).map((name) =>
    JSON.parse(readFileSync(new URL(`./${folder}/samples/${name}.json`, import.meta.url), 'utf8')),
  );

describe.each(['alertmanager', 'pagerduty', 'webhook', 'vendors'])('samples of %s', (folder) => {
  const directory = new URL(`./${folder}/samples/`, import.meta.url);
  test.each(namesIn(folder))('%s', (name) => {
    const expected = JSON.parse(
      readFileSync(new URL(`${name}.expected.json`, directory), 'utf8'),
    ) as Expected;
    const body = parseJson(readFileSync(new URL(`${name}.json`, directory)));
    expect(plain(parse(folder, name, body?.value, expected.options))).toEqual(expected.result);
    // The address of PagerDuty's events with the key in it reads a tool's body in the same way.
    if (folder === 'vendors' && expected.options === undefined)
      expect(plain(shown(parseVendor(body?.value, 'The monitor')))).toEqual(expected.result);
  });
});

describe('shapes that ship', () => {
  test.each(SHAPES.map((shape) => [shape.tool, shape] as const))(
    '%s is a mapping that one could save',
    (_, shape) => {
      expect(mappingSchema.parse(shape.mapping)).toEqual(shape.mapping);
      expect(mappingSchema.parse({ ignore_when: [shape.has] })).toEqual({ ignore_when: [shape.has] });
    },
  );

  test.each(SHAPES.map((shape) => [shape.tool, shape] as const))('%s has a sample', (_, shape) => {
    const read = bodies('vendors').filter((body) => shapeOf(body) === shape);
    expect(read.length).toBeGreaterThan(0);
  });

  test('what ends an alert has the key of one that began', () => {
    const said = bodies('vendors').flatMap((body) => {
      const read = parseAny(body, {});
      return read.ok ? read.value.signals : [];
    });
    const begun = new Set(said.filter(({ action }) => action === 'trigger').map(({ dedupKey }) => dedupKey));
    const ended = said.filter(({ action }) => action !== 'trigger').map(({ dedupKey }) => dedupKey);
    // Grafana's and Datadog's samples tell of the end of alerts whose beginning they do not have.
    expect([...new Set(ended)].filter((key) => !begun.has(key))).toEqual(['1122334455', '71676733c1b12fbb']);
  });

  test.each([
    [
      'what another workflow of the repository deploys',
      'github-deployment-success',
      (body: Json) => ({ ...body, workflow_run: { ...body.workflow_run, workflow_id: 7 } }),
    ],
    [
      'what another task deploys, by hand',
      'github-deployment-success',
      (body: Json) => ({
        ...body,
        deployment: { ...body.deployment, task: 'deploy:search' },
        workflow_run: null,
      }),
    ],
    [
      'a job of the same name in a folder',
      'jenkins-success',
      (body: Json) => ({ ...body, url: 'job/folder/job/checkout/' }),
    ],
    ['a push after what runs at night', 'gitlab-schedule-success', () => sampleOf('gitlab-pipeline-success')],
    [
      'a merge request of a branch of the same name',
      'gitlab-pipeline-success',
      (body: Json) => ({
        ...body,
        object_attributes: { ...body.object_attributes, source: 'merge_request_event' },
      }),
    ],
  ])('%s ends nothing else', (_, name, changed) => {
    const keyOf = (body: unknown) => {
      const read = parseAny(body, {});
      return read.ok ? read.value.signals.map(({ action, dedupKey }) => `${action} ${dedupKey}`) : [];
    };
    const body = sampleOf(name);
    const [one, other] = [keyOf(body), keyOf(changed(body))];
    expect([one[0], other[0]]).toEqual([
      expect.stringMatching(/^resolve /),
      expect.stringMatching(/^resolve /),
    ]);
    expect(other).not.toEqual(one);
  });
});
