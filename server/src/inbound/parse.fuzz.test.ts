import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrationOptions, LIMITS, type Mapping, matcherTest, type Signal } from '../detection/index.ts';
import { Temporal } from '../kernel/index.ts';
import { parseAlertmanager } from './alertmanager/parse.ts';
import { readForm } from './form.ts';
import { parseCreate } from './opsgenie/parse.ts';
import { parseNewHeartbeat } from './opsgenie/parse-heartbeat.ts';
import { parseQuery } from './opsgenie/query.ts';
import { parseEvent } from './pagerduty/parse.ts';
import { parseChange } from './pagerduty/parse-change.ts';
import { parseEventV1 } from './pagerduty/parse-v1.ts';
import { parseFilter, parseSilence, readPostedAlerts } from './prometheus/parse.ts';
import { atOnce, cut, isObject, isTooDeep, parseJson, type Unknown } from './read.ts';
import { parseAny } from './vendors/index.ts';
import { parseWebhook } from './webhook/parse.ts';

/** Keys and texts that break careless code, beside ordinary ones. */
const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'a\0b',
    '\ud800',
    '\udc00x',
    '0001-01-01T00:00:00Z',
    ' ',
  ),
  fc.constantFrom(
    'trigger',
    'resolve',
    'firing',
    'resolved',
    'critical',
    'x'.repeat(9_000),
    '🔥'.repeat(3_000),
  ),
);
const anything = fc.jsonValue({ maxDepth: 4 });
const leaf = fc.oneof(hostileText, anything, fc.double(), fc.boolean(), fc.constant(null));
const dictionary = fc.dictionary(hostileText, leaf, { maxKeys: 150 });

const alert = fc.record(
  {
    status: fc.oneof(fc.constantFrom('firing', 'resolved'), leaf),
    labels: fc.oneof(dictionary, leaf),
    annotations: fc.oneof(fc.record({ summary: leaf, description: leaf }, { requiredKeys: [] }), leaf),
    startsAt: leaf,
    endsAt: leaf,
    generatorURL: leaf,
    fingerprint: leaf,
  },
  { requiredKeys: [] },
);
const alertmanagerBody = fc.record(
  {
    alerts: fc.oneof(fc.array(fc.oneof(alert, leaf)), leaf),
    groupKey: leaf,
    status: leaf,
    commonLabels: dictionary,
  },
  { requiredKeys: [] },
);
const pagerdutyBody = fc.record(
  {
    routing_key: fc.oneof(fc.constant('0123456789abcdef0123456789abcdef'), leaf),
    service_key: fc.oneof(fc.constant('0123456789abcdef0123456789abcdef'), leaf),
    event_action: fc.oneof(fc.constantFrom('trigger', 'acknowledge', 'resolve'), leaf),
    event_type: fc.oneof(fc.constantFrom('trigger', 'acknowledge', 'resolve'), leaf),
    dedup_key: leaf,
    description: leaf,
    links: fc.oneof(fc.array(dictionary), leaf),
    payload: fc.oneof(
      fc.record({
        summary: leaf,
        source: leaf,
        severity: fc.oneof(fc.constant('critical'), leaf),
        custom_details: fc.oneof(dictionary, leaf),
        timestamp: leaf,
      }),
      leaf,
    ),
  },
  { requiredKeys: [] },
);
const webhookBody = fc.oneof(
  fc.record({ title: leaf, id: leaf, status: leaf, labels: dictionary }, { requiredKeys: [] }),
  fc.array(dictionary),
  dictionary,
  leaf,
);

/** Puts something else in the place of one of a body's parts, counted in the order in which they come. */
function replacePart(body: object, at: number, other: unknown): void {
  const parts: [object: object, key: string][] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      parts.push([value, key]);
      collect(Reflect.get(value, key));
    }
  };
  collect(body);
  const [part, key] = parts[at % parts.length] ?? [{}, ''];
  Reflect.set(part, key, other);
}

/** Whether PostgreSQL takes the text, and no limit is passed. */
const storable = (text: string | undefined, limit: number): boolean =>
  text === undefined || (text.isWellFormed() && !text.includes('\0') && [...text].length <= limit);

function expectSound(signal: Signal): void {
  expect(signal.title.trim()).not.toBe('');
  expect(signal.dedupKey.trim()).not.toBe('');
  expect(storable(signal.dedupKey, Number.POSITIVE_INFINITY)).toBe(true);
  for (const name of ['title', 'description', 'severity', 'source'] as const)
    expect(storable(signal[name], LIMITS[name])).toBe(true);
  const labels = Object.entries(signal.labels);
  expect(labels.length).toBeLessThanOrEqual(LIMITS.labels);
  expect(
    labels.every(([name, value]) => storable(name, LIMITS.labelName) && storable(value, LIMITS.labelValue)),
  ).toBe(true);
  expect(Object.getPrototypeOf(signal.labels)).toBe(Object.prototype);
  expect(signal.links.every(({ href }) => /^https?:/i.test(href))).toBe(true);
}

describe('whatever a body holds, parsers answer, and what they take is sound', () => {
  test('Alertmanager', () => {
    fc.assert(
      fc.property(
        fc.oneof(alertmanagerBody, anything),
        fc.constantFrom('fingerprint', 'group'),
        (body, dedupe) => {
          const read = parseAlertmanager(body, { dedupe: dedupe as 'fingerprint' | 'group' });
          if (read.ok) read.value.signals.forEach(expectSound);
        },
      ),
    );
  });

  test('PagerDuty', () => {
    fc.assert(
      fc.property(fc.oneof(pagerdutyBody, dictionary), (body) => {
        for (const read of [parseEvent(body as Unknown, 'key'), parseEventV1(body as Unknown, 'key')]) {
          if (read.ok) {
            expectSound(read.value.signal);
            expect(read.value.routingKey).toHaveLength(32);
          } else expect(read.error.length).toBeGreaterThan(0);
        }
        const change = parseChange(body as Unknown);
        if (change.ok) expect(JSON.stringify(change.value.change)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });

  test('Alertmanager’s own API', () => {
    const now = Temporal.Instant.from('2031-03-03T14:00:00Z');
    const matcher = fc.record(
      { name: leaf, value: leaf, isRegex: leaf, isEqual: leaf },
      { requiredKeys: [] },
    );
    const silence = fc.record(
      { id: leaf, matchers: fc.oneof(fc.array(fc.oneof(matcher, leaf)), leaf), startsAt: leaf, endsAt: leaf },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(alert, leaf)), leaf), silence, (body, wanted) => {
        const read = atOnce(readPostedAlerts(body, now));
        if (read.ok) {
          read.value.signals.forEach(expectSound);
          for (const { dedupKey } of read.value.signals) expect(dedupKey).toMatch(/^[0-9a-f]{16}$/);
        } else expect(read.error).not.toBe('');
        const silenced = parseSilence(wanted);
        expect(silenced.ok || silenced.error !== '').toBe(true);
      }),
    );
    fc.assert(
      fc.property(hostileText, (filter) => {
        const read = parseFilter(filter);
        if (read.ok) matcherTest(read.value)({ a: filter });
      }),
    );
  });

  test('Opsgenie', () => {
    const named = fc.record({ name: leaf, id: leaf, username: leaf, type: leaf }, { requiredKeys: [] });
    const body = fc.record(
      {
        ...{
          message: leaf,
          alias: leaf,
          description: leaf,
          priority: leaf,
          source: leaf,
          entity: leaf,
          user: leaf,
        },
        ...{ note: leaf, tags: fc.oneof(fc.array(leaf), leaf), details: fc.oneof(dictionary, leaf) },
        responders: fc.oneof(fc.array(fc.oneof(named, leaf)), leaf),
      },
      { requiredKeys: [] },
    );
    const heartbeat = fc.record(
      {
        ...{ name: leaf, interval: leaf, intervalUnit: fc.oneof(leaf, fc.constant('hours')), enabled: leaf },
        ...{
          ownerTeam: fc.oneof(named, leaf),
          alertTags: fc.oneof(fc.array(leaf), leaf),
          alertMessage: leaf,
        },
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(body, heartbeat, (said, beat) => {
        const read = parseCreate(said, 'an alias made by the server');
        if (read.ok) expectSound(read.value.signal);
        else expect(read.error.message).toBeDefined();
        const made = parseNewHeartbeat(beat as Unknown);
        if (made.ok) expect(storable(made.value.name, 200)).toBe(true);
        else expect(Object.keys(made.error)).not.toEqual([]);
      }),
    );
    fc.assert(fc.property(hostileText, (query) => void parseQuery(query)));
  });

  test('generic webhook', () => {
    const { mapping } = integrationOptions.webhook.parse({});
    fc.assert(
      fc.property(webhookBody, (body) => {
        const read = parseWebhook(body, mapping);
        if (read.ok) read.value.signals.forEach(expectSound);
      }),
    );
  });

  test('bodies of known tools of which any part is something else', () => {
    const samples = new URL('./vendors/samples/', import.meta.url);
    const bodies = readdirSync(samples)
      .filter((name) => !name.endsWith('.expected.json'))
      .map((name) => readFileSync(new URL(name, samples), 'utf8'));
    const filter = fc.constantFrom<Mapping>(
      {},
      { ignore_when: ['x', { action: '*' }] },
      { trigger_when: [{ 'a.b': ['c'] }] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(), leaf, filter, (text, at, other, mapping) => {
        const body = JSON.parse(text);
        replacePart(body, at, other);
        const read = parseAny(body, mapping);
        if (!read.ok) {
          expect(read.error).not.toBe('');
          return;
        }
        read.value.signals.forEach(expectSound);
        for (const reason of read.value.ignored) expect(storable(reason, 1_000)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('forms', async () => {
    const type = fc.constantFrom(
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), hostileText),
        type,
        async (body, contentType) => {
          const read = await readForm(Buffer.from(`payload=${body}`), contentType);
          if (read !== undefined) expect(isObject(read.value)).toBe(true);
        },
      ),
    );
  });

  test('bytes that are no JSON, or nest beyond measure, are no body', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const read = parseJson(bytes);
        if (read !== undefined) expect(read.value).toEqual(JSON.parse(Buffer.from(bytes).toString('utf8')));
      }),
    );
    expect(parseJson(Buffer.from('['.repeat(500_000)))).toBeUndefined();
    expect(parseJson(Buffer.from(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`))).toBeUndefined();
    expect(isTooDeep(Buffer.from(JSON.stringify({ text: '[{'.repeat(1_000), more: '\\"[[' })))).toBe(false);
  });

  test('one object with very many keys is none, because nothing interrupts its reading; many objects are', () => {
    const keys = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, ':']));
    expect(parseJson(Buffer.from(JSON.stringify({ labels: keys(10_001) })))).toBeUndefined();
    const alerts = Array.from({ length: 2_000 }, () => ({ labels: keys(40), text: 'a: "b": c' }));
    expect(parseJson(Buffer.from(JSON.stringify({ alerts, more: keys(100) })))).toEqual({
      value: { alerts, more: keys(100) },
    });
  });

  test('a cut never splits a character and leaves what fits alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const short = cut(text, limit);
        expect([...short].length).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
        if ([...text].length <= limit) expect(short).toBe(text);
      }),
    );
  });

  test('a key of a prototype is a key like any other', () => {
    const read = parseWebhook(JSON.parse('{"title":"x","labels":{"__proto__":"p","constructor":"c"}}'), {});
    expect(Object.entries((read.ok && read.value.signals[0]?.labels) || {})).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
  });
});
