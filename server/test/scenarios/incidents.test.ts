import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Item, incidentApi } from '../harness/incident-api.ts';
import { Harness, type Reply } from '../harness/index.ts';
import { organise, theShop } from '../harness/organisation.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await Harness.start();
});
afterEach(() => harness.close());

const { declare, post, get, timeline, story, verify } = incidentApi(() => harness);

describe('severity', () => {
  /** A yes to the criterion suggests the level; another choice needs a reason, which is logged. */
  async function suggests(criterion: string, level: string, name: string): Promise<void> {
    const answers = { [criterion]: true };
    const suggested = await declare({ severity: undefined, answers });
    expect(suggested.body).toMatchObject({ severity: level, severityName: name, criteriaAnswers: answers });
    const other = level === 'P3' ? 'P2' : 'P3';
    const refused = await declare({ severity: other, answers });
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].path).toBe('severityReason');
    const chosen = await declare({ severity: other, answers, severityReason: 'Known and harmless.' });
    expect(chosen.body.severity).toBe(other);
    expect((await story(chosen.body.reference))[0]?.sentence).toBe(
      `bootstrap declared this incident as ${other} (the criteria suggested ${level}: Known and harmless.)`,
    );
  }

  test('[SEV-1] a security breach suggests P1; another choice needs a reason, which is logged', () =>
    suggests('security_breach', 'P1', 'Critical'));
  test('[SEV-2] degraded major functionality suggests P2; another choice needs a reason', () =>
    suggests('major_degraded', 'P2', 'High'));
  test('[SEV-3] a bug that can wait suggests P3; another choice needs a reason', () =>
    suggests('non_urgent_bug', 'P3', 'Medium'));
  test('[SEV-4] a problem of the documentation suggests P4; another choice needs a reason', () =>
    suggests('documentation', 'P4', 'Low'));

  test('[SEV-1] reclassifying remembers the answers: another level than they suggest needs a reason', async () => {
    await declare({ severity: undefined, answers: { data_loss: true } });
    expect((await post('INC-1/severity', { severity: 'P2' })).body.errors[0].path).toBe('reason');
    const changed = await post('INC-1/severity', { severity: 'P2', answers: { data_loss: false } });
    expect(changed.body.severity).toBe('P2');
    const back = await post('INC-1/severity', {
      severity: 'P1',
      answers: { multiple_users: true },
      reason: 'It is the largest customer.',
    });
    expect(back.body.severity).toBe('P1');
    expect((await story()).at(-1)?.sentence).toBe(
      'bootstrap changed the severity from P2 to P1 (the criteria suggested P2): It is the largest customer.',
    );
  });
});

describe('the first five minutes', () => {
  test('[IMM-1] acknowledging records the time and who, once however often it is pressed', async () => {
    await declare();
    await harness.advance('PT2M');
    const first = await post('INC-1/acknowledge');
    expect(first.body).toMatchObject({
      acknowledgedAt: '2031-03-03T09:02:00Z',
      acknowledgedBy: { name: 'bootstrap' },
    });
    await harness.advance('PT1M');
    expect((await post('INC-1/acknowledge')).body.acknowledgedAt).toBe('2031-03-03T09:02:00Z');
    expect((await story()).map(({ kind }) => kind)).toEqual(['declared', 'acknowledged']);
    expect((await timeline()).find(({ kind }) => kind === 'acknowledged')?.sentence).toBe(
      'bootstrap acknowledged',
    );
    const [item] = first.body.firstResponse.items;
    expect(item).toMatchObject({ id: 'acknowledge', doneAt: '2031-03-03T09:02:00Z', late: false });
  });

  test('[IMM-3] what the ticket lacks is shown as missing; when complete it ticks itself', async () => {
    await organise(harness, theShop);
    expect((await declare()).body.missing).toEqual(['affected_systems', 'initial_symptoms']);
    await harness.advance('PT3M');
    expect((await post('INC-1/systems', { add: ['checkout'] })).body.missing).toEqual(['initial_symptoms']);
    await harness.advance('PT3M');
    const { body } = await harness.http('PATCH', '/api/v1/incidents/INC-1', { symptoms: 'Error 502.' });
    expect(body.missing).toEqual([]);
    const ticket = body.firstResponse.items.find((item: { id: string }) => item.id === 'create_ticket');
    expect(ticket).toMatchObject({ doneAt: '2031-03-03T09:06:00Z', late: true });
    expect(body).toMatchObject({
      detectedAt: '2031-03-03T09:00:00Z',
      systems: [{ id: 'checkout', name: 'Checkout' }],
      symptoms: 'Error 502.',
      severity: 'P1',
    });
  });
});

describe('the log', () => {
  test('[INV-5] a note may be dated back; when it was written stays beside it', async () => {
    await declare();
    await harness.advance('PT10M');
    await post('INC-1/entries', {
      type: 'finding',
      text: 'The disk was full.',
      happenedAt: '2031-03-03T10:55:00+02:00',
    });
    expect((await story()).at(-1)).toMatchObject({
      at: '2031-03-03T09:10:00Z',
      happenedAt: '2031-03-03T08:55:00Z',
      sentence: 'The disk was full.',
    });
    const future = await post('INC-1/entries', { text: 'x', happenedAt: '2031-03-03T09:11:00Z' });
    expect(future.body.errors[0].path).toBe('happenedAt');
  });

  test('[INV-5] notes, findings, hypotheses, decisions and workarounds keep their kind and their author', async () => {
    await declare();
    const types = ['note', 'finding', 'hypothesis', 'decision', 'workaround'];
    for (const type of types) await post('INC-1/entries', { type, text: `A ${type}.` });
    expect((await post('INC-1/entries', { type: 'opinion', text: 'x' })).status).toBe(400);
    const { items } = (await get('/INC-1/timeline?direction=newer')).body;
    const written = items.filter(({ kind }: Item) => kind === 'note');
    expect(
      written.map(({ data, actor }: { data: unknown; actor: { name: string } }) => ({
        ...Object(data),
        by: actor.name,
      })),
    ).toEqual(types.map((type) => ({ type, text: `A ${type}.`, by: 'bootstrap' })));
    expect((await verify()).status).toBe(200);
  });

  test('[INV-5] a correction strikes through and never erases; what Tocsin recorded cannot be struck', async () => {
    await declare();
    await post('INC-1/entries', { text: 'It is DNS.' });
    const seq = (await story()).at(-1)?.seq;
    const struck = { reason: 'It was not.', replacement: 'It was the cache.' };
    expect((await post(`INC-1/entries/${seq}/strike`, struck)).status).toBe(200);
    expect((await post(`INC-1/entries/${seq}/strike`, struck)).status).toBe(200);
    const items = await story();
    expect(items.map(({ kind }) => kind)).toEqual(['declared', 'note', 'note_struck', 'note']);
    expect(items[1]).toMatchObject({ sentence: 'It is DNS.', struckBy: items[2]?.seq });
    expect((await post('INC-1/entries/1/strike')).body.code).toBe('not_a_note');
    expect((await post('INC-1/entries/9999/strike')).status).toBe(404);
  });

  test('text that the database would refuse is mended, not lost', async () => {
    await declare();
    const text = 'null \u0000 and half a pair \ud83d';
    expect((await post('INC-1/entries', { text })).status).toBe(200);
    expect((await story()).at(-1)?.sentence).toBe('null \ufffd and half a pair \ufffd');
  });

  test('the time line pages both ways', async () => {
    await declare({ severity: 'P4' });
    for (let n = 1; n <= 6; n += 1) await post('INC-1/entries', { text: `note ${n}` });
    const seqs = (reply: Reply): number[] => reply.body.items.map((item: Item) => item.seq);
    const all = (await timeline()).map(({ seq }) => seq);
    expect(all).toEqual(all.map((_, index) => index + 1));
    const pages: number[][] = [];
    const newest = await get('/INC-1/timeline?limit=3');
    for (let page = newest; ; page = await get(`/INC-1/timeline?limit=3&cursor=${page.body.nextCursor}`)) {
      pages.push(seqs(page));
      if (page.body.nextCursor === null) break;
    }
    expect(pages.flat()).toEqual(all.toReversed());
    await post('INC-1/entries', { text: 'note 7' });
    const since = await get(`/INC-1/timeline?direction=newer&cursor=${newest.body.newerCursor}`);
    expect(since.body.items.map((item: Item) => item.sentence)).toEqual(['note 7']);
    expect((await get('/INC-1/timeline?cursor=nonsense')).body.code).toBe('bad_cursor');
  });

  test('commands given at the same moment all happen, each once, and the chain is whole', async () => {
    await declare();
    const notes = Array.from({ length: 12 }, (_, n) => post('INC-1/entries', { text: `note ${n}` }));
    const acknowledgements = Array.from({ length: 4 }, () => post('INC-1/acknowledge'));
    const status = [
      post('INC-1/status', { status: 'mitigating' }),
      post('INC-1/severity', { severity: 'P2' }),
    ];
    const replies = await Promise.all([...notes, ...acknowledgements, ...status]);
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 200));
    const items = await timeline();
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
    expect(new Set(items.filter(({ kind }) => kind === 'note').map((item) => item.sentence)).size).toBe(12);
    expect(items.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
    expect((await get('/INC-1')).body).toMatchObject({ status: 'mitigating', severity: 'P2' });
    expect((await get('/INC-1/verify')).body).toMatchObject({ ok: true, entries: items.length });
  });

  test('[INV-5] the database itself refuses to change history', async () => {
    await declare();
    for (const change of [
      `update incident_entry set kind = 'note'`,
      'delete from incident_entry',
      'truncate incident_entry',
    ])
      await expect(harness.database.pool.query(change)).rejects.toThrow('incident_entry is append-only');
  });

  test('verify names the first broken entry, and a row that is not what its log tells', async () => {
    for (const title of ['One', 'Two', 'Three']) await declare({ title });
    await harness.settle();
    for (const ref of ['INC-1', 'INC-2'])
      for (const text of ['a', 'b', 'c']) await post(`${ref}/entries`, { text });
    expect((await verify()).body).toMatchObject({ ok: true, checked: 3, faults: [] });
    const { pool } = harness.database;
    const seq = (await story('INC-2'))[2]?.seq;
    await pool.query('alter table incident_entry disable trigger all');
    await pool.query(
      `update incident_entry set data = jsonb_set(data, '{text}', '"it was nobody"')
       where seq = $1 and incident_id = (select id from incident where number = 2)`,
      [seq],
    );
    await pool.query(`update incident set severity = 'P4' where number = 3`);
    const { body } = await verify();
    expect(body).toMatchObject({ ok: false, checked: 3 });
    expect(body.faults.map((fault: { message: string }) => fault.message)).toEqual([
      `INC-2: entry ${seq} was altered after it was written.`,
      'INC-3: "severity" does not match the log.',
    ]);
    expect((await get('/INC-1/verify')).body.ok).toBe(true);
    expect((await get('/INC-2/verify')).body.faults[0]).toMatchObject({ seq, problem: 'altered' });
  });

  test('what was tampered with beyond reading is a fault like others, and hides none', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four']) await declare({ title });
    await harness.settle();
    const { pool } = harness.database;
    const of = (number: number) => `(select id from incident where number = ${number})`;
    await pool.query('alter table incident_entry disable trigger all');
    await pool.query(`delete from incident_entry where incident_id = ${of(1)}`);
    await pool.query(`update incident set last_seq = 0, last_hash = repeat('0', 64) where number = 1`);
    await pool.query(`update incident set detected_at = 'infinity' where number = 2`);
    await pool.query(`update incident_entry set at = 'infinity' where incident_id = ${of(3)}`);
    await pool.query(`update incident set severity = 'P4' where number = 4`);
    const { body } = await verify();
    expect(body).toMatchObject({ ok: false, checked: 4 });
    expect(body.faults.map((fault: { message: string }) => fault.message)).toEqual([
      'INC-1: entry 1 is missing.',
      'INC-2: the record cannot be read.',
      'INC-3: the record cannot be read.',
      'INC-4: "severity" does not match the log.',
    ]);
    expect((await get('/INC-2/verify')).body.faults).toMatchObject([{ problem: 'unreadable' }]);
    expect((await get('/INC-9/verify')).status).toBe(404);
  });

  test('verify goes through many, a page at a time', async () => {
    for (let n = 0; n < 5; n += 1) await declare({ title: `Incident ${n}` });
    const first = await harness.http('POST', '/api/v1/verify', { limit: 3 });
    expect(first.body).toMatchObject({ checked: 3, nextCursor: '3' });
    const second = await harness.http('POST', '/api/v1/verify', { limit: 3, cursor: '3' });
    expect(second.body).toMatchObject({ checked: 2, nextCursor: null });
  });
});
