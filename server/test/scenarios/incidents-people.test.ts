import { afterEach, beforeEach, expect, test } from 'vitest';
import { incidentApi } from '../harness/incident-api.ts';
import { Harness } from '../harness/index.ts';
import { type Organisation, organise, theShop } from '../harness/organisation.ts';
import { tokenOf } from '../harness/people.ts';

let harness: Harness;
let shop: Organisation;
beforeEach(async () => {
  harness = await Harness.start();
  shop = await organise(harness, theShop);
});
afterEach(() => harness.close());

const { declare, post, incident, timeline, story, verify } = incidentApi(() => harness);
const token = (name: string): Promise<string> => tokenOf(harness, shop.idOf(name), 'responder');
const said = async (): Promise<string[]> => (await timeline()).map(({ sentence }) => sentence);

test('[SEV-4] a P4 pages nobody', async () => {
  await declare({ severity: 'P4', systems: ['checkout'] });
  await harness.advance('PT2H');
  for (const name of ['ana', 'ben', 'mia', 'pat', 'theo', 'cleo']) await shop.mailbox(name).expectNoMail();
  expect((await timeline()).map(({ kind }) => kind)).not.toContain('page_started');
});

test('[COM-5] whoever takes command is the point of contact, with ways to reach them', async () => {
  await declare({ severity: 'P4', systems: ['checkout'] });
  expect((await incident()).pointOfContact).toBeNull();
  const ben = await token('ben');
  const acknowledged = await post('INC-1/acknowledge', undefined, ben);
  expect(acknowledged.body.pointOfContact).toMatchObject({ name: 'Ben', as: 'acknowledged' });
  const ana = await token('ana');
  const commanded = await post('INC-1/command', undefined, ana);
  expect(commanded.body.pointOfContact).toMatchObject({
    name: 'Ana',
    as: 'commander',
    reach: [{ kind: 'email', address: 'ana@example.com' }],
  });
  const given = await post('INC-1/command', { personId: shop.idOf('mia') }, ana);
  expect(given.body.commander.name).toBe('Mia');
  const list = await harness.http('GET', '/api/v1/incidents?system=checkout');
  expect(list.body.items[0].commander.name).toBe('Mia');
  expect((await story()).map(({ sentence }) => sentence)).toEqual([
    'bootstrap declared this incident as P4',
    'Ben acknowledged',
    'Ben joined',
    'Ana took command',
    'Ana joined',
    'Ana handed command to Mia',
    'Ana added Mia',
  ]);
  await shop.mailbox('mia').expectMail(/You are now incident commander of INC-1/);
  await shop.mailbox('mia').expectNoMail();
});

test('whoever is at work already hears that command was handed to them, and that they have to answer', async () => {
  await declare({ severity: 'P4', systems: ['checkout'] });
  await post('INC-1/acknowledge', undefined, await token('ben'));
  const ana = await token('ana');
  await post('INC-1/command', undefined, ana);
  await harness.settle();
  await shop.mailbox('ben').expectNoMail();
  await post('INC-1/command', { personId: shop.idOf('ben') }, ana);
  await harness.settle();
  const page = await shop.mailbox('ben').expectMail(/You are now incident commander of INC-1/);
  expect(page.text).toContain('You are paged because command was handed to you.');
  await shop.mailbox('ana').expectNoMail();
  // Until they answer, they are asked again.
  await harness.advance('PT5M');
  await shop
    .mailbox('ben')
    .acknowledges(await shop.mailbox('ben').expectMail(/You are now incident commander/));
  await harness.advance('PT1H');
  await shop.mailbox('ben').expectNoMail(/commander/);
});

test('the list by team and by who is at work, and how many are open', async () => {
  const [ben, stranger] = [await token('ben'), await token('mia')];
  await declare({ title: 'Checkout is down', severity: 'P4', systems: ['checkout'] });
  await declare({ title: 'Search is down', severity: 'P4' });
  await declare({ title: 'Solved', severity: 'P4', systems: ['checkout'] });
  await post('INC-1/acknowledge', undefined, ben);
  await post('INC-3/acknowledge', undefined, ben);
  await post('INC-3/resolve', { resolution: 'Done.', ending: 'recovered' }, ben);
  const list = async (query: string, as = ben): Promise<string[]> => {
    const { body } = await harness.http('GET', `/api/v1/incidents?${query}`, undefined, { as });
    return body.items.map(({ reference }: { reference: string }) => reference);
  };
  // Without a system, the default team responds.
  expect(await list('team=payments')).toEqual(['INC-2', 'INC-1', 'INC-3']);
  expect(await list('team=payments&status=resolved')).toEqual(['INC-3']);
  expect(await list('team=billing')).toEqual([]);
  expect(await list('mine=true')).toEqual(['INC-1', 'INC-3']);
  expect(await list('mine=true&status=open')).toEqual(['INC-1']);
  expect(await list('mine=true', stranger)).toEqual([]);
  const nobody = await harness.http('GET', '/api/v1/incidents?mine=true');
  expect(nobody).toMatchObject({ status: 400, body: { code: 'mine_without_person' } });
  const counts = (as: string) => harness.http('GET', '/api/v1/incidents/counts', undefined, { as });
  expect((await counts(ben)).body).toEqual({ open: 2, unacknowledged: 1, mine: 1 });
  expect((await counts(stranger)).body).toEqual({ open: 2, unacknowledged: 1, mine: 0 });
});

test('[COM-5] a commander who is away is no point of contact: the page and the messages name the same person', async () => {
  await declare({ severity: 'P1', systems: ['checkout'] });
  await post('INC-1/acknowledge', undefined, await token('ben'));
  await post('INC-1/command', undefined, await token('ana'));
  const from = harness.clock.now();
  const away = { from: from.toString(), until: from.add({ hours: 12 }).toString() };
  await harness.http('POST', `/api/v1/people/${shop.idOf('ana')}/absences`, away);
  expect((await incident()).pointOfContact).toMatchObject({ name: 'Ben', as: 'acknowledged' });
  await harness.advance('PT20M');
  expect((await shop.mailbox('theo').expectMail(/P1/)).text).toContain(
    'Point of Contact: Ben (ben@example.com)',
  );
  harness.othersMayWrite();
});

test('[COM-7] the time line says who was told what, and when that failed', async () => {
  harness.mail.refuse('recipient', 550, 'No such user', /theo@/);
  await declare({ systems: ['checkout'] });
  await shop.mailbox('ana').expectMail(/P1/);
  await shop.mailbox('mia').expectMail(/P1/);
  await post('INC-1/acknowledge', undefined, await token('ana'));
  await harness.advance('PT14M');
  await shop.mailbox('pat').expectMail(/P1/);
  await harness.advance('PT1M');
  const sentences = await said();
  expect(sentences).toContainEqual(expect.stringMatching(/^Engineering Manager \(Mia\) is notified/));
  expect(sentences).toContainEqual(expect.stringMatching(/^Product Owner \(Pat\) is notified/));
  expect(sentences).toContainEqual(
    expect.stringMatching(/^A message to Theo by e-mail could not be delivered/),
  );
  expect((await verify()).body.ok).toBe(true);
});

test('the monitoring is clear: whoever has command is told, by name of the next step', async () => {
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'pagerduty', name: 'Prometheus' });
  const monitor = async (event_action: string, severity: string, dedup_key = 'web1') => {
    const custom_details = { alertname: 'Errors' };
    const payload = { summary: 'Checkout has errors', source: 'web1', severity, custom_details };
    const event = { routing_key: made.body.key, event_action, dedup_key, payload };
    expect((await harness.http('POST', '/v2/enqueue', event, { as: null })).status).toBe(202);
    await harness.settle();
  };
  await monitor('trigger', 'error');
  const ana = await token('ana');
  await post('INC-1/command', undefined, ana);
  await post('INC-1/confirm', undefined, ana);
  const paged = await shop.mailbox('ana').expectMail(/P2/);
  expect(paged.subject).toContain('Checkout has errors');
  await monitor('trigger', 'critical', 'web2');
  await shop
    .mailbox('ana')
    .expectMail(/“Checkout has errors” is now P1[\s\S]*INC-1 stays P2, which was confirmed by a person/);
  await monitor('resolve', 'error', 'web1');
  await monitor('resolve', 'critical', 'web2');
  await shop.mailbox('ana').expectMail(/Monitoring clear: all alerts are resolved/);
  expect((await incident()).status).toBe('investigating');
});

test('people who have left keep their name on the record', async () => {
  await declare({ severity: 'P4' });
  await post('INC-1/acknowledge', undefined, await token('ben'));
  await harness.http('DELETE', '/api/v1/schedules/payments');
  const left = await harness.http('PATCH', `/api/v1/people/${shop.idOf('ben')}`, { active: false });
  expect(left.status).toBe(200);
  expect((await incident()).acknowledgedBy.name).toBe('Ben');
  const refused = await post('INC-1/command', { personId: shop.idOf('ben') });
  expect(refused.status).toBe(400);
});

test('a stakeholder may declare and read, and not command', async () => {
  const as = await tokenOf(harness, shop.idOf('cleo'), 'stakeholder');
  const made = await harness.http('POST', '/api/v1/incidents', { title: 'Odd', severity: 'P4' }, { as });
  expect(made.status).toBe(201);
  expect((await post('INC-1/acknowledge', undefined, as)).status).toBe(403);
});
