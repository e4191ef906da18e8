import { afterEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

let shop: Response;
afterEach(() => shop.close());

test('[ESC-2] a P3 that is declared with "page now" pages whoever is on call at once, and says why', async () => {
  shop = await Response.begin();
  await shop.declare({ severity: 'P3', pageNow: 'The shop opens in ten minutes' });
  await shop.harness.settle();
  await shop.person('ana').expectMail(/P3 Checkout is down/);
  expect(await shop.pages()).toHaveLength(1);
  expect((await shop.story()).join('\n')).toContain(
    'requested immediate paging: The shop opens in ten minutes',
  );
  const twice = (await shop.declare({ title: 'Search is down', pageNow: 'It hurts' })).body.reference;
  await shop.harness.settle();
  expect(await shop.pages(twice)).toHaveLength(1);
  for (const name of ['ana', 'mia']) for (const mail of shop.person(name).mails()) mail.expected = true;
});

test('[ESC-2] when nobody on call can be reached at all, the record says so and names the reasons', async () => {
  shop = await Response.begin();
  shop.harness.mail.refuse('recipient', 550, 'no such mailbox', /ana|ben/);
  await shop.declare();
  await shop.harness.settle();
  const exhausted = (await shop.story()).find((line) => line.startsWith('page_exhausted'));
  expect(exhausted).toMatch(
    /No one could be reached: Ana \(bad address\) and Ben \(bad address\); paging restarts/,
  );
  for (const name of ['mia', 'pat']) for (const mail of shop.person(name).mails()) mail.expected = true;
});
