import { afterEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

const methodsOf = async (name: string): Promise<{ label: string; disabledReason: string | null }[]> =>
  (await shop.must('GET', `/api/v1/people/${shop.idOf(name)}`)).body.contactMethods;

test.each([
  [552, '5.2.2 Mailbox full'],
  [554, '5.7.1 Relay access denied'],
])('[ESC-2] a server that answers %i %s for two minutes costs nobody their pages', async (code, text) => {
  shop = await Response.begin(T0);
  shop.harness.mail.refuse('recipient', code, text);
  await shop.declare();
  await shop.harness.advance('PT2M');
  await shop.harness.mail.recover();
  await shop.harness.advance('PT2M');
  await shop.person('ana').acknowledges(await shop.person('ana').expectMail(/P1 Checkout is down/));
  expect((await methodsOf('ana')).map(({ disabledReason }) => disabledReason)).toEqual([null]);
  shop.harness.othersMayWrite();
});

test('[ESC-2] somebody whose only address failed once is paged there all the same, and it counts again once it works', async () => {
  shop = await Response.begin(T0);
  shop.harness.mail.refuse('recipient', 550, 'no such mailbox', /ana/);
  await shop.declare();
  await shop.person('ben').expectMail(/P1/);
  expect(await methodsOf('ana')).toMatchObject([{ disabledReason: 'bad_address' }]);
  await shop.command('acknowledge');
  await shop.harness.mail.recover();
  await shop.declare({ title: 'Search is down' });
  await shop.person('ana').expectMail(/P1 Search is down/);
  await shop.harness.settle();
  expect(await methodsOf('ana')).toMatchObject([{ disabledReason: null }]);
  shop.harness.othersMayWrite();
});

test('[ESC-2] somebody who has switched everything off is paged at the address they sign in with', async () => {
  shop = await Response.begin(T0);
  const path = `/api/v1/people/${shop.idOf('ana')}/contact-methods`;
  const receiver = await shop.harness.webhookReceiver();
  const added = await shop.must('POST', path, {
    kind: 'webhook',
    label: 'Pager',
    address: receiver.url('/old'),
  });
  for (const { id } of added.body.contactMethods)
    await shop.must('PATCH', `${path}/${id}`, { enabled: false });
  await shop.declare();
  await shop.person('ana').expectMail(/P1/);
  expect(receiver.calls).toEqual([]);
  shop.harness.othersMayWrite();
});
