import { afterAll, beforeAll, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';

let harness: Harness;
let shipped: string;
beforeAll(async () => {
  harness = await Harness.start();
  shipped = (await harness.http('GET', '/api/v1/policy')).body.yaml;
});
afterAll(() => harness.close());

const inForce = async () => (await harness.http('GET', '/api/v1/policy')).body;
const publish = async (yaml: string, more: Record<string, unknown> = {}) =>
  harness.http('POST', '/api/v1/policy/publish', {
    yaml,
    reason: 'tried it in a drill',
    baseVersion: (await inForce()).version,
    ...more,
  });

test('version 1 is the shipped runbook, and it is published with author, reason and what it changes', async () => {
  const first = await harness.http('GET', '/api/v1/policy');
  expect(first.body).toMatchObject({ version: 1, author: { kind: 'system' }, lastReview: null });
  expect(first.body.policy.matrix.P1[2]).toMatchObject({
    notify: ['product_owner', 'cto'],
    by: { seconds: 900 },
  });

  const changed = shipped.replace('by: within 15m', 'by: within 10m');
  const lint = await harness.http('POST', '/api/v1/policy/lint', { yaml: changed });
  expect(lint.body).toEqual({ publishable: true, problems: [] });
  const second = await publish(changed, { baseVersion: 1 });
  expect(second.body).toMatchObject({
    version: 2,
    author: { kind: 'token', name: 'bootstrap' },
    authorName: 'bootstrap',
    origin: 'edited',
    reason: 'tried it in a drill',
    createdAt: harness.clock.now().toString(),
  });

  const shown = await harness.http('GET', '/api/v1/policy/versions/2');
  const said = (kind: string, hunks: { kind: string; text: string }[][]) =>
    hunks.flat().flatMap((line) => (line.kind === kind ? [line.text.trim()] : []));
  expect(said('removed', shown.body.diff.text)).toEqual([
    '- { notify: [product_owner, cto], by: within 15m }',
  ]);
  expect(said('added', shown.body.diff.text)).toEqual(['- { notify: [product_owner, cto], by: within 10m }']);
  expect(said('added', shown.body.diff.prose)).toEqual(['- **Within 10 minutes**: Product Owner, CTO']);
  expect(said('same', shown.body.diff.prose)[0]).toBe('### P1 Incidents');
  expect(shown.body.diff.sameRules).toBe(false);
  const all = await harness.http('GET', '/api/v1/policy/versions');
  expect(all.body.items.map(({ version }: { version: number }) => version)).toEqual([2, 1]);

  const prose = await harness.http('GET', '/api/v1/policy/render');
  expect(prose.text).toContain('**Within 10 minutes**: Product Owner, CTO');
  const [, roles = ''] = prose.text.split('### Roles');
  expect(roles.match(/(?<=^- \*\*)[^*]+/gm)?.slice(0, 3)).toEqual([
    'On-call engineer',
    'Engineering Manager',
    'Product Owner',
  ]);
  const page = await harness.http('GET', '/api/v1/policy/render?format=html&version=1');
  expect(page.headers['content-type']).toContain('text/html');
  expect(page.text).toContain('<strong>Within 15 minutes</strong>: Product Owner, CTO');
});

test('the same text again is no new version', async () => {
  const before = (await harness.http('GET', '/api/v1/policy')).body;
  expect((await publish(before.yaml)).body.version).toBe(before.version);
});

test('a difference tells apart what only reads differently, what only runs differently, and neither', async () => {
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const diff = async (text: string) =>
    (await harness.http('POST', '/api/v1/policy/preview', { yaml: text })).body.diff;
  expect(await diff(`${yaml}# A remark.\n`)).toMatchObject({ prose: [], sameRules: true });
  const renamed = await diff(yaml.replace('id: data_loss', 'id: lost_data'));
  expect(renamed).toMatchObject({ prose: [], sameRules: false });
  const margin = await diff(yaml.replace('cto], by: within 1', 'cto], margin: 5m, by: within 1'));
  expect(margin.prose.flat()).toContainEqual(
    expect.objectContaining({ kind: 'added', text: expect.stringContaining('(sent 5 minutes before)') }),
  );
});

test('a text with faults is refused with their places, and the running policy stays', async () => {
  const before = (await harness.http('GET', '/api/v1/policy')).body.version;
  const bad = shipped.replace('notify: ceo', 'notify: chief').replace('mode: page }', 'mode: shout }');
  const refused = await publish(bad);
  expect(refused.status).toBe(400);
  expect(refused.body).toMatchObject({ code: 'policy_invalid', errors: [{ path: 'matrix.P1.0.mode' }] });
  expect(refused.body.errors[0].line).toBeGreaterThan(100);
  expect((await publish(shipped.replace('notify: ceo', 'notify: chief'))).body).toMatchObject({
    errors: [{ path: 'matrix.P1.3.notify', message: 'Unknown role "chief".' }],
  });
  expect((await publish(shipped, { reason: '  ' })).body.code).toBe('reason_missing');
  expect((await publish('a: &a [*a]')).status).toBe(400);
  expect((await harness.http('GET', '/api/v1/policy')).body.version).toBe(before);
});

test('of two people who edit the same version, the second is told', async () => {
  const base = (await harness.http('GET', '/api/v1/policy')).body.version;
  const [one, two] = await Promise.all([
    publish(shipped.replace('level_timeout: 5m', 'level_timeout: 4m'), { baseVersion: base }),
    publish(shipped.replace('level_timeout: 5m', 'level_timeout: 3m'), { baseVersion: base }),
  ]);
  expect([one.status, two.status].sort()).toEqual([200, 409]);
  const { code, detail } = (one.status === 409 ? one : two).body;
  expect(code).toBe('policy_moved_on');
  expect(detail).toBe(
    `Version ${base + 1} is current, by bootstrap: “tried it in a drill”; this text is based on version ${base}.`,
  );
});

test('a draft is kept, shown as prose and as a difference, and gone once published', async () => {
  const base = (await harness.http('GET', '/api/v1/policy')).body;
  const yaml = base.yaml.replace('repeat_every: 5m', 'repeat_every: 10m');
  const draft = await harness.http('POST', '/api/v1/policy/drafts', {
    name: 'Calmer',
    yaml,
    baseVersion: base.version,
  });
  expect(draft.status).toBe(200);
  const preview = await harness.http('POST', '/api/v1/policy/preview', { yaml });
  expect(preview.body.html).toContain('after the last level it repeats every 10 minutes');
  expect(
    preview.body.diff.text.flat().filter((line: { kind: string }) => line.kind === 'added'),
  ).toHaveLength(1);
  const { id, revision } = draft.body;
  expect((await publish(yaml, { draft: { id, revision } })).status).toBe(200);
  expect((await harness.http('GET', '/api/v1/policy/drafts')).body.items).toEqual([]);
});

test('nobody can publish without saying from which version the text was begun', async () => {
  const { version, yaml } = await inForce();
  const refused = await publish(yaml.replace('margin: 1m', 'margin: 2m'), { baseVersion: undefined });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'baseVersion' }] } });
  expect((await inForce()).version).toBe(version);
});

test('a draft that somebody has saved meanwhile is neither saved over, nor discarded, nor published over', async () => {
  const { version: baseVersion, yaml } = await inForce();
  const save = (body: Record<string, unknown>) =>
    harness.http('POST', '/api/v1/policy/drafts', { name: 'Shared', yaml, baseVersion, ...body });
  const { id, revision } = (await save({})).body;
  const mine = yaml.replace('margin: 1m', 'margin: 2m');
  const theirs = yaml.replace('margin: 1m', 'margin: 3m');
  const [one, two] = await Promise.all([
    save({ id, revision, yaml: mine }),
    save({ id, revision, yaml: theirs }),
  ]);
  expect([one.status, two.status].sort()).toEqual([200, 409]);
  const [kept, refused] = one.status === 200 ? [one, two] : [two, one];
  expect(refused.body).toMatchObject({
    code: 'draft_moved_on',
    detail: expect.stringMatching(/^bootstrap has saved the draft “Shared” since you opened it\./),
  });
  expect((await save({ id, yaml: mine })).body).toMatchObject({ errors: [{ path: 'revision' }] });
  const at = `/api/v1/policy/drafts/${id}`;
  expect((await harness.http('DELETE', `${at}?revision=${revision}`)).status).toBe(409);
  const over = await publish(mine, { draft: { id, revision } });
  expect([over.status, over.body.code]).toEqual([409, 'draft_moved_on']);
  expect((await inForce()).version).toBe(baseVersion);
  const { items } = (await harness.http('GET', '/api/v1/policy/drafts')).body;
  expect(items).toMatchObject([
    { id, yaml: kept.body.yaml, revision: revision + 1, authorName: 'bootstrap' },
  ]);
  expect((await harness.http('DELETE', `${at}?revision=${revision + 1}`)).status).toBe(204);
  expect((await save({ id, revision: revision + 1 })).status).toBe(404);
});

test('a text becomes a page of its own before it is published', async () => {
  const { yaml } = await inForce();
  const { html } = (await harness.http('POST', '/api/v1/policy/preview', { yaml, page: true })).body;
  expect(html).toMatch(/^<!doctype html>/);
  expect(html).toContain('<title>Incident Response Runbook</title>');
});

test('[TRA-4] the annual review of the matrix is recorded against its version', async () => {
  const { version } = (await harness.http('GET', '/api/v1/policy')).body;
  const review = await harness.http('POST', '/api/v1/policy/reviews', {
    version,
    outcome: 'still_right',
    note: 'read aloud',
  });
  expect(review.body).toMatchObject({
    version,
    outcome: 'still_right',
    reviewedAt: harness.clock.now().toString(),
    reviewerName: 'bootstrap',
  });
  expect((await harness.http('GET', '/api/v1/policy')).body.lastReview).toMatchObject({
    version,
    note: 'read aloud',
  });
  expect(
    (await harness.http('POST', '/api/v1/policy/reviews', { version: 999, outcome: 'still_right' })).status,
  ).toBe(404);
});

test('answers to the criteria questions give the highest severity with a yes', async () => {
  const suggest = async (answers: Record<string, boolean>) =>
    (await harness.http('POST', '/api/v1/policy/suggest-severity', { answers })).body.severity;
  expect(await suggest({ cosmetic: true, security_breach: true })).toBe('P1');
  expect(await suggest({ cosmetic: false })).toBeNull();
});

test('nobody reads or writes the policy without being asked who they are', async () => {
  expect((await harness.http('GET', '/api/v1/policy', undefined, { as: null })).status).toBe(401);
  expect(
    (await harness.http('POST', '/api/v1/policy/publish', { yaml: shipped, reason: 'x' }, { as: null }))
      .status,
  ).toBe(401);
});
