import { expect, test } from 'vitest';
import { monitoredShop } from '../harness/monitored-shop.ts';

/* A P2 of the shop, from the fix to the closed incident. Pat owns the product, Mia manages the team. */
const shop = monitoredShop();

const ref = '/api/v1/incidents/INC-1';
const ask = (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) =>
  shop.shop.harness.http(method, `${ref}${path}`, body);
const must = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object) => {
  const reply = await ask(method, path, body);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text}`);
  return reply.body;
};
const item = (id: string, body: object) => ask('PUT', `/resolution/items/${id}`, body);
const done = (id: string, body: object = {}) => item(id, { state: 'done', ...body });
const resolve = (body: object = {}) =>
  ask('POST', '/resolve', { resolution: 'Rolled back to 1.4.1.', ...body });
const openOf = (reply: { body: { errors: { path: string; message: string }[] } }) =>
  reply.body.errors.map(({ path, message }) => `${path}: ${message}`);
const stateOf = async (id: string) =>
  (await must('GET', '/resolution')).items.find((each: { id: string }) => each.id === id);

/** The path of the link in a question. */
const questionPath = (mail: { readonly text: string }): string =>
  /\/q\/[\w-]+/.exec(mail.text)?.[0] ?? 'no link';
const answers = (path: string, works: 'yes' | 'no', comment = '') =>
  shop.shop.harness.http('POST', path, `works=${works}&comment=${encodeURIComponent(comment)}`, {
    as: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

test('[RES-3] nobody calls a P2 resolved before it is: alerts, a test, and the product owner’s word', async () => {
  await shop.acknowledged('Checkout slow');
  const refused = await resolve();
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: 'gate_open',
      detail: expect.stringContaining('INC-1 cannot be resolved yet: 4 items are open.'),
    },
  });
  expect(openOf(refused)).toEqual([
    'fix.root_cause: The root cause is not recorded. Record it, or leave it to the review.',
    'verification.confirm: Monitoring is not clear: “Checkout slow” is still firing.',
    'verification.test: Test affected functionality: not done yet. Add a note or a link as evidence.',
    'verification.validate: Validate with stakeholders: no one has been asked yet.',
  ]);
  // The same gate for whoever comes by the status.
  expect((await ask('POST', '/status', { status: 'resolved', note: 'Done' })).body.code).toBe('gate_open');

  // Evidence is words or an address.
  expect((await done('verification.test')).body.errors).toMatchObject([{ path: 'note' }]);
  expect((await done('verification.test', { link: 'javascript:alert(1)' })).status).toBe(400);
  expect((await done('verification.test', { link: 'https://ci.example.com/checkout/81' })).status).toBe(200);
  expect((await done('verification.confirm', { note: 'Looks fine' })).body.code).toBe('item_by_facts');
  await must('PUT', '/resolution/root-cause', { cause: null });

  await must('POST', '/resolution/items/verification.validate/ask');
  const mail = await shop.shop.person('pat').expectMail(/Does it work again\?/);
  const path = questionPath(mail);
  const shown = await shop.shop.harness.http('GET', path, undefined, { as: null });
  expect(shown.text).toContain('Yes, it works');
  expect((await stateOf('verification.validate')).question.answer).toBeNull();
  expect((await answers(path, 'no', 'Cards from Spain still fail.')).status).toBe(303);
  expect(await stateOf('verification.validate')).toMatchObject({
    state: 'open',
    sentence: 'Validate with stakeholders: Pat answered no: Cards from Spain still fail.',
  });
  expect((await done('verification.validate', { note: 'It is fine' })).body.code).toBe('answered_no');

  await shop.monitor('resolve', 'Checkout slow');
  expect(openOf(await resolve())).toEqual([
    'verification.validate: Validate with stakeholders: Pat answered no: Cards from Spain still fail.',
  ]);
  await answers(path, 'yes');
  const resolved = await resolve();
  expect(resolved).toMatchObject({ status: 200, body: { status: 'resolved', ending: 'fixed' } });
  // A late tap finds that it is over, and changes nothing.
  const { entryCount } = await shop.incident();
  await answers(path, 'no', 'Again');
  expect((await shop.incident()).entryCount).toBe(entryCount);
  expect((await shop.shop.harness.http('GET', '/q/AAAA', undefined, { as: null })).status).toBe(404);
});

test('[RES-3] an alert that still fires is waived by name and reason, and both are on the record', async () => {
  await shop.acknowledged('Checkout slow');
  const waivers = ['fix.root_cause', 'verification.test', 'verification.validate'].map((id) => ({
    ...{ item: id, reason: 'Agreed with Mia by phone' },
  }));
  expect(openOf(await resolve({ waivers }))).toEqual([
    'verification.confirm: Monitoring is not clear: “Checkout slow” is still firing.',
  ]);
  waivers.push({ item: 'verification.confirm', reason: 'The probe itself is broken' });
  expect((await resolve({ waivers })).status).toBe(200);
  const { items } = await must('GET', '/timeline');
  const said = items.find(({ kind }: { kind: string }) => kind === 'resolved').sentence;
  expect(said).toContain('Confirm resolution with monitoring (The probe itself is broken)');
  // What was waived to resolve does not close it: the cause is asked for again.
  expect(openOf(await ask('POST', '/close')).some((each) => each.startsWith('fix.root_cause:'))).toBe(true);
});

test('[RES-2] the watch after a fix: a new alert of the same problem reopens, however long the window has passed', async () => {
  await shop.acknowledged('Checkout slow');
  await shop.monitor('resolve', 'Checkout slow');
  await must('PUT', '/resolution/root-cause', { cause: null });
  await done('verification.test', { note: 'Bought a book' });
  await done('verification.validate', { note: 'Pat confirmed by phone' });
  expect((await resolve()).status).toBe(200);
  await shop.wait('PT25M');
  expect(await stateOf('fix.monitor')).toMatchObject({
    state: 'open',
    sentence: 'The stability watch runs until 2031-03-03 14:30 UTC.',
  });
  await shop.monitor('trigger', 'Checkout slow again', { alertname: 'Shop' });
  expect(await shop.incident()).toMatchObject({ status: 'investigating', resolvedAt: null });
  // What was verified then is not verified now; the gate stands again.
  expect(openOf(await resolve()).map((each) => each.split(':')[0])).toEqual([
    'verification.confirm',
    'verification.test',
    'verification.validate',
  ]);
  expect(await shop.open()).toHaveLength(1);
});

test('[RES-1] [RES-2] [RES-4] in front of closed: the cause with its findings, the fix as agreed, everyone told', async () => {
  const { shop: response } = shop;
  await shop.acknowledged('Checkout slow');
  await shop.monitor('resolve', 'Checkout slow');
  await must('PUT', '/resolution/root-cause', { cause: null });
  await done('verification.test', { note: 'Bought a book' });
  await done('verification.validate', { note: 'Pat confirmed by phone' });
  expect((await ask('POST', '/close')).body.code).toBe('incident_open');
  expect((await resolve()).status).toBe(200);
  await response.harness.settle();
  const refused = await ask('POST', '/close', {});
  expect(refused).toMatchObject({ status: 409, body: { code: 'gate_open' } });
  expect(openOf(refused)).toEqual([
    'fix.root_cause: The root cause is unknown. Record it with the findings that support it.',
    'fix.solution: Develop solution with peer review: not done yet. Name its author and someone else who reviewed it.',
    'fix.staging: Test fix in staging environment: not done yet. Add a note or a link as evidence.',
    'fix.implement: Implement solution with rollback plan: write the rollback plan first.',
    'fix.monitor: The stability watch runs until 2031-03-03 14:30 UTC.',
    'communication.review: Schedule post-incident review: no date yet. It is to be set within 24 hours of the resolution.',
  ]);

  const [ana, ben] = [response.idOf('ana'), response.idOf('ben')];
  const solution = (authorId: string, reviewerId: string) =>
    done('fix.solution', { link: 'https://git.example.com/pull/812', authorId, reviewerId });
  expect((await solution(ana, ana)).body.errors[0]).toMatchObject({
    ...{ path: 'reviewerId', message: 'The reviewer must be someone other than the author.' },
  });
  expect((await solution(ana, ben)).status).toBe(200);
  expect((await done('fix.staging', { note: '200 orders without an error' })).status).toBe(200);
  expect((await done('fix.implement', { note: 'Deployed 1.4.1' })).body.code).toBe('no_rollback_plan');
  await must('PUT', '/resolution/items/fix.implement/rollback-plan', { plan: 'Deploy 1.4.2 again.' });
  expect((await done('fix.implement', { note: 'Deployed 1.4.1' })).status).toBe(200);
  expect((await done('communication.review', { note: 'Tuesday at 10:00' })).status).toBe(200);

  const cause = { cause: 'The pool of connections is half of what checkout needs.' };
  expect((await ask('PUT', '/resolution/root-cause', cause)).body.errors[0].path).toBe('findings');
  expect((await ask('PUT', '/resolution/root-cause', { ...cause, findings: [1] })).status).toBe(400);
  const known = await must('PUT', '/resolution/root-cause', {
    ...cause,
    finding: '1.4.2 set max_connections to 20.',
  });
  expect(known.rootCause).toMatchObject({ ...cause, findings: [known.findings[0].seq] });

  expect(openOf(await ask('POST', '/close'))).toEqual([
    'fix.monitor: The stability watch runs until 2031-03-03 14:30 UTC.',
  ]);
  await shop.wait('PT30M');
  expect((await ask('POST', '/close')).body).toMatchObject({
    status: 'closed',
    closedAt: '2031-03-03T14:30:00Z',
  });
  expect((await done('fix.staging', { note: 'x' })).body.code).toBe('incident_closed');
  const list = (await response.must('GET', '/api/v1/incidents?status=closed')).body.items;
  expect(list).toMatchObject([{ reference: 'INC-1' }]);
  expect((await response.must('POST', '/api/v1/verify', {})).body.ok).toBe(true);
  await must('POST', '/reopen', { acknowledge: true });
  expect(await shop.incident()).toMatchObject({ status: 'investigating', closedAt: null, ending: null });
});

test('[RES-2] [RES-3] what is asked is policy: no change, P4, and endings with nothing to verify', async () => {
  const { shop: response } = shop;
  await response.declare({ title: 'Typo in the footer', severity: 'P4' });
  expect((await must('GET', '/resolution')).items).toEqual([]);
  expect((await resolve()).body).toMatchObject({ status: 'resolved', severity: 'P4' });
  expect((await ask('POST', '/close')).body.status).toBe('closed');

  const other = (path: string, body?: object) =>
    response.harness.http('POST', `/api/v1/incidents/INC-2${path}`, body);
  await response.declare({ title: 'Probe failed', severity: 'P1' });
  expect((await other('/resolve', { resolution: 'x' })).body.code).toBe('gate_open');
  const ended = await other('/resolve', { resolution: 'Somebody tested the probe.', ending: 'false_alarm' });
  expect(ended.body).toMatchObject({ status: 'resolved', ending: 'false_alarm' });
  expect((await other('/close')).body.status).toBe('closed');

  await response.declare({ title: 'Slow', severity: 'P2' });
  await response.must('POST', '/api/v1/incidents/INC-3/resolution/no-change', {
    reason: 'It was the load test.',
  });
  const { items } = (await response.must('GET', '/api/v1/incidents/INC-3/resolution')).body;
  const fix = items.filter(({ list }: { list: string }) => list === 'fix');
  expect(fix.map(({ id, state }: { id: string; state: string }) => `${id} ${state}`)).toEqual([
    ...['fix.root_cause open', 'fix.solution waived', 'fix.staging waived', 'fix.implement waived'],
    'fix.monitor waived',
  ]);
});
