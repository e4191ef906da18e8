import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../harness/index.ts';
import { someone } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* The shop's status page: what the public hears of the checkout, and what it never does. */

let shop: Response;
beforeEach(async () => {
  shop = await Response.begin();
  shop.harness.othersMayWrite();
  await shop.must('PUT', '/api/v1/status-pages/main', PAGE);
  await shop.harness.settle();
});
afterEach(() => shop.close());

const PAGE = {
  name: 'Harbour Shop',
  languages: ['en', 'de'],
  timezone: 'Europe/Berlin',
  components: [
    { id: 'pay', name: 'Payments', group: 'Shop', systems: ['checkout'] },
    { id: 'search', name: 'Search', group: 'Shop' },
  ],
};

/** What anybody reads. */
const read = async (path = ''): Promise<Reply> => {
  await shop.harness.settle();
  return shop.harness.http('GET', `/status/${path}`, undefined, { as: null });
};
const summary = async () => (await read('api/v2/summary.json')).body;
/** The words of a page, without markup. */
const words = async (path = ''): Promise<string> =>
  (await read(path)).text
    .replace(/<(style|head)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const confirm = (ref = 'INC-1') => shop.command('severity', { severity: 'P1' }, ref);
const open = (more: object = {}) =>
  shop.harness.http('POST', '/api/v1/status-pages/main/incidents', {
    title: 'Payments fail',
    body: 'Some payments fail. We are looking into it.',
    levels: { pay: 'partial_outage' },
    notify: false,
    ...more,
  });
const publish = (id: string, more: object) =>
  shop.must('POST', `/api/v1/public-incidents/${id}/updates`, { notify: false, ...more });

describe('nothing is public unless a person has listed or written it', () => {
  test('a page with components says how they are, and names no system, team or incident', async () => {
    await shop.declare({ title: 'Ledger corrupted by intruder', systems: ['checkout', 'ledger'] });
    const { text } = await read();
    expect(await words()).toMatch(/All systems operational.*Payments.*Operational.*Search/);
    for (const path of [
      '',
      'history/index.html',
      'history.atom',
      'api/v2/summary.json',
      'api/v2/components.json',
    ])
      expect((await read(path)).text).not.toMatch(/ledger|checkout|intruder|INC-1|ana/i);
    expect(text).not.toContain('<script');
  });

  test('a drill is never published', async () => {
    await shop.declare();
    await confirm();
    await shop.harness.database.pool.query('update incident set drill = true');
    expect(await open({ incident: 'INC-1' })).toMatchObject({
      status: 409,
      body: { code: 'drill_not_public' },
    });
    expect(await words()).toContain('All systems operational');
  });

  test('a restricted incident is never published, and what was published of one is hidden with it', async () => {
    await shop.declare();
    await confirm();
    const made = await open({ incident: 'INC-1' });
    expect(await words()).toContain('Payments fail');
    await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
    expect(await words()).not.toContain('Payments fail');
    expect((await summary()).status.indicator).toBe('none');
    const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
    const hers = { as: zoe.token };
    const path = `/api/v1/public-incidents/${made.body.id}`;
    expect((await shop.harness.http('GET', path, undefined, hers)).status).toBe(404);
    expect((await shop.harness.http('PATCH', path, { title: 'Found out' }, hers)).status).toBe(404);
    const listed = await shop.harness.http('GET', '/api/v1/status-pages/main/incidents', undefined, hers);
    expect(listed.body.items).toEqual([]);
    const refused = await shop.harness.http('POST', `/api/v1/public-incidents/${made.body.id}/updates`, {
      ...{ phase: 'identified', body: 'We found it.', notify: false },
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'incident_restricted' } });
    expect(await open({ incident: 'INC-1', title: 'Again' })).toMatchObject({ status: 409 });
    await shop.command('visibility', { visibility: 'organisation' });
    expect(await words()).toContain('Payments fail');
  });

  test('what only a monitor has said is not published before a person has confirmed it', async () => {
    const { body } = await shop.must('POST', '/api/v1/integrations', {
      ...{ kind: 'pagerduty', name: 'Prometheus', systemId: 'checkout' },
    });
    await shop.harness.http('POST', '/v2/enqueue', {
      ...{ routing_key: body.key, event_action: 'trigger', dedup_key: 'a' },
      payload: { summary: 'Disk full', source: 'db1', severity: 'critical' },
    });
    await shop.harness.settle();
    const asked = await shop.must('GET', '/api/v1/incidents/INC-1/public');
    expect(asked.body).toMatchObject({ page: 'main', refusal: { code: 'incident_unconfirmed' } });
    expect(await open({ incident: 'INC-1' })).toMatchObject({
      status: 409,
      body: { code: 'incident_unconfirmed' },
    });
    await confirm();
    expect((await open({ incident: 'INC-1' })).status).toBe(201);
  });

  test('a draft speaks of public names only', async () => {
    await shop.declare({ title: 'Ledger corrupted by intruder', symptoms: 'root password leaked' });
    const { draft } = (await shop.must('GET', '/api/v1/incidents/INC-1/public')).body;
    expect(draft).toEqual({
      phase: 'investigating',
      title: 'Problem with Payments',
      body: 'We are investigating a problem with Payments. We will post an update here as soon as we know more.',
      levels: { pay: 'major_outage' },
    });
  });

  test('a private page is for people who are signed in', async () => {
    await shop.must('PUT', '/api/v1/status-pages/main', { ...PAGE, visibility: 'private' });
    expect((await read()).status).toBe(404);
    const browser = await shop.harness.http('GET', '/status/', undefined, {
      ...{ as: null, headers: { accept: 'text/html' } },
    });
    expect([browser.status, browser.headers.location]).toEqual([303, '/sign-in?next=%2Fstatus%2F']);
    const seen = await shop.harness.http('GET', '/status/');
    expect([seen.status, seen.headers['cache-control']]).toEqual([200, 'private, no-store']);
  });
});

describe('an incident as the public knows it', () => {
  test('[RES-4] from the first words to "resolved": page, feeds and API tell the same, and the record has every word', async () => {
    await shop.declare();
    await confirm();
    const { id } = (await open({ incident: 'INC-1' })).body;
    expect(await words()).toMatch(
      /Partial outage.*Current incidents.*Payments fail.*Affected Payments \(Partial outage\).*Some payments fail/,
    );
    await shop.harness.advance('PT30M');
    await publish(id, {
      phase: 'identified',
      body: 'We found the cause.',
      levels: { pay: 'degraded_performance' },
    });
    expect(await summary()).toMatchObject({
      status: { indicator: 'minor', description: 'Degraded performance' },
      incidents: [
        {
          name: 'Payments fail',
          status: 'identified',
          impact: 'major',
          components: [{ id: 'pay', status: 'degraded_performance' }],
          incident_updates: [
            {
              status: 'identified',
              affected_components: [
                { code: 'pay', old_status: 'partial_outage', new_status: 'degraded_performance' },
              ],
            },
            { status: 'investigating', body: 'Some payments fail. We are looking into it.' },
          ],
        },
      ],
    });
    // Words to go on with do not fall back behind what was published.
    const next = (await shop.must('GET', '/api/v1/incidents/INC-1/public')).body.draft;
    expect(next.phase).toBe('identified');
    await shop.harness.advance('PT30M');
    await shop.command('resolve', { resolution: 'Rolled back the release', ending: 'recovered' });
    // Resolving prepares what the public is told; a person publishes it.
    const { draft } = (await shop.must('GET', '/api/v1/incidents/INC-1/public')).body;
    expect(draft).toMatchObject({
      phase: 'resolved',
      body: 'The problem with Payments is resolved. We apologise for the disruption.',
      levels: {},
    });
    expect(await words()).toContain('Current incidents');
    await publish(id, { phase: draft.phase, body: draft.body });
    expect(await words()).toMatch(/All systems operational.*Past incidents.*Payments fail.*Resolved.*1 h/);
    expect((await read('history.atom')).text).toMatch(/<title>Payments fail<\/title>.*We apologise/s);
    expect((await read('history.rss')).text).toContain('<title>Payments fail</title>');
    expect(await words('history/2031-03.html')).toContain('Payments fail');
    const story = (await shop.story()).filter((line) => line.startsWith('public_'));
    expect(story).toEqual([
      expect.stringMatching(/public_incident_opened: .* published “Payments fail” on the status page/),
      expect.stringMatching(/public_update_published: .* an update \(identified\)/),
      expect.stringMatching(/public_update_published: .* an update \(resolved\)/),
    ]);
    expect(story.join()).toContain('without notifying subscribers');
  });

  test('[INV-6] a workaround is shown when a person publishes it', async () => {
    await shop.declare();
    await confirm();
    const { id } = (await open({ incident: 'INC-1' })).body;
    await shop.command('entries', { type: 'workaround', text: 'Flip flag pay_v1 on host web-7' });
    expect(await words()).not.toContain('pay_v1');
    await publish(id, {
      phase: 'identified',
      body: 'We found the cause.',
      workaround: 'Pay by invoice: https://shop.example.com/invoice.',
    });
    expect(await words()).toMatch(/What you can do Pay by invoice/);
    expect((await read()).text).toContain('href="https://shop.example.com/invoice"');
  });

  test('impact is back-dated and corrected, and uptime follows', async () => {
    await shop.must('PUT', '/api/v1/status-pages/main', {
      ...PAGE,
      components: [{ ...PAGE.components[0], since: '2031-03-01' }],
    });
    await shop.harness.advance('PT24H');
    const made = await open({ startedAt: '2031-03-03T22:00:00Z', at: '2031-03-03T22:10:00Z' });
    expect(made.body.intervals).toEqual([
      { component: 'pay', level: 'partial_outage', startsAt: '2031-03-03T22:00:00Z', endsAt: null },
    ]);
    await publish(made.body.id, { phase: 'resolved', body: 'Over.', at: '2031-03-04T04:00:00Z' });
    // From 1 March, 00:00 in Berlin, until now: 82 h, of which 6 h were down.
    const uptime = async () =>
      (await shop.must('GET', '/api/v1/status-pages')).body.items[0].components[0].uptime;
    expect(await uptime()).toBeCloseTo(1 - 6 / 82, 6);
    expect(await words()).toContain('92.68% uptime in 90 days');
    expect((await read()).text).toContain('4 March 2031: Partial outage, 5 h');
    await shop.must('PUT', `/api/v1/public-incidents/${made.body.id}/impact`, {
      intervals: [
        ...[
          {
            component: 'pay',
            level: 'degraded_performance',
            startsAt: '2031-03-03T22:00:00Z',
            endsAt: '2031-03-04T03:00:00Z',
          },
        ],
        ...[
          {
            component: 'pay',
            level: 'major_outage',
            startsAt: '2031-03-04T03:00:00Z',
            endsAt: '2031-03-04T04:00:00Z',
          },
        ],
      ],
    });
    // Degraded does not count as down unless the page says so.
    expect(await uptime()).toBeCloseTo(1 - 1 / 82, 6);
    const wrong = await shop.harness.http('PUT', `/api/v1/public-incidents/${made.body.id}/impact`, {
      intervals: [
        { component: 'pay', level: 'major_outage', startsAt: '2031-03-04T03:00:00Z', endsAt: null },
      ],
    });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'intervals.0.endsAt' }] } });
  });

  test('a published mistake is edited, removed or withdrawn', async () => {
    const { id, updates } = (await open()).body;
    await publish(id, { phase: 'identified', body: 'It was DNS.' });
    const path = `/api/v1/public-incidents/${id}`;
    await shop.must('PATCH', `${path}/updates/${updates[0].id}`, {
      body: 'Few payments fail.',
      notify: false,
    });
    await shop.must('PATCH', path, { title: 'Few payments fail' });
    const edited = (await shop.must('GET', path)).body;
    expect(edited).toMatchObject({ title: 'Few payments fail', phase: 'identified' });
    await shop.must('DELETE', `${path}/updates/${edited.updates[0].id}`);
    expect(await words()).toMatch(/Investigating.*Few payments fail\. Edited/);
    expect(await words()).not.toContain('DNS');
    const last = await shop.harness.http('DELETE', `${path}/updates/${updates[0].id}`);
    expect(last).toMatchObject({ status: 409, body: { code: 'last_update' } });
    await shop.must('POST', `${path}/withdraw`, { reason: 'Another page was meant' });
    expect(await words()).toMatch(/All systems operational/);
    expect(await words()).not.toContain('payments fail');
  });

  test('of two who publish at once, the second sees what the first wrote', async () => {
    const { id, revision } = (await open()).body;
    await publish(id, { phase: 'identified', body: 'Found.', revision });
    const second = await shop.harness.http('POST', `/api/v1/public-incidents/${id}/updates`, {
      ...{ phase: 'resolved', body: 'Over.', notify: true, revision },
    });
    expect(second).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
  });

  test('the preview is the page that is published then', async () => {
    const said = {
      title: 'Payments fail',
      body: 'Some payments fail.',
      levels: { pay: 'major_outage' },
      phase: 'investigating',
    };
    const preview = await shop.must('POST', '/api/v1/status-pages/main/preview', { update: said });
    expect((await summary()).incidents).toEqual([]);
    const { url } = (await open(said)).body;
    const code = /([^/]+)\.html$/.exec(url)?.[1] ?? '';
    const page = await read(`incidents/${code}.html`);
    expect(page.text).toBe(preview.body.html.replaceAll('preview', code));
  });
});

describe('how it is served', () => {
  test('by a strict policy, with an ETag, packed, and to any origin as JSON', async () => {
    const page = await read();
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers['cache-control']).toContain('stale-if-error');
    const again = await shop.harness.http('GET', '/status/', undefined, {
      ...{ as: null, headers: { 'if-none-match': String(page.headers.etag) } },
    });
    expect(again.status).toBe(304);
    const json = await read('api/v2/status.json');
    expect(json.headers['access-control-allow-origin']).toBe('*');
    expect((await shop.harness.http('GET', '/status', undefined, { as: null })).headers.location).toBe(
      'status/',
    );
  });

  test('in several languages, each of which says what it is', async () => {
    expect(await words('de/index.html')).toMatch(/Alle Systeme funktionieren.*Stand:/);
    expect((await read('fr/index.html')).status).toBe(404);
    expect((await read('../secret')).status).toBe(404);
  });

  test('readers cost no query: the page is there while the database is not', async () => {
    await read();
    const { pool } = shop.harness.database;
    const taken = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
    const seen = await shop.harness.http('GET', '/status/', undefined, { as: null });
    for (const client of taken) client.release();
    expect(seen.status).toBe(200);
  });
});
