import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

let harness: Harness;
const keys: Record<string, string> = {};
beforeAll(async () => {
  harness = await Harness.start();
  for (const kind of ['prometheus', 'opsgenie']) {
    const made = await harness.http('POST', '/api/v1/integrations', { kind, name: kind });
    keys[kind] = made.body.key;
  }
});
afterAll(() => harness.close());

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '%',
    '%00',
    '%ff',
    '../..',
    'a\0b',
    '\ud800',
    "';--",
    '{}',
    '$1',
  ),
  fc.constantFrom(
    '00000000-0000-4000-8000-000000000000',
    '9'.repeat(30),
    'x'.repeat(600),
    'count',
    'requests',
  ),
);
const leaf = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }));
const times = fc.constantFrom(
  '0001-01-01T00:00:00.000Z',
  '2031-03-03T10:00:00Z',
  '2199-12-31T23:59:59Z',
  '9999-99-99',
);
const body = fc.oneof(
  fc.record(
    {
      ...{
        message: leaf,
        alias: leaf,
        tags: leaf,
        details: leaf,
        priority: leaf,
        note: leaf,
        user: leaf,
        name: leaf,
      },
      ...{
        interval: fc.oneof(leaf, fc.integer()),
        intervalUnit: fc.constantFrom('minutes', 'days', 7),
        enabled: leaf,
      },
      matchers: fc.oneof(
        leaf,
        fc.array(fc.record({ name: fc.constantFrom('a', 'b'), value: text, isRegex: fc.boolean() }), {
          maxLength: 3,
        }),
      ),
      ...{
        startsAt: fc.oneof(leaf, times),
        endsAt: fc.oneof(leaf, times),
        createdBy: leaf,
        comment: leaf,
        id: leaf,
      },
    },
    { requiredKeys: [] },
  ),
  fc.array(
    fc.record(
      {
        labels: fc.oneof(leaf, fc.dictionary(text, leaf)),
        annotations: leaf,
        startsAt: fc.oneof(leaf, times),
        endsAt: fc.oneof(leaf, times),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 4 },
  ),
  leaf,
);
const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE');

/** Everything that either door serves, with something hostile where a name stands. */
const PATHS = [
  ...['/alerts', '/alerts/groups', '/status', '/receivers', '/silences', '/silence/:name'].map(
    (path) => `/api/v2${path}`,
  ),
  ...['/alerts', '/alerts/count', '/alerts/requests/:name', '/alerts/:name', '/alerts/:name/close'].map(
    (path) => `/v2${path}`,
  ),
  ...[
    'acknowledge',
    'unacknowledge',
    'notes',
    'tags',
    'details',
    'message',
    'priority',
    'snooze',
    'logs',
  ].map((action) => `/v2/alerts/:name/${action}`),
  ...['', '/:name', '/:name/ping', '/:name/enable', '/:name/disable'].map((path) => `/v2/heartbeats${path}`),
];
const query = fc.array(
  fc.tuple(
    fc.constantFrom(
      'filter',
      'query',
      'limit',
      'offset',
      'identifierType',
      'tags',
      'keys',
      'active',
      'receiver',
    ),
    text,
  ),
  { maxLength: 3 },
);

const escaped = (name: string): string => encodeURIComponent(name.toWellFormed());

test('[DET-1] whatever is sent to the doors that read back, none answers 500 and no error is logged', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      method,
      text,
      query,
      body,
      fc.boolean(),
      async (path, how, name, asked, sent, raw) => {
        const kind = path.startsWith('/api') ? 'prometheus' : 'opsgenie';
        const url = `${path.replace(':name', raw ? name.replace(/[^!-~]|[?#/]/g, '') : escaped(name))}?${asked
          .map(([key, value]) => `${key}=${escaped(value)}`)
          .join('&')}`;
        const reply = await harness.http(how, url, how === 'GET' ? undefined : JSON.stringify(sent), {
          as: null,
          headers: { authorization: `GenieKey ${keys[kind]}`, 'content-type': 'application/json' },
        });
        expect(reply.status, `${how} ${url}`).toBeLessThan(500);
      },
    ),
    { numRuns: 600 },
  );
  await harness.settle();
});
