import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeliveryWorld, draft, person } from '../../test/harness/delivery.ts';

const ANA = '00000000-0000-4000-8000-0000000000aa';
const CTO = '00000000-0000-4000-8000-0000000000cc';
const ROOT = '00000000-0000-4000-8000-0000000000ff';
const FIRST = '00000000-0000-4000-8000-000000000001';
const SECOND = '00000000-0000-4000-8000-000000000002';

let world: DeliveryWorld;
beforeEach(async () => {
  world = await DeliveryWorld.start();
});
afterEach(() => world.close());

const subjects = () => world.mail.mails.map(({ subject }) => subject);
const eventsOf = (key: string) =>
  world.events
    .filter((event) => event.key === key)
    .map((event) => ('outcome' in event ? event.outcome : 'delayed'));

test('an address that does not exist is given up at once, and flagged', async () => {
  world.people.set(
    ANA,
    person(ANA, [{ id: FIRST, channel: 'email', address: 'gone@example.com', usable: true }]),
  );
  world.mail.refuse('recipient', 550, 'no such user', /gone@/);
  const page = draft({ personId: ANA, contactMethodId: FIRST });
  await world.enqueue(page);
  await world.settle();
  expect(await world.message(page.key)).toMatchObject({ state: 'dead', reason: 'bad_address', attempts: 1 });
  expect(world.flagged).toEqual([`${FIRST}: bad_address`]);
  expect(eventsOf(page.key)).toEqual(['dead']);
});

const withMail = (id: string, methodId: string, address: string) =>
  world.people.set(id, person(id, [{ id: methodId, channel: 'email', address, usable: true }]));

test.each([
  [552, '5.2.2 Mailbox full', 'mailbox_full'],
  [554, '5.7.1 Relay access denied', 'refused'],
  [550, '5.7.1 Not allowed to send to this group', 'refused'],
  [550, '5.4.1 Access denied', 'refused'],
])('a recipient refused with %i %s is tried again, and keeps their address', async (code, text, reason) => {
  withMail(ANA, FIRST, 'ana@example.com');
  world.mail.refuse('recipient', code, text);
  const page = draft({ personId: ANA, contactMethodId: FIRST });
  await world.enqueue(page);
  await world.advance('PT30M');
  expect(await world.message(page.key)).toMatchObject({ state: 'retrying', reason });
  await world.mail.recover();
  await world.advance('PT2M');
  expect(subjects()).toEqual([`Page: ${page.content.subject}`]);
  expect(world.flagged).toEqual([]);
});

test('a server that only says 550 is believed when it goes on saying so', async () => {
  withMail(ANA, FIRST, 'ana@example.com');
  world.mail.refusePlainly('recipient', 550, 'no thanks', /ana@/);
  const page = draft({ personId: ANA, contactMethodId: FIRST });
  await world.enqueue(page);
  await world.advance('PT10M');
  expect(await world.message(page.key)).toMatchObject({ state: 'retrying', reason: 'bad_address' });
  expect(world.flagged).toEqual([]);
  await world.advance('PT10M');
  expect(await world.message(page.key)).toMatchObject({ state: 'dead', reason: 'bad_address' });
  expect(world.flagged).toEqual([`${FIRST}: bad_address`]);
});

test('a server that knows nobody any more is in trouble itself: nobody loses their address, administrators hear', async () => {
  withMail(ANA, FIRST, 'ana@example.com');
  withMail(CTO, SECOND, 'cto@example.com');
  world.people.set(
    ROOT,
    person(ROOT, [{ id: ROOT, channel: 'webhook', address: world.receiver.url(), usable: true }]),
  );
  world.administrators = [ROOT];
  world.mail.refuse('recipient', 550, '5.1.1 User unknown in virtual alias table');
  const pages = [
    { personId: ANA, contactMethodId: FIRST, address: 'ana@example.com' },
    { personId: CTO, contactMethodId: SECOND, address: 'cto@example.com' },
  ];
  for (let round = 0; round < 3; round += 1) {
    for (const to of pages) await world.enqueue(draft(to));
    await world.advance('PT1M');
  }
  // The first looked like somebody who is gone; the second showed that it was not.
  expect(world.flagged).toEqual([`${FIRST}: bad_address`]);
  expect(world.restored).toContain(FIRST);
  expect(world.receiver.calls.map(({ body }) => body.data.subject)).toContain('Tocsin cannot send by e-mail');
});

test('what is handed over to a flagged address shows that it works', async () => {
  world.people.set(
    ANA,
    person(ANA, [{ id: FIRST, channel: 'email', address: 'ana@example.com', usable: false }]),
  );
  await world.enqueue(draft({ personId: ANA, contactMethodId: FIRST }));
  await world.settle();
  expect(world.restored).toEqual([FIRST]);
});

test('greylisting is not trouble of the server: tried again, nobody is told', async () => {
  world.people.set(
    ROOT,
    person(ROOT, [{ id: FIRST, channel: 'webhook', address: world.receiver.url(), usable: true }]),
  );
  world.administrators = [ROOT];
  world.mail.refuse('recipient', 451, 'greylisted');
  const page = draft();
  await world.enqueue(page);
  await world.advance('PT5M');
  expect(await world.message(page.key)).toMatchObject({ state: 'retrying', reason: 'temporarily_refused' });
  expect(world.receiver.calls).toEqual([]);
});
