import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone, tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

let shop: Response;
let ana: string;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
});
afterEach(() => shop.close());

interface Found {
  readonly reference: string;
  readonly tags: string[];
  readonly excerpts: { title: string; pieces: { text: string; hit: boolean }[] }[];
}
const find = async (query: string, as?: string): Promise<Found[]> => {
  const options = as === undefined ? {} : { as };
  const reply = await shop.harness.http('GET', `/api/v1/library?${query}`, undefined, options);
  expect([reply.status, reply.text]).toEqual([200, expect.anything()]);
  return reply.body.items;
};
const references = async (query: string, as?: string): Promise<string[]> =>
  (await find(query, as)).map(({ reference }) => reference);

/** An incident of the checkout that is over, with what was found, and its report published. */
async function past(ref: string, title: string, cause: string, more: object = {}): Promise<void> {
  await shop.declare({ title, severity: 'P3', startedAt: shop.harness.clock.now().toString(), ...more });
  await shop.harness.advance('PT1M');
  await shop.harness.http('POST', `/api/v1/incidents/${ref}/command`, {}, { as: ana });
  await shop.command('entries', { type: 'finding', text: `Seen: ${cause}` }, ref);
  await shop.command('updates', { text: 'On it.', facts: { impact: 'No one could pay' } }, ref);
  await write(ref, 'root_cause', cause);
  await shop.command('resolve', { resolution: 'Restarted everything.', ending: 'recovered' }, ref);
  await shop.harness.settle();
}
const write = (ref: string, section: string, text: string) =>
  shop.must('PUT', `/api/v1/incidents/${ref}/report/sections/${section}`, { text, base: 0 });

test('[DOC-2] [REV-5] past incidents are found by words, tags, system, severity and time, hidden ones by their members only; a system’s lessons come from published reports', async () => {
  await past('INC-1', 'Checkout is down', 'The database connection pool was exhausted <script>');
  await past('INC-2', 'Orders are slow', 'Connection pool of the database exhausted by a slow query');
  expect(await references('')).toEqual(['INC-2', 'INC-1']);
  const [first] = await find('q=exhausting%20"connection pool was"');
  expect(first?.reference).toBe('INC-1');
  const pieces = first?.excerpts.flatMap((each) => each.pieces) ?? [];
  expect(pieces).toContainEqual({ text: 'exhausted', hit: true });
  // Words stay words: nothing that was typed becomes markup.
  expect(pieces.map(({ text }) => text).join('')).toContain('<script>');
  expect(await references('q=pool%20-orders')).toEqual(['INC-1']);
  expect(await references('q=INC-2')).toEqual(['INC-2']);
  expect(await references('q=nothing-says-this')).toEqual([]);
  expect(await references('q=pool&severity=P1')).toEqual([]);
  expect(await references('system=checkout&since=2031-03-03&until=2031-03-03')).toEqual(['INC-2', 'INC-1']);
  expect(await references('until=2031-03-02')).toEqual([]);

  // Tags are on the record, and what is typed later is found as well.
  const tagged = await shop.harness.http(
    'PATCH',
    '/api/v1/incidents/INC-1/tags',
    { add: ['Connection Pool', 'black friday'], remove: [] },
    { as: ana },
  );
  expect(tagged.body).toEqual({ tags: ['black-friday', 'connection-pool'] });
  await shop.must('PATCH', '/api/v1/incidents/INC-1/tags', { add: [], remove: ['black friday'] });
  await write('INC-1', 'lessons', 'Alert on the length of the queue.');
  await write('INC-1', 'no_actions', 'None, because the pool is gone.');
  await write('INC-1', 'went_well', 'The rollback took a minute.');
  await shop.harness.settle();
  expect(await references('tag=connection-pool')).toEqual(['INC-1']);
  expect(await references('q="length of the queue"')).toEqual(['INC-1']);
  expect((await shop.must('GET', '/api/v1/library/tags')).body.items).toEqual([
    { tag: 'connection-pool', count: 1 },
  ]);
  expect(await shop.story()).toContain('tags_changed: Ana added the tags connection-pool and black-friday');
  const empty = await shop.harness.http('PATCH', '/api/v1/incidents/INC-1/tags', { add: ['--'] });
  expect([empty.status, empty.body.code]).toEqual([400, 'bad_tag']);

  // Lessons are those of published reports; actions are all.
  const lessons = async (of: string, as?: string) =>
    (await shop.harness.http('GET', `/api/v1/library/lessons?${of}`, undefined, as ? { as } : {})).body;
  expect((await lessons('system=checkout')).learned).toEqual([]);
  await shop.must('POST', '/api/v1/incidents/INC-1/report/versions');
  await shop.must('POST', '/api/v1/incidents/INC-2/actions', {
    ...{ title: 'Bound the pool', kind: 'preventive', ownerId: shop.idOf('ana'), dueOn: '2031-03-20' },
  });
  await shop.harness.settle();
  const learned = await lessons('system=checkout');
  expect(learned).toMatchObject({
    ...{ name: 'Checkout', incidents: 2 },
    learned: [
      {
        ...{ reference: 'INC-1', lessons: 'Alert on the length of the queue.' },
        wentWell: 'The rollback took a minute.',
      },
    ],
    actions: [{ title: 'Bound the pool', state: 'open', owner: 'Ana', overdue: false, incident: 'INC-2' }],
  });
  expect((await lessons('team=payments')).learned).toHaveLength(1);
  await write('INC-2', 'lessons', 'Bound what a query may take.');
  await shop.must('POST', '/api/v1/incidents/INC-2/report/versions');
  await shop.harness.settle();
  expect((await lessons('system=checkout')).recurring).toMatchObject([
    { because: 'words', incidents: [{ reference: 'INC-2' }, { reference: 'INC-1' }] },
  ]);

  // A new incident is shown what looks like it.
  await shop.declare({ title: 'Checkout: connection pool exhausted again', severity: 'P3' });
  const related = (await shop.must('GET', '/api/v1/incidents/INC-3/related')).body.items;
  expect(related.map(({ reference }: Found) => reference).toSorted()).toEqual(['INC-1', 'INC-2']);
  expect(related[0]).toMatchObject({ sameSystem: true });

  // What becomes restricted is gone for others at once, wherever it was found.
  const hidden = await shop.must('POST', '/api/v1/incidents/INC-2/visibility', {
    visibility: 'restricted',
    reason: 'Personal data.',
  });
  expect(hidden.status).toBeLessThan(300);
  const { token: zoe } = await someone(shop.harness, 'zoe@example.com');
  expect(await references('q=pool', zoe)).toEqual(['INC-1']);
  expect(await references('q=INC-2', zoe)).toEqual([]);
  const seen = await lessons('system=checkout', zoe);
  expect(JSON.stringify(seen)).not.toContain('INC-2');
  expect(seen.actions).toEqual([]);
  const near = await shop.harness.http('GET', '/api/v1/incidents/INC-3/related', undefined, { as: zoe });
  expect(near.body.items.map(({ reference }: Found) => reference)).toEqual(['INC-1']);
  expect((await shop.must('POST', '/api/v1/verify', {})).body).toMatchObject({ ok: true });
});
