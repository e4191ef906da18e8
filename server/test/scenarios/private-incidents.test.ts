import { afterEach, beforeEach, expect, test } from 'vitest';
import { theShop } from '../harness/organisation.ts';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/** The shop, with a security team: Sam. */
const withSecurity = {
  ...theShop,
  people: { ...theShop.people, sam: 'Europe/Berlin' },
  roles: { ...theShop.roles, security_team: 'sam' },
};

let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z', withSecurity);
  shop.harness.othersMayWrite();
});
afterEach(() => shop.close());

/** Whether somebody finds the incident: by its address, in the list, and by a search. */
async function finds(token: string, title: string): Promise<boolean[]> {
  const ask = async (path: string) => shop.harness.http('GET', `/api/v1/${path}`, undefined, { as: token });
  const own = await ask('incidents/INC-1');
  expect([200, 404]).toContain(own.status);
  const lists = [await ask('incidents'), await ask(`incidents?q=${encodeURIComponent(title)}`)];
  return [own.status === 200, ...lists.map(({ text }) => text.includes(title))];
}

const nobody = [false, false, false];
const somebody = [true, true, true];

test('[TYP-3] [ESC-P1] an alert about security opens a private incident: its people and the security team are paged, administrators do not see it', async () => {
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'pagerduty', name: 'Intrusion detection', systemId: 'checkout' },
  });
  const zoe = await someone(shop.harness, 'zoe@example.com', 'administrator');
  const alert = {
    ...{ routing_key: made.body.key, event_action: 'trigger', dedup_key: 'leak' },
    payload: {
      ...{ summary: 'Payroll data leaked', source: 'ids-1', severity: 'critical' },
      custom_details: { category: 'security' },
    },
  };
  expect((await shop.harness.http('POST', '/v2/enqueue', alert, { as: null })).status).toBe(202);
  for (const name of ['ana', 'sam']) {
    const mail = await shop.person(name).expectMail(/Payroll data leaked/);
    expect(mail.subject).toBe('Page: Restricted incident INC-1');
  }
  // Told by the matrix, and in its subject as little as whoever looks over a shoulder may read.
  const mia = await shop.person('mia').expectMail(/Payroll data leaked/);
  expect(mia.subject).not.toContain('Payroll');
  expect(await shop.rung('security_team')).toMatchObject({ mode: 'page', status: 'sent', late: null });
  expect(await finds(zoe.token, 'Payroll')).toEqual(nobody);
  const sam = await tokenOf(shop.harness, shop.idOf('sam'), 'responder');
  expect(await finds(sam, 'Payroll')).toEqual(somebody);
  const access = (await shop.must('GET', '/api/v1/incidents/INC-1/access')).body;
  expect(access.looks.map(({ actor }: { actor: { name: string } }) => actor.name)).toContain('Sam');
  const members = access.members.map(({ name, because }: Record<string, string>) => `${name}: ${because}`);
  expect(members).toEqual(expect.arrayContaining(['Ana: told', 'Mia: told', 'Sam: told']));
  expect(await shop.story()).toContain(
    'visibility_changed: Tocsin restricted the incident to those who take part in it: incidents of the type Security Incidents are private',
  );
});

test('[TYP-3] [TYP-1] a type that a person gives closes the incident to others and pages the security team, though on-call has acknowledged', async () => {
  await shop.declare({ title: 'Odd sign-ins', severity: 'P3', systems: ['ledger'] });
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  const as = (token: string, path: string, body?: object) =>
    shop.harness.http('POST', `/api/v1/incidents/INC-1/${path}`, body, { as: token });
  expect((await as(ana, 'acknowledge')).status).toBe(200);
  expect(await finds(zoe.token, 'Odd sign-ins')).toEqual(somebody);
  await shop.harness.advance('PT10M');
  expect((await as(ana, 'type', { type: 'security' })).status).toBe(200);
  const page = await shop.person('sam').expectMail(/Please acknowledge/);
  expect(page.subject).toBe('Page: Restricted incident INC-1');
  expect(await finds(zoe.token, 'Odd sign-ins')).toEqual(nobody);
  expect(await finds(ana, 'Odd sign-ins')).toEqual(somebody);
  // Nobody of the security team has answered: they are asked again, whoever else is at work on it.
  await shop.harness.advance('PT15M');
  await shop.person('sam').expectMail(/Please acknowledge/);
  // What was said among its people stays theirs under another type.
  expect((await as(ana, 'type', { type: 'database' })).status).toBe(200);
  expect(await finds(zoe.token, 'Odd sign-ins')).toEqual(nobody);
  const pages = await shop.pages();
  expect(pages.find(({ target }) => target.name === 'Sam')).toMatchObject({ status: 'stopped' });
});

test('[TYP-3] the security team is asked until one of them answers, whoever else acknowledges; what is merged takes its type along', async () => {
  await shop.declare({ title: 'Odd sign-ins', severity: 'P1', systems: ['ledger'], type: 'security' });
  const [ana, sam] = await Promise.all(
    ['ana', 'sam'].map((name) => tokenOf(shop.harness, shop.idOf(name), 'responder')),
  );
  const as = (token = '', path = '', body?: object, ref = 'INC-1') =>
    shop.harness.http('POST', `/api/v1/incidents/${ref}/${path}`, body, { as: token });
  await shop.person('sam').expectMail(/incident of the type Security Incidents/);
  expect((await as(ana, 'acknowledge')).status).toBe(200);
  const open = async (ref?: string) =>
    (await shop.pages(ref)).filter(({ status }) => status === 'open').map(({ target }) => target.name);
  expect(await open()).toEqual(['Sam']);
  await shop.declare({ title: 'Odd sign-ins elsewhere', severity: 'P1', systems: ['ledger'] });
  await shop.command('visibility', { visibility: 'restricted' }, 'INC-2');
  await shop.command('merge', { into: 'INC-2' });
  await shop.harness.settle();
  expect(await open('INC-2')).toContain('Sam');
  expect((await as(sam, 'acknowledge', undefined, 'INC-2')).status).toBe(200);
  expect(await open('INC-2')).toEqual([]);
});

test('[TYP-3] an alert with the labels of a private type joins an incident that everyone sees: it is closed to others in that moment', async () => {
  const made = await shop.must('POST', '/api/v1/integrations', {
    ...{ kind: 'pagerduty', name: 'Monitor', systemId: 'checkout' },
  });
  const zoe = await someone(shop.harness, 'zoe@example.com', 'administrator');
  const send = (key: string, summary: string, details: object) =>
    shop.harness.http(
      'POST',
      '/v2/enqueue',
      {
        ...{ routing_key: made.body.key, event_action: 'trigger', dedup_key: key },
        payload: { summary, source: 'db-1', severity: 'critical', custom_details: details },
      },
      { as: null },
    );
  await send('slow', 'Payroll is slow', { alertname: 'Payroll', category: 'database' });
  await shop.harness.settle();
  expect(await finds(zoe.token, 'Payroll')).toEqual(somebody);
  await send('leak', 'Payroll data leaked', { alertname: 'Payroll', category: 'security' });
  await shop.harness.settle();
  expect(await finds(zoe.token, 'Payroll')).toEqual(nobody);
  await shop.person('sam').expectMail(/incident of the type Security Incidents/);
});

test('[TYP-3] a record that was altered does not pass for whole because its incident is restricted; who may not see it learns that there is one, and not which', async () => {
  await shop.declare({ title: 'Payroll data leaked' });
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data.' });
  const zoe = await someone(shop.harness, 'zoe@example.com', 'administrator');
  const verify = async (as?: string) =>
    (await shop.harness.http('POST', '/api/v1/verify', {}, as === undefined ? {} : { as })).body;
  expect(await verify(zoe.token)).toEqual({
    ...{ ok: true, checked: 1, unshown: 1, unshownFaults: 0, entries: 0, faults: [], nextCursor: null },
  });
  await shop.harness.database.pool.query(`update incident set severity = 'P4' where number = 1`);
  expect(await verify(zoe.token)).toMatchObject({ ok: false, unshown: 1, unshownFaults: 1, faults: [] });
  expect(await verify()).toMatchObject({ ok: false, unshown: 0, faults: [{ reference: 'INC-1' }] });
});
