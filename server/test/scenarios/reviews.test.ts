import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mail } from '../fakes/mail-server.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* A P1 of the checkout on a Monday at 10:00 in Berlin. Ana responds, Mia is the manager, Pat in New York the owner. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.updatesToo();
});
afterEach(() => shop.close());

const path = (rest = '', ref = 'INC-1') => `/api/v1/incidents/${ref}/review${rest}`;
const review = async (ref = 'INC-1') => (await shop.must('GET', path('', ref))).body;
const post = (rest: string, body: object = {}) => shop.harness.http('POST', path(rest), body);
const clocks = async (ref = 'INC-1') =>
  (await review(ref)).review.clocks.map(
    ({ kind, state, dueAt }: { kind: string; state: string; dueAt: string }) => `${kind} ${state} ${dueAt}`,
  );
const names = (people: { name: string }[]) => people.map(({ name }) => name).sort();

/** Ana acknowledges, takes command and resolves after an hour; everybody has read their mail. */
const resolved = async (body: object = {}) => {
  await shop.declare({ symptoms: 'HTTP 502 on every order', ...body });
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/command', {}, { as: ana });
  await shop.harness.http(
    'POST',
    '/api/v1/incidents/INC-1/resolve',
    { resolution: 'Rolled back.', ending: 'recovered' },
    { as: ana },
  );
  await shop.harness.settle();
  for (const mail of shop.harness.mail.mails) mail.expected = true;
};

/** The calendar part of a mail as another program reads it. */
function meetingIn({ parsed }: Mail) {
  const part = parsed.attachments.find(({ contentType }) => contentType === 'text/calendar');
  if (part === undefined) throw new Error('The mail has no calendar in it.');
  return meetingOf(part.content.toString('utf8'));
}
function meetingOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const component = calendar.getFirstSubcomponent('vevent');
  if (component === null) throw new Error('The calendar has no event in it.');
  const event = new ICAL.Event(component);
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().toISOString(),
    minutes: event.duration.toSeconds() / 60,
    summary: event.summary,
    location: event.location,
    organizer: event.organizer,
    attendees: event.attendees.map((attendee) => String(attendee.getFirstValue())).sort(),
    status: component.getFirstPropertyValue('status'),
  };
}

test('[REV-1] [REV-2] [RES-4] resolving a P1 makes a review with three clocks; scheduled, moved and cancelled it is one meeting in everybody’s calendar', async () => {
  await resolved();
  expect(await clocks()).toEqual([
    'schedule running 2031-03-04T09:00:00Z',
    'conduct running 2031-03-06T09:00:00Z',
    'publish running 2031-03-10T09:00:00Z',
  ]);
  const before = await review();
  expect(names(before.participants)).toEqual(['Ana', 'Mia', 'Pat']);
  expect(before.suggestedFacilitator.name).toBe('Mia');
  // Berlin and New York share 15:00 to 17:00 in Berlin.
  const { items, calendars } = (await shop.must('GET', path('/times'))).body;
  expect(calendars).toBe('unknown');
  expect(items[0]).toMatchObject({ late: false, suits: 3, of: 3 });
  expect(items[0].startsAt).toBe('2031-03-03T14:00:00Z');

  expect((await post('/meeting', { startsAt: '2031-03-03T08:00:00Z' })).body.code).toBe('bad_time');
  const wrong = await post('/meeting', { startsAt: items[0].startsAt, facilitatorId: shop.idOf('ana') });
  expect(wrong.body.code).toBe('facilitator_is_commander');
  const place = 'Room “Größe”; 2nd floor, https://meet.example.com/abc';
  expect((await post('/meeting', { startsAt: items[0].startsAt, place })).status).toBe(200);
  const invited = meetingIn(await shop.person('pat').expectMail(/^Review: INC-1/));
  expect(invited).toMatchObject({
    method: 'REQUEST',
    sequence: 0,
    start: '2031-03-03T14:00:00.000Z',
    minutes: 60,
    summary: 'Review: INC-1 Checkout is down',
    location: place,
    organizer: 'mailto:tocsin@tocsin.test',
    attendees: ['mailto:ana@example.com', 'mailto:mia@example.com', 'mailto:pat@example.com'],
    status: 'CONFIRMED',
  });
  for (const name of ['ana', 'mia']) await shop.person(name).expectMail(/^Review: INC-1/);
  const download = await shop.must('GET', path('/meeting.ics'));
  expect(meetingOf(download.text)).toMatchObject({ method: 'PUBLISH', uid: invited.uid, attendees: [] });

  await post('/participants', { add: [shop.idOf('theo')], remove: [shop.idOf('pat')] });
  expect(meetingIn(await shop.person('theo').expectMail(/^Review: INC-1/))).toMatchObject({ sequence: 1 });
  expect(meetingIn(await shop.person('pat').expectMail(/^Review cancelled/))).toMatchObject({
    ...{ method: 'CANCEL', uid: invited.uid, sequence: 1, status: 'CANCELLED' },
  });
  for (const name of ['ana', 'mia']) await shop.person(name).expectMail(/^Review moved/);

  await post('/meeting', { startsAt: '2031-03-04T14:30:00Z', minutes: 45 });
  for (const name of ['ana', 'mia', 'theo'])
    expect(meetingIn(await shop.person(name).expectMail(/^Review moved/))).toMatchObject({
      ...{ method: 'REQUEST', uid: invited.uid, sequence: 2, start: '2031-03-04T14:30:00.000Z', minutes: 45 },
    });

  // It comes back before the meeting: clocks stop, and the meeting leaves the calendars.
  await shop.harness.advance('PT2H');
  shop.harness.othersMayWrite();
  await shop.command('reopen', { reason: 'It is back', acknowledge: true });
  for (const name of ['ana', 'mia', 'theo'])
    expect(meetingIn(await shop.person(name).expectMail(/^Review cancelled/))).toMatchObject({
      ...{ method: 'CANCEL', uid: invited.uid, sequence: 3 },
    });
  expect((await review()).review).toMatchObject({ status: 'stopped', meeting: null });
  await shop.harness.advance('PT48H');
  expect((await clocks())[1]).toMatch(/^conduct stopped/);

  // Resolved again, the clocks begin anew, and who takes part stays as people have said.
  await shop.command('resolve', { resolution: 'Now for good.', ending: 'recovered' });
  expect(await clocks()).toEqual([
    'schedule running 2031-03-06T11:00:00Z',
    'conduct running 2031-03-08T11:00:00Z',
    'publish running 2031-03-12T11:00:00Z',
  ]);
  expect(names((await review()).participants)).toEqual(['Ana', 'Mia', 'Theo']);
  expect((await shop.must('POST', '/api/v1/verify', {})).body).toMatchObject({ ok: true });
});

test('[REV-1] reminders come before, the manager hears once of each clock that is missed, and a corrected end moves only what still runs', async () => {
  await resolved();
  await shop.harness.advanceTo('2031-03-04T01:00:01Z');
  const reminder = await shop.person('mia').expectMail(/^Review due/);
  expect(reminder.text).toContain('Schedule the review by Tue 4 Mar 2031 at 10:00 (Europe/Berlin).');
  await shop.harness.advanceTo('2031-03-04T09:00:01Z');
  const missed = await shop.person('mia').expectMail(/^Review overdue/);
  expect(missed.text).toContain('The facilitator is Mia.');
  expect((await clocks())[0]).toMatch(/^schedule missed/);

  // It ended an hour later than it was resolved, say people: what was missed stays missed.
  await shop.harness.advance('PT2H');
  const corrected = await post('/end', { at: '2031-03-03T10:00:00Z', reason: 'The queue drained at 11:00.' });
  expect(corrected.status).toBe(200);
  expect(await clocks()).toEqual([
    'schedule missed 2031-03-04T09:00:00Z',
    'conduct running 2031-03-06T10:00:00Z',
    'publish running 2031-03-10T10:00:00Z',
  ]);
  await post('/meeting', { startsAt: '2031-03-05T14:00:00Z' });
  expect((await clocks())[0]).toMatch(/^schedule late/);
  // The calendar reminds of the meeting; Tocsin asks afterwards what became of it.
  await shop.harness.advanceTo('2031-03-05T14:59:00Z');
  await shop.person('mia').expectNoMail(/^Review due/);
  await shop.harness.advanceTo('2031-03-05T15:10:00Z');
  expect((await shop.person('mia').expectMail(/^Review due/)).text).toContain('Hold the review by');
  const held = await post('/held', { attended: [shop.idOf('ana'), shop.idOf('mia')] });
  expect(held.body.review).toMatchObject({ heldAt: '2031-03-05T14:00:00Z' });
  expect(held.body.participants).toContainEqual(expect.objectContaining({ name: 'Pat', attended: false }));
  await shop.harness.advance('PT144H');
  const reports = shop
    .person('mia')
    .mails()
    .filter(({ subject }) => /^Review (due|overdue)/.test(subject));
  expect(reports.map(({ subject }) => subject.split(':')[0])).toEqual([
    ...['Review due', 'Review overdue', 'Review due', 'Review due', 'Review overdue'],
  ]);
  expect((await shop.must('GET', '/api/v1/reviews')).body).toMatchObject({
    rates: {
      schedule: { kept: 0, missed: 1 },
      conduct: { kept: 1, missed: 0 },
      publish: { kept: 0, missed: 1 },
    },
    items: [{ reference: 'INC-1', heldAt: '2031-03-05T14:00:00Z' }],
  });
  shop.harness.othersMayWrite();
});

test('[REV-1] a P3 is reviewed when somebody asks, a waiver has a reason and a name, and a duplicate’s review joins that of its survivor', async () => {
  await resolved({ severity: 'P3' });
  expect(await review()).toMatchObject({ required: false, review: null });
  expect((await post('/meeting', { startsAt: '2031-03-03T14:00:00Z' })).body.code).toBe('no_review');
  expect((await post('')).body.review).toMatchObject({ status: 'open' });
  expect((await post('/waive', { reason: ' ' })).status).toBe(400);
  await post('/waive', { kind: 'false_alarm', reason: 'The probe was misconfigured.' });
  expect((await review()).review).toMatchObject({
    status: 'waived',
    waived: { kind: 'false_alarm', reason: 'The probe was misconfigured.' },
  });
  expect(await shop.story()).toContainEqual(
    expect.stringContaining('waived the review: false alarm: The probe was misconfigured.'),
  );
  await shop.harness.advance('PT192H');
  await shop.person('mia').expectNoMail(/^Review/);

  // Of a false alarm nothing is to be learned, however severe it was taken for.
  await shop.declare({ title: 'The probe broke again', severity: 'P1' });
  await shop.command('resolve', { resolution: 'The probe.', ending: 'false_alarm' }, 'INC-2');
  expect((await review('INC-2')).review).toBeNull();

  // Two that are the same; the second had a date.
  shop.harness.othersMayWrite();
  for (const title of ['Checkout is slow', 'Orders are slow']) await shop.declare({ title, severity: 'P2' });
  for (const ref of ['INC-3', 'INC-4'])
    await shop.command('resolve', { resolution: 'Scaled up.', ending: 'recovered' }, ref);
  await shop.must('POST', path('/meeting', 'INC-4'), { startsAt: '2031-03-12T14:00:00Z' });
  await shop.command('merge', { into: 'INC-3' }, 'INC-4');
  expect(await review('INC-4')).toMatchObject({
    mergedInto: 'INC-3',
    review: { status: 'joined', meeting: null },
  });
  expect(meetingIn(await shop.person('mia').expectMail(/^Review cancelled/)).method).toBe('CANCEL');
  expect((await review('INC-3')).review.status).toBe('open');
});
