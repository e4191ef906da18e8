import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A P1 of the checkout on a Monday at 10:00 in Berlin. Ana responds, Mia is the manager, Pat in New York the owner. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
let ana: string;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
});
afterEach(() => shop.close());

const path = (rest = '') => `/api/v1/incidents/INC-1/report${rest}`;
const report = async () => (await shop.must('GET', path())).body;
const write = (section: string, text: string, base = 0, more: object = {}) =>
  shop.harness.http('PUT', path(`/sections/${section}`), { text, base, ...more });
const exported = async (format: string) => shop.must('GET', path(`/export?format=${format}`));
const HOSTILE =
  '<img src=x onerror=alert(1)> | *bold* [x](javascript:alert(1)) #set text(red) مرحبا بالعالم 日本語 🔥';

/** Twenty minutes of an incident, with what people found, and its end. */
const resolved = async () => {
  await shop.declare({ symptoms: 'HTTP 502 on every order', startedAt: '2031-03-03T08:50:00Z' });
  const act = (rest: string, body: object) =>
    shop.harness.http('POST', `/api/v1/incidents/INC-1/${rest}`, body, { as: ana });
  await shop.harness.advance('PT2M');
  await act('command', {});
  await act('entries', { type: 'finding', text: `The pool is empty. ${HOSTILE}` });
  await act('updates', { text: 'Rolling back.', facts: { impact: 'No one could pay' } });
  await shop.harness.advance('PT18M');
  await act('resolve', { resolution: 'Rolled back release 4.2.', ending: 'recovered' });
};

test('[DOC-1] [DOC-2] the report writes itself from the record, needs all eleven facts to be published, and comes as Markdown, HTML, JSON and PDF', async () => {
  await resolved();
  const draft = await report();
  expect(draft.completeness).toEqual({
    ...{ done: 8, of: 11, missing: ['Root Cause', 'Lessons Learned', 'Action Items'] },
  });
  const facts = Object.fromEntries(
    draft.report.facts.map(({ id, value }: { id: string; value: string }) => [id, value]),
  );
  expect(facts).toMatchObject({
    incident_id: 'INC-1',
    start_time: '2031-03-03 09:50',
    end_time: '2031-03-03 10:20',
    duration: '30 min',
    affected_systems: 'Checkout',
    resolution: 'Rolled back release 4.2.',
    impact: 'No one could pay.',
  });
  // Each sentence of the story is an entry of the record, in its own words.
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/timeline?limit=200')).body;
  const said = new Map(items.map(({ seq, sentence }: { seq: number; sentence: string }) => [seq, sentence]));
  expect(draft.report.narrative.length).toBeGreaterThan(4);
  for (const { seq, text } of draft.report.narrative)
    expect(text).toContain(String(said.get(seq)).replace(/[.!?…]$/, ''));
  expect(draft.report.measures).toContainEqual({
    ...{ name: 'Acknowledged', target: '5 min', actual: '2 min', kept: true },
  });
  expect(draft.report.timelines.communication.map(({ text }: { text: string }) => text).join('\n')).toContain(
    'Ana sent an update',
  );
  const early = await shop.harness.http('POST', path('/versions'));
  expect(early.body).toMatchObject({ code: 'report_incomplete' });
  expect(early.body.detail).toContain('Missing: Root Cause, Lessons Learned, Action Items.');

  await write('root_cause', `A migration held a lock. ${HOSTILE}`);
  await write('lessons', 'None.');
  // "None" says nothing; why there is none does.
  await write('no_actions', 'none, because the release pipeline was replaced last week');
  expect((await report()).completeness.missing).toEqual(['Lessons Learned']);
  await write('lessons', 'None, because the same lesson is in INC-0.', 1);
  await shop.must('POST', path('/versions'));
  const after = await report();
  expect(after.versions).toMatchObject([{ version: 1, signedOff: [] }]);
  await shop.harness.http('POST', path('/versions/1/sign-off'), {}, { as: ana });
  expect((await report()).versions[0].signedOff).toMatchObject([{ name: 'Ana' }]);
  expect((await shop.must('GET', '/api/v1/incidents/INC-1/review')).body.review).toMatchObject({
    status: 'published',
    clocks: [{ kind: 'schedule' }, { kind: 'conduct' }, { kind: 'publish', state: 'kept' }],
  });
  // What is written later is of the next version.
  await write('summary', 'Later words.');
  const html = (await exported('html')).text;
  expect(html).toContain('Version 1, signed off by Ana');
  expect(html).not.toContain('Later words.');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html).not.toMatch(/<(?:a|img|script|link|iframe)\b/);
  const markdown = (await exported('md')).text;
  expect(markdown).toContain('\\<img src=x onerror=alert(1)\\>');
  expect(markdown).toContain('\\[x\\](javascript:alert(1))');
  const json = JSON.parse((await exported('json')).text);
  const validate = new Ajv2020({ strict: false }).compile(
    (await shop.must('GET', '/api/v1/schemas/report')).body,
  );
  expect([validate(json), validate.errors]).toEqual([true, null]);
  const pdf = await exported('pdf');
  expect(pdf.text.slice(0, 5)).toBe('%PDF-');
  expect((await shop.must('POST', '/api/v1/verify', {})).body).toMatchObject({ ok: true });
});

test('[DOC-1] root cause with its findings, impact and resolution come from the record, each with its entries, until somebody writes their own words', async () => {
  await resolved();
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/timeline?limit=200')).body;
  const seqOf = (wanted: string) => items.find(({ kind }: { kind: string }) => kind === wanted).seq;
  const finding = seqOf('note');
  expect((await report()).completeness.missing).toContain('Root Cause');
  await shop.must('PUT', '/api/v1/incidents/INC-1/resolution/root-cause', {
    ...{ cause: 'A migration held a lock.', findings: [finding] },
  });
  const filled = await report();
  const section = (of: typeof filled, id: string) =>
    of.report.sections.find((each: { id: string }) => each.id === id);
  expect(filled.completeness.missing).not.toContain('Root Cause');
  const cause = section(filled, 'root_cause');
  expect(cause).toMatchObject({ text: 'A migration held a lock.', from: [expect.any(Number), finding] });
  expect(section(filled, 'impact')).toMatchObject({
    text: 'No one could pay.',
    from: [seqOf('update_facts')],
  });
  expect(section(filled, 'resolution')).toMatchObject({ text: 'Rolled back release 4.2.' });
  expect(filled.report.evidence).toMatchObject([{ seq: finding, type: 'finding', supports: true }]);
  expect((await exported('html')).text).toContain(`A migration held a lock. (#${cause.from.join(', #')})`);

  await write('root_cause', 'A migration held a lock for a minute.');
  const corrected = await report();
  expect(section(corrected, 'root_cause')).toMatchObject({
    text: 'A migration held a lock for a minute.',
    from: [],
  });
  // Emptied, the record speaks again; struck through, it says nothing.
  await write('root_cause', '', 1);
  expect(section(await report(), 'root_cause')).toEqual(cause);
  await shop.must('POST', `/api/v1/incidents/INC-1/entries/${finding}/strike`, {});
  const struck = await report();
  expect(section(struck, 'root_cause').from).not.toContain(finding);
  expect(struck.report.evidence).toEqual([]);
  await shop.must('PUT', '/api/v1/incidents/INC-1/resolution/root-cause', { cause: null });
  expect((await report()).completeness.missing).toContain('Root Cause');
});

test('[REV-3] the five whys are a tree with branches: what was a text becomes one, two people lose nothing, and every export shows it', async () => {
  await resolved();
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/timeline?limit=200')).body;
  const { seq } = items.find(({ kind }: { kind: string }) => kind === 'note');
  await write('five_whys', 'Why did orders fail?\n    The pool was empty.\n\n    No alarm rang. <b>');
  const section = async () => (await report()).texts.find(({ id }: { id: string }) => id === 'five_whys');
  const asText = await section();
  expect(asText.current.whys).toEqual([
    { text: 'Why did orders fail?', depth: 0, seq: null },
    { text: 'The pool was empty.', depth: 1, seq: null },
    { text: 'No alarm rang. <b>', depth: 1, seq: null },
  ]);
  const [first, pool, alarm] = asText.current.whys;
  const save = (whys: object[], base: number, as = ana, settles: number[] = []) =>
    shop.harness.http('PUT', path('/five-whys'), { whys, base, settles }, { as });
  const lock = { text: 'A migration held a lock.', depth: 2, seq };
  expect((await save([first, pool, lock, alarm], 1)).body.aside).toBe(false);
  const late = await save([first, pool, alarm, { text: 'Nobody watches the pool.', depth: 2 }], 1);
  expect(late.body.aside).toBe(true);
  expect((await section()).aside).toMatchObject([
    { whys: [{}, {}, {}, { text: 'Nobody watches the pool.' }] },
  ]);
  const both = [first, pool, lock, alarm, { text: 'Nobody watches the pool.', depth: 2, seq: null }];
  await save([...both, { text: '', depth: 3, seq: null }], 2, ana, [3]);
  expect(await section()).toMatchObject({ aside: [] });
  expect((await save([{ text: 'x', depth: 0, seq: 999 }], 4)).status).toBe(404);

  expect((await report()).report.fiveWhys).toEqual(both);
  expect((await exported('html')).text).toContain(
    `<ul><li dir="auto">Why did orders fail?<ul><li dir="auto">The pool was empty.<ul><li dir="auto">A migration held a lock. (#${seq})</li></ul></li><li dir="auto">No alarm rang. &lt;b&gt;<ul>`,
  );
  expect((await exported('md')).text).toContain(
    `  - The pool was empty.\n    - A migration held a lock. (\\#${seq})\n`,
  );
  expect(JSON.parse((await exported('json')).text).fiveWhys).toEqual(both);
  expect((await exported('pdf')).text.slice(0, 5)).toBe('%PDF-');
});

test('[REV-3] of two people in one section nobody’s text is lost: the second stands aside until someone puts both together', async () => {
  await resolved();
  const first = await write('root_cause', 'A migration held a lock.');
  expect(first.body.aside).toBe(false);
  const second = await shop.harness.http(
    'PUT',
    path('/sections/root_cause'),
    { text: 'The pool was too small.', base: 0 },
    { as: ana },
  );
  expect(second.body.aside).toBe(true);
  const cause = async () => (await report()).texts.find(({ id }: { id: string }) => id === 'root_cause');
  expect(await cause()).toMatchObject({
    current: { text: 'A migration held a lock.', revision: 1 },
    aside: [{ text: 'The pool was too small.', by: 'Ana', revision: 2 }],
  });
  await write('lessons', 'Test migrations.');
  await write('no_actions', 'None, because it was a one-off.');
  expect((await shop.harness.http('POST', path('/versions'))).body.code).toBe('texts_to_merge');
  const both = 'A migration held a lock, and the pool was too small.';
  await write('root_cause', both, 1, { settles: [2] });
  expect(await cause()).toMatchObject({ current: { text: both }, aside: [] });
  expect((await shop.harness.http('POST', path('/versions'))).status).toBe(201);

  // What people say without a name is stored without one.
  const input = (body: object) =>
    shop.harness.http('POST', '/api/v1/incidents/INC-1/review/input', body, { as: ana });
  await input({ kind: 'to_improve', text: 'No one dared to say stop.', anonymous: true });
  await input({ kind: 'went_well', text: 'The rollback was fast.' });
  expect((await report()).report.input).toEqual(
    expect.arrayContaining([
      { kind: 'to_improve', text: 'No one dared to say stop.', by: null },
      { kind: 'went_well', text: 'The rollback was fast.', by: 'Ana' },
    ]),
  );
  const { rows } = await shop.harness.database.pool.query(
    `select author_id, id from review_input where body like 'No one%'`,
  );
  expect(rows[0].author_id).toBeNull();
  expect(rows[0].id.charAt(14)).toBe('4');

  // The facilitator says what is in the report, and what is in its annex only.
  const { narrative } = (await report()).report;
  const { seq } = narrative[0];
  await shop.must('PUT', path(`/events/${seq}`), { key: false });
  expect((await report()).report.narrative.map((one: { seq: number }) => one.seq)).not.toContain(seq);
});

test('[REV-4] [REV-5] [MET-5] an action has an owner and a deadline; overdue, the owner hears in the morning, then the manager; a moved deadline keeps the first', async () => {
  await resolved();
  const add = (body: object) => shop.harness.http('POST', '/api/v1/incidents/INC-1/actions', body);
  expect((await add({ title: 'Grow the pool' })).status).toBe(400);
  expect((await add({ title: 'Grow the pool', ownerId: shop.idOf('ana') })).status).toBe(400);
  const past = await add({ title: 'Grow the pool', ownerId: shop.idOf('ana'), dueOn: '2031-03-02' });
  expect(past.text).toContain('Choose today or a later day.');
  const formula = '=HYPERLINK("http://evil")';
  const made = await add({
    title: formula,
    ownerId: shop.idOf('ana'),
    dueOn: '2031-03-07',
    kind: 'tool',
    priority: 'high',
  });
  expect(made.body).toMatchObject({
    reference: 'ACT-1',
    state: 'open',
    overdue: false,
    owner: { name: 'Ana' },
  });

  // Friday's deadline: a reminder on Thursday morning, the owner on Monday morning, the manager on Thursday.
  const at = (name: string, subject: RegExp) =>
    shop
      .person(name)
      .mails()
      .filter((mail) => subject.test(mail.subject))
      .map((mail) => mail.at.toString());
  await shop.harness.advanceTo('2031-03-14T12:00:00Z');
  expect(at('ana', /^Action due: ACT-1/)).toEqual(['2031-03-06T08:00:00Z']);
  expect(at('ana', /^Action overdue: ACT-1/)).toEqual(['2031-03-10T08:00:00Z']);
  expect(at('mia', /^Action overdue: ACT-1/)).toEqual(['2031-03-13T08:00:00Z']);
  expect((await shop.must('GET', '/api/v1/actions?status=overdue')).body.items).toHaveLength(1);
  expect(
    (await shop.harness.http('GET', '/api/v1/actions?mine=true', undefined, { as: ana })).body.items,
  ).toHaveLength(1);

  const change = (body: object) => shop.harness.http('PATCH', '/api/v1/actions/ACT-1', body);
  expect((await change({ dueOn: '2031-03-20' })).body.code).toBe('reason_needed');
  const moved = await change({ dueOn: '2031-03-20', reason: 'The vendor is late.' });
  expect(moved.body).toMatchObject({ dueOn: '2031-03-20', promisedOn: '2031-03-07', overdue: false });
  await change({ state: 'done' });
  await shop.harness.advanceTo('2031-03-28T12:00:00Z');
  expect(at('ana', /^Action/)).toHaveLength(2);
  // Done by the moved deadline, and not by the one first promised.
  const all = (await shop.must('GET', '/api/v1/actions?status=all')).body;
  expect(all).toMatchObject({ rate: { due: 1, inTime: 0 }, items: [{ state: 'done' }] });
  const csv = (await shop.must('GET', '/api/v1/actions.csv?status=all')).text;
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);

  // A follow-up asks whether it worked.
  await write('root_cause', 'A migration held a lock.');
  await write('lessons', 'Test migrations.');
  await shop.must('POST', path('/versions'));
  await shop.harness.advanceTo('2031-04-30T12:00:00Z');
  const asked = at('mia', /^Review follow-up: INC-1/);
  expect(asked).toEqual(['2031-04-28T07:00:00Z']);
  const assessed = await shop.must('POST', '/api/v1/actions/ACT-1/assessment', {
    worked: 'partly',
    note: 'Twice as fast.',
  });
  expect(assessed.body).toMatchObject({ worked: 'partly' });

  // Whoever may not see the incident does not see its actions.
  await shop.command('visibility', { visibility: 'restricted', reason: 'Personal data' });
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  const hers = (method: 'GET' | 'PATCH', url: string, body?: object) =>
    shop.harness.http(method, url, body, { as: zoe.token });
  expect((await hers('GET', '/api/v1/actions?status=all')).body.items).toEqual([]);
  expect((await hers('GET', '/api/v1/actions.csv?status=all')).text).not.toContain('HYPERLINK');
  expect((await hers('PATCH', '/api/v1/actions/ACT-1', { title: 'Found out' })).status).toBe(404);
  expect((await hers('GET', '/api/v1/reviews?status=all')).body.items).toEqual([]);
});
