import { beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_TOKEN, type Reply } from '../harness/index.ts';
import { acknowledgePath } from '../harness/mailbox.ts';
import { monitoredShop } from '../harness/monitored-shop.ts';
import { type Someone, someone, tokenOf } from '../harness/people.ts';
import { openStream } from '../harness/stream.ts';

/*
 * INC-1 is restricted: Ana was paged by it and has command, Mia was told of it. Zoe is a manager and has no part in it: for
 * her it does not exist. INC-2 is everybody's, and so is INC-3, which was merged into INC-1 before that was restricted.
 */
const shop = monitoredShop();
const TITLE = 'Payroll data on a public bucket';
const REPORTED = 'I can read the salaries of others';

let secret: Record<'id' | 'alertId' | 'messageId' | 'stepId' | 'pageId' | 'reportId', string>;
let zoe: Someone;
let ana: string;

type Method = Parameters<typeof shop.shop.harness.http>[0];
const ask = (method: Method, path: string, as: string, body?: object): Promise<Reply> =>
  shop.shop.harness.http(method, path, body, { as });

beforeEach(async () => {
  const { harness, must, declare, command, idOf } = shopOf();
  await shop.monitor('trigger', TITLE, { severity: 'critical' });
  zoe = await someone(harness, 'zoe@example.com', 'manager');
  ana = await tokenOf(harness, idOf('ana'), 'responder');
  await ask('POST', '/api/v1/incidents/INC-1/command', ana, {});
  await declare({ title: 'Mail is slow', severity: 'P2' });
  await declare({ title: 'Mail is slower', severity: 'P3' });
  await command('merge', { into: 'INC-1' }, 'INC-3');
  await must('POST', '/api/v1/reports', { title: REPORTED });
  await must('POST', '/api/v1/reports/REP-1/join', { incident: 'INC-1' });
  await harness.settle();
  const { id } = (await must('GET', '/api/v1/incidents/INC-1')).body;
  const { steps, pages } = (await must('GET', '/api/v1/incidents/INC-1/escalation')).body;
  secret = {
    id,
    alertId: (await must('GET', `/api/v1/alerts?incident=${id}`)).body.items[0].id,
    messageId: (await must('GET', '/api/v1/incidents/INC-1/messages')).body.items[0].id,
    stepId: steps[0].id,
    pageId: pages[0].id,
    reportId: (await must('GET', '/api/v1/reports/REP-1')).body.id,
  };
  await command('visibility', { visibility: 'restricted', reason: 'Personal data' }, 'INC-1');
});

const shopOf = () => {
  const { shop: response } = shop;
  return {
    harness: response.harness,
    idOf: (name: string) => response.idOf(name),
    must: response.must.bind(response),
    declare: response.declare.bind(response),
    command: response.command.bind(response),
  };
};

/** Whether an answer says anything of INC-1: its id, its reference, its title, or what was reported of it. */
const tells = (text: string): boolean =>
  /\bINC-1\b/.test(text) || [secret.id, TITLE, REPORTED, secret.alertId].some((of) => text.includes(of));

interface Route {
  readonly method: string;
  readonly url: string;
}

/** What a route needs to come as far as the incident. A new route about an incident that needs something is added here. */
const BODIES: Readonly<Record<string, object>> = {
  'PATCH /api/v1/incidents/:ref': { title: 'Found out' },
  'POST /api/v1/incidents/:ref/customer-facing': { customerFacing: true },
  'POST /api/v1/incidents/:ref/entries': { text: 'Found out' },
  'POST /api/v1/incidents/:ref/merge': { into: 'INC-2' },
  'POST /api/v1/incidents/:ref/page': { target: { kind: 'team', teamId: 'payments' } },
  'POST /api/v1/incidents/:ref/policy': { version: 1 },
  'POST /api/v1/incidents/:ref/resolve': { resolution: 'Found out', ending: 'recovered' },
  'POST /api/v1/incidents/:ref/resolution/no-change': { reason: 'Found out' },
  'PUT /api/v1/incidents/:ref/resolution/items/:item': { state: 'waived', reason: 'Found out' },
  'PUT /api/v1/incidents/:ref/resolution/items/:item/rollback-plan': { plan: 'Found out' },
  'PUT /api/v1/incidents/:ref/resolution/root-cause': { cause: null },
  'POST /api/v1/incidents/:ref/roles': { role: 'scribe' },
  'POST /api/v1/incidents/:ref/roles/release': { role: 'scribe' },
  'PATCH /api/v1/incidents/:ref/tags': { add: ['found-out'] },
  'POST /api/v1/incidents/:ref/tasks': { title: 'Found out' },
  'PATCH /api/v1/incidents/:ref/tasks/:taskId': { title: 'Found out' },
  'POST /api/v1/incidents/:ref/tasks/:taskId/drop': { reason: 'Found out' },
  'POST /api/v1/incidents/:ref/type': { type: 'database' },
  'PUT /api/v1/incidents/:ref/runbooks/:runbook/steps/:step': { state: 'done' },
  'PUT /api/v1/incidents/:ref/runbooks/:runbook/steps/:step/owner': { personId: null },
  'POST /api/v1/incidents/:ref/severity': { severity: 'P4', reason: 'Found out' },
  'POST /api/v1/incidents/:ref/status': { status: 'mitigating' },
  'POST /api/v1/incidents/:ref/updates': { text: 'Found out' },
  'POST /api/v1/incidents/:ref/updates/facts': { facts: { impact: 'Found out' } },
  'POST /api/v1/incidents/:ref/updates/preview': { text: 'Found out' },
  'POST /api/v1/incidents/:ref/updates/promise': { to: '2031-03-03T18:00:00Z', reason: 'Found out' },
  'PUT /api/v1/incidents/:ref/updates/draft': { text: 'Found out' },
  'POST /api/v1/incidents/:ref/actions': {
    ...{ title: 'Found out', ownerId: '01c16f9b-d700-737c-a51c-4b81e9161234', dueOn: '2031-03-04' },
  },
  'POST /api/v1/incidents/:ref/actions/find-issue': { link: 'https://github.com/acme/shop/issues/1' },
  'POST /api/v1/incidents/:ref/actions/import': {
    ...{ link: 'https://github.com/acme/shop/issues/1', dueOn: '2031-03-04' },
    ownerId: '01c16f9b-d700-737c-a51c-4b81e9161234',
  },
  'POST /api/v1/incidents/:ref/review/input': { kind: 'went_well', text: 'Found out' },
  'PUT /api/v1/incidents/:ref/report/events/:seq': { key: true },
  'PUT /api/v1/incidents/:ref/report/five-whys': { whys: [{ text: 'Found out', depth: 0 }], base: 0 },
  'PUT /api/v1/incidents/:ref/report/external/answers': { names: ['found-out'], answer: 'role' },
  'PUT /api/v1/incidents/:ref/report/sections/:section': { text: 'Found out', base: 0 },
  'POST /api/v1/incidents/:ref/review/end': { at: '2031-03-03T09:00:00Z', reason: 'Found out' },
  'POST /api/v1/incidents/:ref/review/meeting': { startsAt: '2031-03-03T18:00:00Z' },
  'POST /api/v1/incidents/:ref/review/waive': { reason: 'Found out' },
  'POST /api/v1/incidents/:ref/visibility': { visibility: 'organisation' },
  'PUT /api/v1/incidents/:ref/changes/:changeId': { verdict: 'suspect' },
  'POST /api/v1/incidents/:ref/errors': { text: 'Found out' },
  'POST /api/v1/incidents/:ref/errors/pin': { fingerprint: 'found out' },
  'POST /api/v1/incidents/:ref/evidence': {
    ...{ system: 'checkout', name: 'Errors', from: '2031-03-03T08:00:00Z', to: '2031-03-03T09:00:00Z' },
  },
};
const QUERIES: Readonly<Record<string, string>> = {
  'DELETE /api/v1/incidents/:ref/files/:id': '?reason=Found+out',
  'GET /api/v1/library/lessons': '?system=checkout',
  'GET /api/v1/incidents/:ref/signals/result': '?system=checkout&name=Errors',
  'GET /api/v1/incidents/:ref/merge-preview': '?into=INC-2',
  'GET /api/v1/channels/:kind/secret': '?address=https%3A%2F%2Fexample.com%2Fhook',
};
/** Changes to something that is no incident, and doors with their own keys: they answer with what was changed. */
const OTHERS = [
  'actions',
  'audiences',
  'changes',
  'checks',
  'config',
  'connectors',
  'drill-scenarios',
  'incident-channels',
  'insights/reports',
  'integrations',
  'me',
  'organisation',
  'password',
  'people',
  'policy',
  'programme',
  'public-incidents',
  'readiness',
  'reports/settings',
  'rooms',
  'runbooks',
  'schedules',
  'sessions',
  'setup',
  'status-pages',
  'systems',
  'teams',
  'tokens',
  'trackers',
  'training',
  'webhooks',
  'wiki',
];
const DOORS =
  'api/v2/|alertmanager/|opsgenie/|jsm/|in/|v2/|generic/|integration/|enqueue|callbacks/(?:slack|mattermost|trackers)|a/:token|q/:token|unsubscribe/:token|report\\b|status/(confirm|subscribe|unsubscribe)';
const ELSEWHERE = new RegExp(`^\\w+ /(api/auth|api/v1/(${OTHERS.join('|')})\\b|${DOORS})`);

const routes = (): Route[] =>
  shop.shop.harness.app.routes.filter(
    ({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && url !== '/api/v1/stream',
  );
const ofAnIncident = ({ url }: Route): boolean => url.includes(':ref');

/** The route's address for INC-1: whatever it names is of INC-1, and is its id where nothing else is known. */
function addressOf({ method, url }: Route, ref = 'INC-1'): string {
  const ids: Readonly<Record<string, string>> = {
    '/alerts/:id': secret.alertId,
    '/messages/:id': secret.messageId,
    '/people/:id': shop.shop.idOf('ana'),
    '/teams/:id': 'payments',
    '/systems/:id': 'checkout',
    '/schedules/:id': 'payments',
    '/integrations/:id': 'prometheus',
    '/channels/:kind': 'webhook',
    '/runbooks/:id': 'database',
    '/:report': secret.reportId,
    ':ref': ref,
    ':seq': '1',
    ':section': 'summary',
    ':stepId': secret.stepId,
    ':pageId': secret.pageId,
    ':version': '1',
  };
  const path = Object.entries(ids).reduce(
    (filled, [pattern, id]) => filled.replace(pattern, pattern.replace(/:\w+$/, id)),
    url,
  );
  return path.replace(/:\w+|\*/g, secret.id) + (QUERIES[`${method} ${url}`] ?? '');
}
const nameOf = ({ method, url }: Route): string => `${method} ${url}`;
const call = (route: Route, as: string, ref?: string): Promise<Reply> =>
  ask(
    route.method as Method,
    addressOf(route, ref),
    as,
    BODIES[nameOf(route)] ?? (route.method === 'POST' ? {} : undefined),
  );

/** An answer without what it repeats of the question: what is not found is named. */
const unasked = ({ status, text }: Reply, address: string): string =>
  status === 404
    ? address.split('/').reduce((rest, asked) => (asked ? rest.replaceAll(asked, '') : rest), text)
    : text;

describe('an incident that somebody may not see does not exist for them', () => {
  test('every route of an incident answers as if there were none, by number, reference and id', async () => {
    const about = routes().filter(ofAnIncident);
    expect(about.length).toBeGreaterThan(20);
    const { entryCount } = await shop.incident();
    const nobodys = '01c16f9b-d700-737c-a51c-4b81e9161234';
    const seen: string[] = [];
    for (const route of about)
      for (const [ref, none] of [
        ['INC-1', 'INC-999'],
        ['1', '999'],
        [secret.id, nobodys],
      ] as const) {
        const reply = await call(route, zoe.token, ref);
        const unknown = await call(route, zoe.token, none);
        const same =
          reply.text === unknown.text.replaceAll('INC-999', 'INC-1').replaceAll(nobodys, secret.id);
        if (reply.status !== 404 || !same)
          seen.push(`${nameOf(route)} ${ref}: ${reply.status} ${reply.text}`);
      }
    expect(seen).toEqual([]);
    expect((await shop.incident()).entryCount).toBe(entryCount);
  });

  test('no other route says anything of it', async () => {
    const others = routes().filter((route) => !ofAnIncident(route));
    const reads = others.filter(
      (route) =>
        route.method === 'GET' &&
        !/^\/(a|q|alertmanager|api\/v2|assets|in|jsm|opsgenie|v2)\//.test(route.url),
    );
    const found: string[] = [];
    const shownToAdministrators: string[] = [];
    for (const route of reads) {
      const reply = await call(route, zoe.token);
      if (reply.status === 400 || reply.status >= 500)
        found.push(`${nameOf(route)} needs a query: ${reply.text}`);
      if (tells(unasked(reply, addressOf(route)))) found.push(`${nameOf(route)}: ${reply.text}`);
      if (tells((await call(route, ADMIN_TOKEN)).text)) shownToAdministrators.push(route.url);
    }
    expect(found).toEqual([]);
    // What is looked for is there to be found.
    expect(shownToAdministrators).toEqual(
      expect.arrayContaining([
        '/api/v1/incidents',
        '/api/v1/alerts',
        '/api/v1/alerts/:id',
        '/api/v1/messages',
        '/api/v1/messages/:id',
        '/api/v1/reports/:report',
      ]),
    );
    const changes = others.filter((route) => route.method !== 'GET').map(nameOf);
    expect(changes.filter((name) => !ELSEWHERE.test(name)).sort()).toEqual([
      // Answer with the drill, as its GET does; drills.test.ts proves what that says of its incident, and of a real one.
      'POST /api/v1/drills',
      ...['abort', 'end', 'facts/:seq', 'hold', 'resume'].map((act) => `POST /api/v1/drills/:id/${act}`),
      // Answers with what was declared just now.
      'POST /api/v1/incidents',
      // Below.
      'POST /api/v1/messages/:id/resend',
      // Answers with what was reported just now.
      'POST /api/v1/reports',
      // Below.
      ...['declare', 'decline', 'join'].map((act) => `POST /api/v1/reports/:report/${act}`),
      'POST /api/v1/verify',
      // As POST of drills.
      'PUT /api/v1/drills/:id/improvements',
    ]);
  });

  test('no list, filter, search or count of those routes leads to it', async () => {
    // By then it is measured.
    await shop.shop.harness.advance('PT5S');
    const told: string[] = [];
    for (const path of [
      '/incidents?status=open&order=urgency',
      '/incidents?q=payroll',
      '/incidents?q=INC-1',
      '/incidents?system=checkout&drill=false',
      `/alerts?incident=${secret.id}`,
      '/alerts?q=payroll',
      '/alerts?system=checkout&status=firing',
      '/messages?incident=INC-1',
      '/insights/incidents?period=year',
      '/insights/promises?period=year',
      '/insights.csv?period=year',
      `/messages?person=${shop.shop.idOf('ana')}`,
      '/messages?purpose=page',
      '/reports?state=triaged',
    ]) {
      const reply = await ask('GET', `/api/v1${path}`, zoe.token);
      if (tells(reply.text.replace('Incident INC-1 not found.', ''))) told.push(`${path}: ${reply.text}`);
      expect(tells((await ask('GET', `/api/v1${path}`, ADMIN_TOKEN)).text)).toBe(true);
    }
    expect(told).toEqual([]);
    const resent = await ask('POST', `/api/v1/messages/${secret.messageId}/resend`, zoe.token);
    expect(resent).toMatchObject({ status: 404, body: { detail: 'Message not found.' } });
    for (const [act, body] of [
      ['declare', { title: 'x', severity: 'P4', severityReason: 'x' }],
      ['decline', { answer: 'x' }],
      ['join', { incident: 'INC-2' }],
    ] as const) {
      const path = `/api/v1/reports/${secret.reportId}/${act}`;
      expect((await ask('POST', path, zoe.token, body)).status).toBe(404);
      expect((await ask('POST', path, ADMIN_TOKEN, body)).status).toBe(409);
    }
  });

  test('its record is proved for those who may see it, and a fault in it is theirs to know', async () => {
    await shop.shop.harness.database.pool.query(`update incident set title = 'x' where number = 1`);
    const theirs = await ask('POST', '/api/v1/verify', ana);
    expect(theirs.body).toMatchObject({ checked: 3, faults: [{ reference: 'INC-1' }] });
    expect((await ask('POST', '/api/v1/verify', zoe.token)).body).toMatchObject({ checked: 2, ok: true });
  });

  test('what was merged into it does not lead there', async () => {
    const merged = await ask('GET', '/api/v1/incidents/INC-3', zoe.token);
    expect(merged.body).toMatchObject({ status: 'merged', mergedInto: null });
    const timeline = await ask('GET', '/api/v1/incidents/INC-3/timeline', zoe.token);
    expect(tells(timeline.text)).toBe(false);
    expect(timeline.text).toContain('This entry is about a restricted incident');
    expect((await ask('GET', '/api/v1/incidents/INC-3/timeline', ana)).text).toContain('into INC-1');
    // Acknowledging a duplicate means what it was merged into: that is no way in.
    expect((await ask('POST', '/api/v1/incidents/INC-3/acknowledge', zoe.token)).status).toBe(404);
    expect((await ask('GET', '/api/v1/incidents/INC-1', zoe.token)).status).toBe(404);
    expect((await ask('GET', '/api/v1/incidents/INC-2/merge-preview?into=INC-1', zoe.token)).status).toBe(
      404,
    );
    expect((await ask('POST', '/api/v1/incidents/INC-2/merge', zoe.token, { into: 'INC-1' })).status).toBe(
      404,
    );
  });

  test('whoever has command of it cannot leave, and nobody learns of what', async () => {
    const path = `/api/v1/people/${shop.shop.idOf('ana')}`;
    const refused = await ask('PATCH', path, zoe.token, { active: false });
    expect(refused).toMatchObject({ status: 409, body: { code: 'person_in_command' } });
    expect(tells(refused.text)).toBe(false);
    expect((await ask('PATCH', path, ADMIN_TOKEN, { active: false })).text).toContain('INC-1');
  });

  test('the live stream does not name it', async () => {
    const { harness } = shopOf();
    const [hers, anas] = [await openStream(harness, zoe.token), await openStream(harness, ana)];
    await ask('POST', '/api/v1/incidents/INC-1/entries', ana, { text: 'The bucket is closed.' });
    await ask('POST', '/api/v1/incidents/INC-2/entries', ana, { text: 'Mail is fine.' });
    const { id: open } = await shop.incident('INC-2');
    const until = async (stream: typeof hers): Promise<unknown[]> => {
      const events: unknown[] = [];
      do events.push(await stream.next());
      while (JSON.stringify(events.at(-1)) !== JSON.stringify({ topic: 'incident', id: open }));
      return events;
    };
    expect(await until(anas)).toContainEqual({ topic: 'incident', id: secret.id });
    expect(await until(hers)).not.toContainEqual({ topic: 'incident', id: secret.id });
    await hers.close();
    await anas.close();
  });
});

describe('those who take part in a restricted incident', () => {
  test('see it: whoever has command, was told, or is called in', async () => {
    const mia = await tokenOf(shop.shop.harness, shop.shop.idOf('mia'), 'stakeholder');
    for (const token of [ana, mia, ADMIN_TOKEN]) {
      expect((await ask('GET', '/api/v1/incidents/INC-1', token)).body).toMatchObject({
        visibility: 'restricted',
        drill: false,
      });
      expect(tells((await ask('GET', '/api/v1/incidents', token)).text)).toBe(true);
      expect((await ask('GET', `/api/v1/alerts/${secret.alertId}`, token)).status).toBe(200);
      expect((await ask('GET', '/api/v1/incidents/INC-1/messages', token)).status).toBe(200);
    }
    await ask('POST', '/api/v1/incidents/INC-1/responders', ana, { add: [zoe.id] });
    expect((await ask('GET', '/api/v1/incidents/INC-1', zoe.token)).status).toBe(200);
  });

  test('whoever restricts an incident keeps it in sight, and can show it to everyone again', async () => {
    const path = '/api/v1/incidents/INC-2';
    const restricted = await ask('POST', `${path}/visibility`, zoe.token, { visibility: 'restricted' });
    expect(restricted.body).toMatchObject({ visibility: 'restricted', responders: [{ id: zoe.id }] });
    const ben = await tokenOf(shop.shop.harness, shop.shop.idOf('ben'), 'responder');
    expect((await ask('GET', path, ben)).status).toBe(404);
    await ask('POST', `${path}/visibility`, zoe.token, { visibility: 'organisation' });
    expect((await ask('GET', path, ben)).status).toBe(200);
    const { items } = (await ask('GET', `${path}/timeline`, ben)).body;
    expect(items[0].sentence).toBe('Zoe made the incident visible to everyone');
  });

  test('the page’s link goes on working', async () => {
    const mail = await shop.ana().expectMail(/Payroll/);
    const shown = await shop.shop.harness.http('GET', acknowledgePath(mail), undefined, { as: null });
    expect(shown.text).toContain(TITLE);
  });
});

test('drills can be listed by themselves, and left out', async () => {
  await shop.shop.harness.database.pool.query('update incident set drill = true where number = 2');
  const numbers = async (query: string): Promise<string[]> =>
    (await ask('GET', `/api/v1/incidents?${query}`, ADMIN_TOKEN)).body.items.map(
      ({ reference, drill }: { reference: string; drill: boolean }) => `${reference} ${drill}`,
    );
  expect(await numbers('drill=true')).toEqual(['INC-2 true']);
  expect(await numbers('drill=false')).toEqual(['INC-1 false', 'INC-3 false']);
  expect(await numbers('')).toHaveLength(3);
});
