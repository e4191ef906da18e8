import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { incidentApi } from '../harness/incident-api.ts';
import { Harness, type Reply } from '../harness/index.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const { get, post, story, verify, declare: declareAs } = incidentApi(() => harness);
const declare = (body: object = {}, headers: Record<string, string> = {}): Promise<Reply> =>
  declareAs({ severity: 'P2', ...body }, headers);
const kinds = async (ref = 'INC-1'): Promise<string[]> => (await story(ref)).map(({ kind }) => kind);

describe('declaring', () => {
  test('the first incident is INC-1, and it is found by any of its names', async () => {
    const { body, status } = await declare();
    expect(status).toBe(201);
    expect(body.reference).toBe('INC-1');
    for (const ref of ['INC-1', 'inc-1', '1', body.id]) expect((await get(`/${ref}`)).body.id).toBe(body.id);
    expect((await get('/INC-2')).status).toBe(404);
  });

  test('the same request with the same Idempotency-Key declares once, also at the same moment', async () => {
    const headers = { 'idempotency-key': 'from the runbook bot, 1' };
    const replies = await Promise.all([1, 2, 3].map(() => declare({}, headers)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 200, 201]);
    expect(new Set(replies.map((reply) => reply.body.reference)).size).toBe(1);
    const other = await declare({ title: 'Something else' }, headers);
    expect(other.status).toBe(409);
    expect(other.body.code).toBe('idempotency_key_reused');
    expect((await get('')).body.items).toHaveLength(1);
    expect((await declare({}, { 'idempotency-key': ' ' })).body.code).toBe('bad_idempotency_key');
  });

  test.each<[string, object, string]>([
    ['no title', { title: ' ' }, 'title'],
    ['an unknown severity', { severity: 'P5' }, 'severity'],
    ['an unknown system', { systems: ['nowhere'] }, 'systems.0'],
    ['an unknown criterion', { answers: { moon: true } }, 'answers.moon'],
    ['a start in the future', { startedAt: '2031-03-03T09:00:01Z' }, 'startedAt'],
    ['a time without a zone', { startedAt: '2031-03-03T08:00:00' }, 'startedAt'],
  ])('%s is refused and leaves nothing', async (_, body, path) => {
    const reply = await declare(body);
    expect(reply.status).toBe(400);
    expect(reply.body.errors[0].path).toBe(path);
    expect((await get('')).body.items).toEqual([]);
  });

  test('whoever is nobody is told to sign in', async () => {
    const reply = await harness.http('POST', '/api/v1/incidents', { title: 'x' }, { as: null });
    expect(reply.status).toBe(401);
  });
});

describe('to the end and back', () => {
  test('resolving says what fixed it, once; reopening takes it back', async () => {
    await declare();
    await harness.advance('PT30M');
    const resolved = await post('INC-1/resolve', { resolution: 'Rolled back.', ending: 'recovered' });
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      open: false,
      resolvedAt: '2031-03-03T09:30:00Z',
      resolution: 'Rolled back.',
      durationSeconds: 1800,
    });
    await harness.advance('PT5M');
    const again = await post('INC-1/resolve', { resolution: 'Rolled back again.', ending: 'recovered' });
    expect(again.body).toMatchObject({ resolution: 'Rolled back.', resolvedAt: '2031-03-03T09:30:00Z' });
    expect((await post('INC-1/resolve', {})).status).toBe(400);
    expect((await post('INC-1/status', { status: 'mitigating' })).body.code).toBe('incident_not_open');
    const reopened = await post('INC-1/reopen', { reason: 'It is back.' });
    expect(reopened.body).toMatchObject({ status: 'investigating', resolvedAt: null, resolution: null });
    expect(await kinds()).toEqual(['declared', 'resolved', 'reopened']);
  });

  test('a token that belongs to nobody must say who takes command', async () => {
    await declare();
    expect((await post('INC-1/command')).body.errors[0].path).toBe('personId');
  });

  test('a workaround moves the incident to mitigating', async () => {
    await declare();
    const { body } = await post('INC-1/entries', {
      type: 'workaround',
      text: 'Traffic goes to the replica.',
    });
    expect(body).toMatchObject({ status: 'mitigating', mitigatedAt: '2031-03-03T09:00:00Z' });
  });
});

describe('merging a duplicate', () => {
  test('both logs say so; circles are refused; work goes on in the other', async () => {
    await declare({ title: 'One' });
    await declare({ title: 'The same' });
    const merged = await post('INC-2/merge', { into: 'INC-1', reason: 'Same cause.' });
    expect(merged.body).toMatchObject({ status: 'merged', mergedInto: { reference: 'INC-1' } });
    expect(await kinds('INC-1')).toContain('merged_from');
    expect(await kinds('INC-2')).toContain('merged_into');
    expect((await post('INC-1/merge', { into: 'INC-2' })).body.code).toBe('merge_target_merged');
    expect((await post('INC-1/merge', { into: 'INC-1' })).body.code).toBe('merge_into_itself');
    expect((await post('INC-2/merge', { into: 'INC-1' })).status).toBe(200);
    expect((await kinds('INC-1')).filter((kind) => kind === 'merged_from')).toHaveLength(1);
    expect((await post('INC-2/resolve', { resolution: 'x', ending: 'recovered' })).body.code).toBe(
      'incident_merged',
    );
    expect((await verify()).body.ok).toBe(true);
  });

  test('two people merge two incidents into each other at the same moment: one of them wins', async () => {
    await declare({ title: 'One' });
    await declare({ title: 'Two' });
    const replies = await Promise.all([
      post('INC-1/merge', { into: 'INC-2' }),
      post('INC-2/merge', { into: 'INC-1' }),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    expect((await get('?status=open')).body.items).toHaveLength(1);
  });
});

describe('the list', () => {
  const references = async (query: string): Promise<string[]> =>
    (await get(query)).body.items.map((item: { reference: string }) => item.reference);

  test('open first, newest first, by status, severity and words, a page at a time', async () => {
    await declare({ title: 'Checkout-api answers 502', severity: 'P1' });
    await declare({ title: 'Billing is slow', severity: 'P3', symptoms: 'Invoices take minutes' });
    await declare({ title: 'Wrong colour', severity: 'P4' });
    await declare({ title: 'Search is down', severity: 'P1' });
    await post('INC-4/resolve', { resolution: 'Done.', ending: 'recovered' });
    expect(await references('')).toEqual(['INC-3', 'INC-2', 'INC-1', 'INC-4']);
    expect(await references('?status=open')).toEqual(['INC-3', 'INC-2', 'INC-1']);
    expect(await references('?status=resolved')).toEqual(['INC-4']);
    expect(await references('?severity=P1')).toEqual(['INC-1', 'INC-4']);
    expect(await references('?severity=P3,P4')).toEqual(['INC-3', 'INC-2']);
    expect(await references('?q=checkout-a')).toEqual(['INC-1']);
    expect(await references('?q=INVOICE%20slow')).toEqual(['INC-2']);
    expect(await references('?q=inc-3')).toEqual(['INC-3']);
    expect(await references(`?q=${encodeURIComponent(`'); drop table incident; -- & | ! :* (`)}`)).toEqual(
      [],
    );
    expect(await references('?q=%20-%20')).toHaveLength(4);
    const first = await get('?limit=2');
    expect(first.body.items).toHaveLength(2);
    expect(await references(`?limit=2&cursor=${first.body.nextCursor}`)).toEqual(['INC-1', 'INC-4']);
    expect((await get('?cursor=x')).body.code).toBe('bad_cursor');
  });

  test('most urgent first: not acknowledged, then by severity, a page at a time', async () => {
    for (const severity of ['P1', 'P3', 'P1', 'P2', 'P1'])
      await declare({ title: `A ${severity}`, severity });
    await post('INC-1/acknowledge', {});
    await post('INC-2/acknowledge', {});
    await post('INC-5/acknowledge', {});
    await post('INC-5/resolve', { resolution: 'Done.', ending: 'recovered' });
    const urgent = ['INC-3', 'INC-4', 'INC-1', 'INC-2'];
    expect(await references('?status=open&order=urgency')).toEqual(urgent);
    const paged: string[] = [];
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = (await get(`?status=open&order=urgency&limit=1${cursor}`)).body;
      paged.push(...items.map((item: { reference: string }) => item.reference));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(paged).toEqual(urgent);
    expect(await references('?status=open&order=urgency&q=a')).toEqual(urgent);
    expect(await references('?order=urgency')).toEqual(['INC-4', 'INC-3', 'INC-2', 'INC-1', 'INC-5']);
    expect((await get('?status=open&order=urgency&cursor=o3')).body.code).toBe('bad_cursor');
  });
});
