import { afterEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
afterEach(() => shop.close());

test('[ESC-1] a notice that leaves late says what is true when it leaves', async () => {
  shop = await Response.begin(T0);
  await shop.harness.mail.goDown();
  await shop.declare();
  await shop.harness.advance('PT10M');
  await shop.command('acknowledge');
  await shop.command('severity', { severity: 'P2', reason: 'Only some are affected' });
  await shop.harness.mail.recover();
  await shop.harness.advance('PT10M');
  const mail = await shop.person('mia').expectMail(/^\[P2\] INCIDENT: Checkout is down/);
  expect(mail.text).toContain('Acknowledged at');
  expect(mail.text).not.toContain('P1');
  shop.harness.othersMayWrite();
});

test('[SEV-5] a notice that the ladder has dropped while it waited is not sent, and is sent when it is wanted again', async () => {
  shop = await Response.begin(T0);
  shop.harness.mail.refuse('recipient', 451, 'try later', /theo/);
  await shop.declare();
  await shop.harness.advance('PT16M');
  expect(await shop.rung('cto')).toMatchObject({ status: 'sent', handedAt: null });
  await shop.command('severity', { severity: 'P4', reason: 'A test order' });
  await shop.harness.mail.recover();
  await shop.harness.advance('PT20M');
  await shop.person('theo').expectNoMail();
  expect((await shop.ladder()).map(({ roles }) => roles[0])).not.toContain('cto');
  expect((await shop.story()).join('\n')).toMatch(/step_cancelled: .*CTO/i);
  await shop.command('severity', { severity: 'P1', reason: 'It is not a test' });
  await shop.person('theo').expectMail(/^\[P1\] INCIDENT: Checkout is down/);
  shop.harness.othersMayWrite();
});

test('[ESC-2] a page that could not leave for so long says so, by the clock of its reader', async () => {
  shop = await Response.begin(T0);
  await shop.must('PATCH', `/api/v1/people/${shop.idOf('ana')}`, { timezone: 'Europe/Berlin' });
  await shop.harness.mail.goDown();
  await shop.declare();
  // It is tried again within little more than a minute; at the twentieth she is paged anew, which would be another page.
  await shop.harness.advance('PT18M');
  await shop.harness.mail.recover();
  await shop.harness.advance('PT90S');
  expect(
    shop
      .person('ana')
      .mails()
      .map(({ text }) => text),
  ).toContainEqual(expect.stringMatching(/Late: this was due at \d\d:\d\d \(Europe\/Berlin\), \d+ min ago/));
  shop.harness.othersMayWrite();
});
