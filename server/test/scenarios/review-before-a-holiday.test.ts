import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* The Friday before Easter Monday, 18:30 in Berlin. */
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin('2031-04-11T16:30:00Z');
  shop.harness.othersMayWrite();
  shop.harness.updatesToo();
  await shop.must('PATCH', '/api/v1/organisation', { calendarCountry: 'DE' });
});
afterEach(() => shop.close());

test('[REV-1] resolved on a Friday evening before a holiday: no working day is left to hold the review, so times after the deadline are offered, and say so', async () => {
  await shop.declare();
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  await shop.harness.http('POST', '/api/v1/incidents/INC-1/command', {}, { as: ana });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  const { items } = (await shop.must('GET', '/api/v1/incidents/INC-1/review/times')).body;
  const told = items.map(({ startsAt, late }: { startsAt: string; late: boolean }) => `${startsAt} ${late}`);
  expect(told).toContain('2031-04-15T13:00:00Z true');
  // Neither the weekend nor the holiday is offered as if it suited everyone.
  for (const { startsAt, suits, of } of items) if (startsAt < '2031-04-15') expect(suits).toBeLessThan(of);
  const meeting = { startsAt: '2031-04-15T13:00:00Z' };
  expect((await shop.must('POST', '/api/v1/incidents/INC-1/review/meeting', meeting)).status).toBe(200);
  // A date is set in time; that it is held late is counted as that.
  const { clocks } = (await shop.must('GET', '/api/v1/incidents/INC-1/review')).body.review;
  expect(clocks.map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`)).toEqual([
    ...['schedule kept', 'conduct running', 'publish running'],
  ]);
});
