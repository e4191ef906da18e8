import { afterEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { organise, theShop } from '../harness/organisation.ts';

let harness: Harness;
afterEach(() => harness.close());

const rehearse = async (question: Record<string, unknown>) => {
  const reply = await harness.http('POST', '/api/v1/readiness/rehearse', question);
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.body;
};
interface Event {
  at: string;
  kind: string;
  person: { name: string } | null;
  role: string | null;
  channel: string | null;
  reason: string | null;
  sentence: string;
}
const told = (events: Event[]) => events.map(({ at, sentence }) => `${at.slice(5, 16)} ${sentence}`);

test('a customer-facing P3 on Christmas Eve: who hears what, when, by which way, and why so late', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const result = await rehearse({
    severity: 'P3',
    systems: ['checkout'],
    at: '2031-12-24T23:40',
    acknowledgeAfter: '8m',
  });
  expect(result.case).toMatchObject({
    at: '2031-12-24T22:40:00Z',
    customerFacing: true,
    timezone: 'Europe/Berlin',
  });
  expect(told(result.events)).toEqual([
    '12-24T22:40 Ana is paged by e-mail, level 1.',
    '12-24T22:45 Ana is paged by e-mail, level 1.',
    '12-24T22:45 Ben is paged by e-mail, level 2.',
    '12-24T22:48 Acknowledged: paging stops.',
    '12-25T00:39 Mia (Engineering Manager) is notified by e-mail, deadline Thu 25 Dec 01:40.',
    '12-29T08:59 Pat (Product Owner) is notified by e-mail, deadline Mon 29 Dec 10:00.',
  ]);
  expect(result.events[5].localTime).toBe('Mon 29 Dec 03:59');
  expect(result.daysOff.map(({ date }: { date: string }) => date)).toEqual([
    '2031-12-25',
    '2031-12-26',
    '2031-12-27',
    '2031-12-28',
  ]);
  expect(result.pagesGoOn).toBe(false);
});

test('unanswered, it says who hears of that, and that the page goes on; resolved, what is no longer sent', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const silent = await rehearse({ severity: 'P1', systems: ['ledger'], at: '2031-03-03T09:00:00Z' });
  expect(silent.pagesGoOn).toBe(true);
  expect(told(silent.events)).toContain(
    '03-03T09:10 No one acknowledged. Mia is notified; the page repeats.',
  );
  expect(told(silent.events)).toContain('03-03T09:29 CEO is not notified: customers are not affected.');
  const short = await rehearse({
    severity: 'P1',
    systems: ['checkout'],
    at: '2031-03-03T09:00:00Z',
    acknowledgeAfter: '2m',
    resolveAfter: '14m',
  });
  expect(told(short.events).slice(-4)).toEqual([
    '03-03T09:14 Pat (Product Owner) is notified by e-mail, deadline Mon 3 Mar 10:15.',
    '03-03T09:14 Theo (CTO) is notified by e-mail, deadline Mon 3 Mar 10:15.',
    '03-03T09:14 The incident is resolved.',
    '03-03T09:14 CEO is not notified: resolved before it was due.',
  ]);
});

test('a draft is rehearsed and compared with the policy in force', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const question = {
    severity: 'P1',
    systems: ['checkout'],
    at: '2031-03-03T09:00:00Z',
    acknowledgeAfter: '1m',
  };
  expect((await rehearse(question)).comparison).toBeNull();
  const { comparison } = await rehearse({
    ...question,
    yaml: yaml.replace('by: within 15m', 'by: within 10m'),
  });
  const changed = comparison.filter(({ change }: { change: string }) => change !== 'same');
  expect(
    changed.map(
      ({ change, localTime, sentence, rule }: Record<string, string>) =>
        `${change} ${localTime} ${sentence?.split(' is ')[0]}, ${rule}`,
    ),
  ).toEqual([
    'added Mon 3 Mar 04:09 Pat (Product Owner), immediately (default)',
    'added Mon 3 Mar 10:09 Theo (CTO), immediately (default)',
    'removed Mon 3 Mar 04:14 Pat (Product Owner), immediately (default)',
    'removed Mon 3 Mar 10:14 Theo (CTO), immediately (default)',
  ]);
  const times = comparison.map(({ at }: { at: string }) => at);
  expect(times).toEqual([...times].sort());
});

test('a case that cannot be is refused with the field', async () => {
  harness = await Harness.start();
  const ask = async (more: object) =>
    (
      await harness.http('POST', '/api/v1/readiness/rehearse', {
        severity: 'P1',
        at: '2031-03-03T09:00',
        ...more,
      })
    ).body;
  expect((await ask({ systems: ['nothing'] })).errors).toMatchObject([{ path: 'systems' }]);
  expect((await ask({ at: 'Christmas' })).errors).toMatchObject([{ path: 'at' }]);
  expect((await ask({ acknowledgeAfter: 'soon' })).errors).toMatchObject([{ path: 'acknowledgeAfter' }]);
  expect((await ask({ yaml: 'title: x' })).code).toBe('policy_invalid');
});

test('a step is kept back by the condition that keeps it back, not by the other one of its line', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const result = await rehearse({
    severity: 'P1',
    systems: ['checkout'],
    at: '2031-03-03T09:00:00Z',
    acknowledgeAfter: '2m',
    yaml: yaml.replace('when: customer_facing }', 'when: customer_facing, unless: acknowledged }'),
  });
  expect(told(result.events)).toContain('03-03T09:29 CEO is not notified: acknowledged.');
});

test('an incident that an alert opened is rehearsed with its severity unconfirmed', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const question = {
    severity: 'P1',
    systems: ['checkout'],
    at: '2031-03-03T09:00:00Z',
    acknowledgeAfter: '2m',
    yaml: yaml.replace('when: customer_facing }', 'when: confirmed }'),
  };
  const [declared, alerted] = [await rehearse(question), await rehearse({ ...question, confirmed: false })];
  expect(told(declared.events).at(-1)).toMatch(/^03-03T09:29 Cleo \(CEO\) is notified/);
  expect(told(alerted.events).at(-1)).toBe('03-03T09:29 CEO is not notified: severity not confirmed.');
});

test('what lies beyond three weeks is counted, and days off are those of the calendars in use', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const { yaml } = (await harness.http('GET', '/api/v1/policy')).body;
  const bank =
    'calendars:\n  bank: { timezone: organisation, holidays: { dates: [{ date: 2031-03-04, name: Stocktaking }] } }';
  const result = await rehearse({
    severity: 'P3',
    systems: ['ledger'],
    at: '2031-03-03T09:00:00Z',
    acknowledgeAfter: '1m',
    yaml: yaml
      .replace('calendars:', bank)
      .replace('by: within 2h', 'by: within 30d')
      .replace(
        'product_owner, by: next business day at 10:00 }',
        'product_owner, by: next business day at 10:00, calendar: bank }',
      ),
  });
  expect(result).toMatchObject({ laterSteps: 1, stopsAt: '2031-03-24T09:00:00Z' });
  expect(result.daysOff).toContainEqual({ date: '2031-03-04', name: 'Stocktaking', calendar: 'bank' });
  expect(told(result.events).at(-1)).toMatch(/^03-05T08:59 Pat/);
});

test('a channel that is not set up is said first, and nobody is said to be told', async () => {
  harness = await Harness.start({ env: { SMTP_URL: '' } });
  await organise(harness, theShop);
  const result = await rehearse({ severity: 'P1', systems: ['checkout'], at: '2031-03-03T09:00:00Z' });
  expect(result.warnings).toEqual(['E-mail is not configured: no pages or notices can be sent.']);
  const kinds = new Set(result.events.map(({ kind }: Event) => kind));
  expect(kinds.has('page') || kinds.has('notice')).toBe(false);
});
