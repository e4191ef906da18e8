import { afterEach, beforeEach, expect, test } from 'vitest';
import { Response } from '../harness/response.ts';

let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z', undefined, { REPORTER_DAYS: '1' });
  shop.harness.othersMayWrite();
});
afterEach(() => shop.close());

const report = (title: string, email: string) =>
  shop.harness.http('POST', '/report', new URLSearchParams({ title, email, about: 'Paying' }).toString(), {
    ...{ as: null, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  });
/** All that the database has of an address. */
async function known(address: string): Promise<number> {
  const { rows } = await shop.harness.database.pool.query(
    `select (select count(*) from user_report r where r::text ilike $1)
          + (select count(*) from message m where m::text ilike $1)
          + (select count(*) from message_attempt a where a::text ilike $1) as count`,
    [`%${address}%`],
  );
  return Number(rows[0].count);
}

test('[DET-3] the address of a reporter from outside is forgotten some days after their last answer, on the report and on its messages', async () => {
  await shop.must('PUT', '/api/v1/reports/settings', {
    ...{ formOn: true, formIntro: '', formQuestions: false, formPages: false },
    formChoices: [{ label: 'Paying', systemId: 'checkout' }],
  });
  await shop.harness.app.beginHousekeeping();
  for (const [title, name] of [
    ['Declined', 'ada'],
    ['Solved', 'bob'],
    ['Waits', 'eve'],
  ] as const)
    await report(title, `${name}@example.net`);
  await shop.must('POST', '/api/v1/reports/REP-1/decline', { answer: 'It works as it should.' });
  await shop.must('POST', '/api/v1/reports/REP-2/declare', {
    ...{ title: 'Cannot pay', severity: 'P4', severityReason: 'One of them', systems: ['checkout'] },
  });
  await shop.harness.settle();
  await shop.harness.person('ada@example.net').expectMail(/It works as it should/);
  // What is not over still needs somebody to tell.
  await shop.harness.advance('PT49H');
  expect([await known('ada@example.net'), await known('bob@example.net')]).toEqual([0, 1]);
  await shop.command('resolve', { resolution: 'Fixed', ending: 'recovered' });
  await shop.harness.settle();
  await shop.harness.person('bob@example.net').expectMail();
  expect(await known('bob@example.net')).toBeGreaterThan(1);
  await shop.harness.advance('PT49H');
  expect([await known('bob@example.net'), await known('eve@example.net')]).toEqual([0, 1]);
  const [one] = (await shop.must('GET', '/api/v1/reports?state=triaged')).body.items;
  expect(one).toMatchObject({ title: 'Solved', reporter: null, resolvedToldAt: expect.any(String) });
});
