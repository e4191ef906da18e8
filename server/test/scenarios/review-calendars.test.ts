import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CalendarServer } from '../fakes/calendar-server.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A P1 of the checkout, resolved on a Monday at 10:00 in Berlin. Ana commands, Mia is the manager, Pat in New York the owner. */
let shop: Response;
let calendar: CalendarServer;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  calendar = await CalendarServer.start();
  await shop.declare();
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/command', {}, { as: ana });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
});
afterEach(async () => {
  await calendar.close();
  await shop.close();
});

const times = async () => (await shop.must('GET', '/api/v1/incidents/INC-1/review/times')).body;
const starts = async () => (await times()).items.map(({ startsAt }: { startsAt: string }) => startsAt);
const at = (name = 'ana') => `/api/v1/people/${shop.idOf(name)}/calendar`;
const set = (url = calendar.url, name = 'ana') => shop.harness.http('PUT', at(name), { url });

test('[REV-1] review times are proposed around what people have in their calendars, and say of whom nothing is known', async () => {
  expect(await starts()).toEqual(['2031-03-03T14:00:00Z', '2031-03-04T14:00:00Z', '2031-03-05T14:00:00Z']);
  calendar.answer = [
    'DTSTART;TZID=Europe/Berlin:20310106T150000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU\r\nSUMMARY:Salary talk',
    'DTSTART;VALUE=DATE:20310305\r\nTRANSP:TRANSPARENT\r\nSUMMARY:Birthday of Ben',
  ];
  const saved = await set();
  expect(saved.body.calendar).toEqual({ host: calendar.host, readAt: '2031-03-03T09:00:00Z', problem: null });
  const proposed = await times();
  expect(proposed.items.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
    ...['2031-03-03T15:00:00Z', '2031-03-04T15:00:00Z', '2031-03-05T14:00:00Z'],
  ]);
  expect(proposed).toMatchObject({ calendars: 'some', reading: 0 });
  expect(proposed.unknown.map(({ name, why }: { name: string; why: string }) => `${name} ${why}`)).toEqual([
    ...['Mia none', 'Pat none'],
  ]);

  // A meeting that is added later is known at the second look.
  calendar.answer = ['DTSTART:20310305T130000Z\r\nDTEND:20310305T170000Z'];
  await shop.harness.advance('PT16M');
  expect((await times()).reading).toBe(1);
  await shop.harness.settle();
  expect(await times()).toMatchObject({ reading: 0 });
  // On the third day nobody but Ana is busy, which is still the best there is.
  expect((await times()).items[2]).toMatchObject({
    ...{ startsAt: '2031-03-05T14:00:00Z', suits: 2, not: [{ name: 'Ana', why: 'busy' }] },
  });

  // The address is a secret: it is in no answer, no audit entry and not in the database in the clear.
  const ben = await tokenOf(shop.harness, shop.idOf('theo'), 'responder');
  const read = await shop.must('GET', at());
  const audit = await shop.must('GET', '/api/v1/audit');
  for (const { text } of [saved, read, audit]) expect(text).not.toContain('5ecre7');
  expect((await shop.harness.http('GET', at(), undefined, { as: ben })).status).toBe(403);
  expect((await shop.harness.http('PUT', at(), { url: calendar.url }, { as: ben })).status).toBe(403);
  await shop.must('DELETE', at());
  expect(await times()).toMatchObject({ calendars: 'unknown' });
});

test('[REV-1] a calendar that does not answer delays nothing: what it said is believed for a day, and then it is said that it cannot be read', async () => {
  calendar.answer = ['DTSTART:20310303T130000Z\r\nDTEND:20310303T170000Z'];
  expect((await set()).status).toBe(200);
  const busy = await starts();
  expect(busy[0]).toBe('2031-03-04T14:00:00Z');
  calendar.answer = 'silent';
  await shop.harness.advance('PT1H');
  expect(await starts()).toEqual(busy);
  calendar.answer = 500;
  await shop.harness.advance('PT16M');
  await times();
  await shop.harness.settle();
  expect((await shop.must('GET', at())).body.calendar.problem).toBe(`${calendar.host} answered 500.`);
  await shop.harness.advance('PT24H');
  expect((await times()).unknown[0]).toMatchObject({ name: 'Ana', why: 'unreadable' });
});

test('an address that cannot be read is said to whoever enters it, and is not kept', async () => {
  const said = async (url?: string) => {
    const { status, body } = await set(url);
    expect(status).toBe(400);
    return body.errors?.[0]?.message ?? body.detail;
  };
  calendar.answer = 404;
  expect(await said()).toContain('has no calendar at this address any more (404)');
  calendar.answer = 401;
  expect(await said()).toContain('does not let Tocsin read this calendar (401)');
  calendar.answer = '<html>Sign in</html>';
  expect(await said()).toBe('What is at this address is no iCalendar file.');
  // A rule that no second fulfils, and that is looked for until the end of time.
  const never = 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30';
  calendar.answer = [`DTSTART:20310101T000000Z\r\nDURATION:PT1S\r\n${never}`];
  expect(await said()).toBe('This calendar is too large or too intricate to be read.');
  expect(await said('http://10.1.2.3/me.ics')).toContain('is in a private network');
  expect((await set('file:///etc/passwd')).status).toBe(400);
});

test('two calendars are read at a time; who comes third is told so and loses nothing', async () => {
  calendar.answer = 'silent';
  const slow = [set(), set()];
  await vi.waitUntil(() => calendar.asked === 2);
  expect(await set()).toMatchObject({ status: 429, body: { code: 'calendars_busy' } });
  calendar.hangUp();
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([400, 400]);
  calendar.answer = [];
  expect((await set()).status).toBe(200);
});
