import { afterEach, beforeEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { type Organisation, organise, theShop } from '../harness/organisation.ts';

let harness: Harness;
let shop: Organisation;
beforeEach(async () => {
  harness = await Harness.start();
  shop = await organise(harness, theShop);
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Checkout is down',
    severity: 'P1',
    severityReason: 'seen',
    systems: ['checkout'],
  });
  for (const name of ['ana', 'mia']) await shop.mailbox(name).expectMail(/P1/);
  await harness.http('POST', '/api/v1/incidents/INC-1/acknowledge', {});
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const quicker = yaml.replace('by: within 15m', 'by: within 10m');
  await harness.http('POST', '/api/v1/policy/publish', {
    yaml: quicker,
    reason: 'The CTO wants to hear sooner',
    baseVersion: 1,
  });
});
afterEach(() => harness.close());

const move = (version: number) => harness.http('POST', '/api/v1/incidents/INC-1/policy', { version });
const incident = async () => (await harness.http('GET', '/api/v1/incidents/INC-1')).body;

test('[SEV-5] an open incident keeps the version it was declared under', async () => {
  expect((await incident()).policyVersion).toBe(1);
  await harness.advance('PT13M59S');
  for (const name of ['theo', 'pat']) await shop.mailbox(name).expectNoMail();
  await harness.advance('PT1S');
  for (const name of ['theo', 'pat']) await shop.mailbox(name).expectMail(/P1/);
});

test('the time line calls roles as the policy of its incident does', async () => {
  const story = async (reference: string) =>
    (await harness.http('GET', `/api/v1/incidents/${reference}/timeline`)).body.items
      .map(({ sentence }: { sentence: string }) => sentence)
      .join('\n');
  const { yaml, version } = (await harness.http('GET', '/api/v1/policy')).body;
  await harness.http('POST', '/api/v1/policy/publish', {
    yaml: yaml.replace('title: CTO', 'title: Head of Engineering'),
    reason: 'Renamed',
    baseVersion: version,
  });
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Mail is late',
    severity: 'P1',
    systems: ['checkout'],
  });
  expect(await story('INC-2')).toMatch(
    /Product Owner and Head of Engineering|Product Owner, Head of Engineering/,
  );
  expect(await story('INC-1')).toContain('CTO');
});

test('what a newer version would change is shown before the incident moves, and nothing is changed by looking', async () => {
  await harness.advance('PT5M');
  expect((await incident()).newestPolicyVersion).toBe(2);
  const preview = (query: string) => harness.http('GET', `/api/v1/incidents/INC-1/severity-preview${query}`);
  const { body } = await preview('?policyVersion=2');
  expect(body.policyVersion).toBe(2);
  const moved = body.steps.filter(({ change }: { change: string }) => change === 'moved');
  expect(moved).toMatchObject(
    ['product_owner', 'cto'].map((role) => ({
      roles: [role],
      sendAt: '2031-03-03T09:09:00Z',
      previousSendAt: '2031-03-03T09:14:00Z',
    })),
  );
  expect((await preview('')).body.steps.map(({ change }: { change: string }) => change)).not.toContain(
    'moved',
  );
  expect((await preview('?policyVersion=3')).body.errors).toMatchObject([{ path: 'policyVersion' }]);
  expect((await incident()).policyVersion).toBe(1);
});

test('moved to a newer version it follows that from then on, and the time line says who moved it', async () => {
  await harness.advance('PT5M');
  expect((await move(2)).body.policyVersion).toBe(2);
  await harness.advance('PT4M');
  for (const name of ['theo', 'pat']) {
    const mail = await shop.mailbox(name).expectMail(/P1/);
    expect(mail.at.toString()).toBe('2031-03-03T09:09:00Z');
  }
  const { items } = (await harness.http('GET', '/api/v1/incidents/INC-1/timeline?limit=100')).body;
  expect(items.map(({ sentence }: { sentence: string }) => sentence)).toContainEqual(
    expect.stringMatching(/switched the incident from policy version 1 to 2/),
  );
  expect((await harness.http('GET', '/api/v1/incidents/INC-1/verify')).body.faults).toEqual([]);
  await harness.advance('PT30M');
  await shop.mailbox('cleo').expectMail(/P1/);
});

test('moved when the newer deadline has passed, it is told at once and says that it is late', async () => {
  await harness.advance('PT12M');
  await move(2);
  for (const name of ['theo', 'pat']) {
    const mail = await shop.mailbox(name).expectMail(/P1/);
    expect(mail.at.toString()).toBe('2031-03-03T09:12:00Z');
  }
  const { steps } = (await harness.http('GET', '/api/v1/incidents/INC-1/escalation')).body;
  const cto = steps.find(
    (step: { roles: string[]; status: string }) => step.roles.includes('cto') && step.status === 'sent',
  );
  expect(cto).toMatchObject({ late: 'added_later', deadline: '2031-03-03T09:10:00Z' });
});

test('there is no way back, nor to a version that is not there, nor once it is resolved', async () => {
  expect(await move(3)).toMatchObject({ status: 400, body: { errors: [{ path: 'version' }] } });
  expect((await move(2)).status).toBe(200);
  expect((await move(1)).status).toBe(400);
  await harness.http('POST', '/api/v1/incidents/INC-1/resolve', {
    resolution: 'Rolled back',
    ending: 'recovered',
  });
  expect((await move(2)).status).toBe(409);
});
