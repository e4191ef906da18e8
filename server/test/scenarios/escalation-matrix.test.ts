import { afterEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { type Organisation, organise, theShop } from '../harness/organisation.ts';

let harness: Harness;
let shop: Organisation;
const begin = async (at: string) => {
  harness = await Harness.start({ at });
  shop = await organise(harness, theShop);
};
afterEach(() => harness.close());

const declare = (body: object) =>
  harness.http('POST', '/api/v1/incidents', { title: 'Checkout is down', systems: ['checkout'], ...body });
interface Rung {
  roles: string[];
  status: string;
  reason: string | null;
  sendAt: string;
  deadline: string | null;
  settledAt: string | null;
  handedAt: string | null;
  late: string | null;
  people: { name: string }[];
}
const ladder = async (): Promise<Rung[]> =>
  (await harness.http('GET', '/api/v1/incidents/INC-1/escalation')).body.steps;
const rung = async (role: string): Promise<Rung> => {
  const found = (await ladder()).find(({ roles }) => roles.includes(role));
  if (found === undefined) throw new Error(`The ladder has no rung for ${role}.`);
  return found;
};

test('[ESC-P1] [ESC-1] [IMM-4] a customer-facing P1 at 23:40 before a holiday: on call and manager at once, product owner and CTO within 15 min, CEO within 30', async () => {
  // 2031-12-24, 23:40 in Berlin; the 25th is a public holiday. A P1 waits for no business day.
  await begin('2031-12-24T22:40:00Z');
  await declare({ severity: 'P1' });
  const page = await shop.mailbox('ana').expectMail(/P1 Checkout is down — INC-1/);
  await shop.mailbox('mia').expectMail(/P1/);
  await shop.mailbox('theo').expectNoMail();
  expect((await harness.http('GET', '/api/v1/incidents/INC-1')).body.firstResponse.items).toContainEqual(
    expect.objectContaining({ id: 'notify_stakeholders', doneAt: '2031-12-24T22:40:00Z' }),
  );
  await shop.mailbox('ana').acknowledges(page);

  await harness.advance('PT13M59S');
  await shop.mailbox('theo').expectNoMail();
  await harness.advance('PT1S');
  const cto = await shop.mailbox('theo').expectMail(/P1/);
  const owner = await shop.mailbox('pat').expectMail(/P1/);
  for (const mail of [cto, owner]) expect(mail.at.toString()).toBe('2031-12-24T22:54:00Z');
  expect(await rung('cto')).toMatchObject({
    status: 'sent',
    deadline: '2031-12-24T22:55:00Z',
    settledAt: '2031-12-24T22:54:00Z',
    handedAt: '2031-12-24T22:54:00Z',
    late: null,
  });
  await harness.advance('PT15M');
  expect((await shop.mailbox('cleo').expectMail(/P1/)).at.toString()).toBe('2031-12-24T23:09:00Z');
  await harness.advance('PT240H');
});

test('[ESC-P1] the CEO does not hear of a P1 that no customer notices, and the ladder says why', async () => {
  await begin('2031-03-03T09:00:00Z');
  await declare({ severity: 'P1', systems: ['ledger'], title: 'Ledger is down' });
  const page = await shop.mailbox('ana').expectMail(/P1/);
  await shop.mailbox('mia').expectMail(/P1/);
  await shop.mailbox('ana').acknowledges(page);
  await harness.advance('PT1H');
  await shop.mailbox('theo').expectMail(/P1/);
  await shop.mailbox('pat').expectMail(/P1/);
  expect(await rung('ceo')).toMatchObject({ status: 'skipped', reason: 'condition_not_met' });
});

test('[ESC-P2] on call at once, engineering manager within 30 min, product owner within 1 hour', async () => {
  await begin('2031-03-03T09:00:00Z');
  await declare({ severity: 'P2' });
  const page = await shop.mailbox('ana').expectMail(/P2/);
  await shop.mailbox('ana').acknowledges(page);
  await shop.mailbox('mia').expectNoMail();
  await harness.advance('PT48H');
  expect((await shop.mailbox('mia').expectMail(/P2/)).at.toString()).toBe('2031-03-03T09:29:00Z');
  expect((await shop.mailbox('pat').expectMail(/P2/)).at.toString()).toBe('2031-03-03T09:59:00Z');
});
