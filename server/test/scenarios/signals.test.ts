import { afterEach, beforeEach, expect, test } from 'vitest';
import { SignalsServer } from '../fakes/signals-server.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let server: SignalsServer;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  server = await SignalsServer.start('Bearer s3cret-token');
});
afterEach(async () => {
  await shop.close();
  await server.close();
});

const connector = (kind: string, more: object = {}) => ({
  ...{ kind, name: `Our ${kind}`, url: server.url, auth: 'bearer', secret: 's3cret-token', ...more },
});
const put = (id: string, body: object, query = '') =>
  shop.harness.http('PUT', `/api/v1/connectors/${id}${query}`, body);
const result = async (name: string, as?: string) => {
  const path = `/api/v1/incidents/INC-1/signals/result?system=checkout&name=${encodeURIComponent(name)}`;
  return shop.harness.http('GET', path, undefined, as === undefined ? {} : { as });
};
const queries = [
  { name: 'Errors', connector: 'prometheus', query: 'rate(errors[5m])', unit: '/s' },
  { name: 'Log', connector: 'loki', query: '{app="checkout"} |= "error"' },
  { name: 'Search', connector: 'elastic', query: 'level:error' },
];
async function connected(): Promise<void> {
  server.series.set('rate(errors[5m])', (at) => ({ '500': at % 120 === 0 ? 'NaN' : '2.5', '502': '+Inf' }));
  for (const minute of [-5, -70, -30])
    server.lines.push({
      atMs: Date.parse('2031-03-03T09:00:00Z') + minute * 60_000,
      text: `level=error msg="no answer from bank" minute=${minute}`,
    });
  for (const [id, kind] of [
    ['prometheus', 'prometheus'],
    ['loki', 'loki'],
    ['elastic', 'elasticsearch'],
  ] as const)
    expect((await put(id, connector(kind))).status).toBe(200);
  await shop.must('PATCH', '/api/v1/systems/checkout', {
    queries,
    links: [
      {
        label: 'Overview',
        url: 'https://grafana.example.com/d/shop?from={from}&to={to}&var-system={system}',
        kind: 'dashboard',
      },
    ],
  });
  await shop.must('POST', '/api/v1/changes', {
    system: 'checkout',
    version: '7',
    happenedAt: '2031-03-03T08:50:00Z',
  });
  await shop.declare({ systems: ['checkout'] });
}

test('[INV-3] [INV-1] [DET-2] charts, log lines and dashboards for the time of the incident; pinned, they are on the record', async () => {
  await connected();
  const overview = (await shop.must('GET', '/api/v1/incidents/INC-1/signals')).body;
  expect(overview).toMatchObject({
    from: '2031-03-03T08:00:00Z',
    marks: [
      { kind: 'change', at: '2031-03-03T08:50:00Z', text: 'Deployed Checkout 7' },
      { kind: 'detected', at: '2031-03-03T09:00:00Z' },
    ],
    links: [
      { url: 'https://grafana.example.com/d/shop?from=1930291200000&to=1930294800000&var-system=checkout' },
    ],
    queries: [
      { name: 'Errors', shows: 'metrics', unit: '/s' },
      { name: 'Log', shows: 'logs' },
      { name: 'Search', shows: 'logs', connector: { name: 'Our elasticsearch' } },
    ],
  });
  // No connector was asked for that.
  expect(server.asked.filter((each) => /query_range|_search\?/.test(each))).toEqual([
    'POST /logs-*/_search?…',
  ]);
  const errors = (await result('Errors')).body;
  expect(errors).toMatchObject({ failure: null, series: [{ label: 'code=500' }, { label: 'code=502' }] });
  expect(errors.series[0].points.slice(0, 2)).toEqual([
    { at: 1_930_291_200, value: null },
    { at: 1_930_291_215, value: 2.5 },
  ]);
  expect(errors.series[1].points.every(({ value }: { value: unknown }) => value === null)).toBe(true);
  for (const name of ['Log', 'Search'])
    expect((await result(name)).body).toMatchObject({
      failure: null,
      lines: [
        {
          at: '2031-03-03T08:55:00.000Z',
          level: 'error',
          text: 'level=error msg="no answer from bank" minute=-5',
        },
        { at: '2031-03-03T08:30:00.000Z', level: 'error' },
      ],
    });
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const { from, to } = errors;
  const body = { system: 'checkout', name: 'Errors', from, to, note: 'Began before the deployment' };
  const pinned = await shop.harness.http('POST', '/api/v1/incidents/INC-1/evidence', body, { as: ana });
  const [evidence] = pinned.body.evidence;
  expect(evidence).toMatchObject({
    title: 'Errors',
    found: '2 series',
    by: 'Ana',
    at: '2031-03-03T09:00:00Z',
  });
  expect((await shop.story()).filter((line) => line.startsWith('evidence_pinned'))).toEqual([
    `evidence_pinned: Ana pinned evidence: Errors of Checkout (2 series, SHA-256 ${evidence.sha256.slice(0, 12)}…): Began before the deployment`,
  ]);
  const kept = (await shop.must('GET', `/api/v1/incidents/INC-1/evidence/${evidence.id}`)).body;
  expect(kept.intact).toBe(true);
  expect(JSON.parse(kept.content)).toMatchObject({
    asked: { query: 'rate(errors[5m])' },
    found: { kind: 'series' },
  });
  await shop.harness.database.pool.query(`update incident_evidence set content = content || ' '`);
  expect((await shop.must('GET', `/api/v1/incidents/INC-1/evidence/${evidence.id}`)).body.intact).toBe(false);
  const stakeholder = await tokenOf(shop.harness, shop.idOf('ana'), 'stakeholder');
  expect((await result('Errors', stakeholder)).status).toBe(403);
});

test('[INV-1] [INV-3] a connector that is slow, broken or not what it should be says so, and holds up nothing', async () => {
  await connected();
  const failures: Record<string, string> = {};
  for (const mood of ['huge', 'html', 'redirecting', 'down'] as const) {
    server.mood = mood;
    failures[mood] = (await result('Errors')).body.failure;
  }
  expect(failures).toEqual({
    huge: expect.stringMatching(/answered with more than 2 MB\.$/),
    html: 'The answer is not in the format of Prometheus. Check the URL.',
    redirecting: expect.stringMatching(
      /redirects to http:\/\/169\.254\.169\.254.* Enter the address that it leads to\.$/,
    ),
    down: expect.stringMatching(/refused the connection or closed it\.$/),
  });
  const slow = (['silent', 'endless'] as const).map(async (mood, index) => {
    server.mood = mood;
    const asked = server.asked.length;
    const answer = result(['Errors', 'Log'][index] ?? '');
    await expect.poll(() => server.asked.length).toBeGreaterThan(asked);
    return (await answer).body.failure;
  });
  expect(await Promise.all(slow)).toEqual([
    expect.stringMatching(/did not answer within 5 seconds\.$/),
    expect.stringMatching(/did not answer within 5 seconds\.$/),
  ]);
  server.mood = 'well';
  await shop.must('PATCH', '/api/v1/systems/checkout', {
    queries: [
      { ...queries[0], query: 'rate(' },
      { ...queries[1], query: 'app' },
      { ...queries[2], query: '"' },
    ],
  });
  expect((await result('Errors')).body.failure).toMatch(/^Prometheus answered: invalid parameter "query"/);
  expect((await result('Log')).body.failure).toMatch(/^Loki answered: parse error at line 1/);
  expect((await result('Search')).body.failure).toBe('Elasticsearch answered: Failed to parse query ["]');
});

test('a connector is tested when it is saved; its secret is never shown, and goes nowhere else', async () => {
  const refused = await put('prometheus', connector('prometheus', { secret: 'wrong' }));
  expect(refused).toMatchObject({
    status: 400,
    body: {
      code: 'connector_failed',
      detail: 'Prometheus rejected the credentials (HTTP 401). Check the secret.',
    },
  });
  expect((await put('loki', connector('prometheus', { url: 'http://10.1.2.3:9090' }))).body.detail).toBe(
    '10.1.2.3 is in a private network, which is not allowed. To allow it, add 10.1.2.3:9090 to the setting ALLOWED_HOSTS.',
  );
  const saved = await put('prometheus', connector('prometheus'));
  expect(saved.body).toMatchObject({ hasSecret: true, usedBy: [], usedByChecks: [] });
  const { secret: _, ...kept } = connector('prometheus');
  expect((await put('prometheus', { ...kept, name: 'Renamed' })).body.name).toBe('Renamed');
  const elsewhere = { ...kept, url: 'https://collector.example.com' };
  expect((await put('prometheus', elsewhere, '?untested=true')).body.errors).toMatchObject([
    { path: 'secret' },
  ]);
  const { rows } = await shop.harness.database.pool.query(
    `select to_jsonb(connector)::text as row from connector union all select to_jsonb(audit_entry)::text from audit_entry`,
  );
  const shown = await Promise.all(
    ['/api/v1/connectors', '/api/v1/config'].map(async (path) => (await shop.harness.http('GET', path)).text),
  );
  for (const text of [...rows.map(({ row }) => String(row)), ...shown]) expect(text).not.toContain('s3cret');

  const file = (text: string) =>
    shop.must('PUT', '/api/v1/config?prune=true', { connectors: JSON.parse(text) });
  const again = (await file(JSON.stringify([{ id: 'prometheus', ...kept, name: 'Renamed' }]))).body.items;
  expect(again).toMatchObject([{ section: 'connectors', action: 'unchanged' }]);
  const rotated = (
    await file(JSON.stringify([{ id: 'prometheus', ...kept, name: 'Renamed', secret: 'new' }]))
  ).body;
  expect(rotated.items).toMatchObject([
    { action: 'update', changes: [{ path: 'secret', to: 'another secret' }] },
  ]);
  expect((await shop.must('POST', '/api/v1/connectors/prometheus/test')).body).toMatchObject({
    works: false,
  });
  await shop.must('PATCH', '/api/v1/systems/checkout', { queries: [queries[0]] });
  const check = {
    ...{ name: 'Queue', system: 'checkout' },
    probe: { kind: 'prometheus', connector: 'prometheus', query: 'q', above: 1 },
  };
  await shop.must('PUT', '/api/v1/checks/queue', check);
  const remove = async () => (await shop.harness.http('DELETE', '/api/v1/connectors/prometheus')).body.detail;
  expect(await remove()).toBe(
    'Checkout has queries for this connector, and the check "Queue" uses it. Remove them first.',
  );
  await shop.must('PATCH', '/api/v1/systems/checkout', { queries: [] });
  expect(await remove()).toBe('The check "Queue" uses this connector. Remove it first.');
  expect((await shop.must('GET', '/api/v1/connectors/prometheus')).body).toMatchObject({
    ...{ usedBy: [], usedByChecks: [{ id: 'queue', name: 'Queue' }] },
  });
  // A file may remove both, but not the connector alone.
  const prune = (sections: object) => shop.harness.http('PUT', '/api/v1/config?prune=true', sections);
  expect((await prune({ connectors: [] })).body.errors).toMatchObject([
    { message: expect.stringContaining('The check "Queue" uses the connector "prometheus"') },
  ]);
  expect((await prune({ connectors: [], checks: [] })).status).toBe(200);
  const missing = await shop.harness.http('PUT', '/api/v1/checks/queue', check);
  expect(missing.body.errors).toMatchObject([{ path: 'probe.connector' }]);
});

test('[INV-4] errors of alerts, of Sentry and of responders are gathered by what they say, counted, and pinned', async () => {
  const integration = async (kind: string, options: object = {}) =>
    (await shop.must('POST', '/api/v1/integrations', { kind, name: kind, systemId: 'checkout', options }))
      .body;
  const monitor = await integration('pagerduty');
  const sentry = await integration('webhook');
  const page = (key: string, summary: string) =>
    shop.harness.http(
      'POST',
      '/v2/enqueue',
      {
        ...{ routing_key: monitor.key, event_action: 'trigger', dedup_key: key },
        payload: {
          summary,
          source: 'web-1',
          severity: 'critical',
          custom_details: { alertname: 'Checkout' },
        },
      },
      { as: null },
    );
  await page('one', 'Bank 7 timed out after 3000 ms');
  await page('two', 'Bank 9 timed out after 1500 ms');
  const event = {
    issue_id: '42',
    title: "TypeError: Cannot read 'total' of order 77",
    level: 'error',
    datetime: '2031-03-03T08:59:00Z',
  };
  await shop.harness.http(
    'POST',
    `/in/webhook/${sentry.key}`,
    { action: 'triggered', data: { event, triggered_rule: 'Checkout' } },
    { as: null },
  );
  await shop.harness.settle();
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const as = { as: ana };
  const text =
    'Traceback (most recent call last):\n  File "pay.py", line 3\nTypeError: cannot read \'sum\' of order 5';
  const ref = '/api/v1/incidents/INC-1/errors';
  const noted = await shop.harness.http('POST', ref, { text }, as);
  expect(
    noted.body.items.map(({ fingerprint, count, alerts, notedBy }: Record<string, unknown>) => ({
      fingerprint,
      count,
      alerts,
      notedBy,
    })),
  ).toEqual(
    expect.arrayContaining([
      { fingerprint: 'typeerror: cannot read ? of order #', count: 2, alerts: 1, notedBy: ['Ana'] },
      { fingerprint: 'bank # timed out after # ms', count: 2, alerts: 2, notedBy: [] },
    ]),
  );
  const fingerprint = 'bank # timed out after # ms';
  for (const _ of ['once', 'again']) await shop.harness.http('POST', `${ref}/pin`, { fingerprint }, as);
  const { items } = (await shop.must('GET', ref)).body;
  expect(items.filter(({ pinned }: { pinned: boolean }) => pinned)).toMatchObject([{ fingerprint }]);
  expect((await shop.story()).filter((line) => line.startsWith('evidence_pinned'))).toEqual([
    expect.stringMatching(
      /^evidence_pinned: Ana pinned evidence: Bank \d timed out after \d+ ms \(error seen 2 times, SHA-256 /,
    ),
  ]);
});
