import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { Harness } from '../harness/index.ts';
import { type OrganisationPlan, organise, theShop } from '../harness/organisation.ts';

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
    '12-24T22:48 Somebody acknowledges: paging stops.',
    '12-25T00:39 Mia (Engineering Manager) is told by e-mail, promised by Thu 25 Dec 01:40.',
    '12-29T08:59 Pat (Product Owner) is told by e-mail, promised by Mon 29 Dec 10:00.',
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
  expect(told(silent.events)).toContain('03-03T09:10 Nobody answered. Mia hears of it; the page repeats.');
  expect(told(silent.events)).toContain('03-03T09:29 CEO is not told: no customer is affected.');
  const short = await rehearse({
    severity: 'P1',
    systems: ['checkout'],
    at: '2031-03-03T09:00:00Z',
    acknowledgeAfter: '2m',
    resolveAfter: '14m',
  });
  expect(told(short.events).slice(-4)).toEqual([
    '03-03T09:14 Pat (Product Owner) is told by e-mail, promised by Mon 3 Mar 10:15.',
    '03-03T09:14 Theo (CTO) is told by e-mail, promised by Mon 3 Mar 10:15.',
    '03-03T09:14 The incident is resolved.',
    '03-03T09:14 CEO is not told: resolved before it was due.',
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
    changed
      .map(
        ({ change, at, sentence }: { change: string; at: string; sentence: string }) =>
          `${change} ${at.slice(11, 16)} ${sentence.split(' is ')[0]}`,
      )
      .sort(),
  ).toEqual([
    'added 09:09 Pat (Product Owner)',
    'added 09:09 Theo (CTO)',
    'removed 09:14 Pat (Product Owner)',
    'removed 09:14 Theo (CTO)',
  ]);
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

const people = ['ana', 'ben', 'mia', 'pat', 'theo', 'cleo'];
const somebody = fc.constantFrom(...people);
const holder = fc
  .record({
    holder: fc.option(somebody, { nil: undefined, freq: 4 }),
    deputies: fc.uniqueArray(somebody, { maxLength: 2 }),
  })
  .map(({ holder: name, deputies }) => ({
    ...(name === undefined ? {} : { holder: name }),
    deputies: deputies.filter((deputy) => deputy !== name),
  }));
const team = fc.record({
  onCall: fc.array(fc.uniqueArray(somebody, { minLength: 1, maxLength: 3 }), { minLength: 0, maxLength: 3 }),
  roles: fc.record({ engineering_manager: holder, product_owner: holder }),
});
const anOrganisation: fc.Arbitrary<OrganisationPlan> = fc
  .record({
    payments: team,
    data: team,
    cto: holder,
    ceo: holder,
    timezone: fc.constantFrom('Europe/Berlin', 'America/New_York'),
  })
  .map(({ payments, data, cto, ceo, timezone }) => ({
    ...theShop,
    timezone,
    teams: { payments, data },
    roles: { cto, ceo },
    systems: {
      checkout: { team: 'payments', customerFacing: true },
      ledger: { team: 'payments' },
      lake: { team: 'data' },
    },
  }));
const minutes = (least: number, most: number) => fc.integer({ min: least, max: most });
const aCase = fc.record({
  severity: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
  systems: fc.uniqueArray(fc.constantFrom('checkout', 'ledger', 'lake'), { minLength: 1, maxLength: 3 }),
  customerFacing: fc.boolean(),
  startAfter: minutes(1, 3 * 24 * 60),
  acknowledgeAfter: fc.option(minutes(1, 40), { nil: undefined }),
  // Pages are rehearsed for an hour.
  resolveAfter: minutes(5, 59),
});

/** Each draws an organisation of its own and the cases it goes through: a red run can be run again. */
const SEEDS = [20310303, 20310305, 20310307, 20310309, 20310311];

test.each(SEEDS)('random cases go in reality as they were rehearsed (organisation %i)', async (seed) => {
  const cases = fc.sample(aCase, { numRuns: 12, seed: seed + 1 });
  const [plan] = fc.sample(anOrganisation, { numRuns: 1, seed });
  if (!plan) throw new Error('no organisation was drawn');
  harness = await Harness.start();
  harness.othersMayWrite();
  await organise(harness, plan);
  for (const [index, drawn] of cases.entries()) {
    await harness.advance(`PT${drawn.startAfter}M`);
    const { severity, systems, customerFacing, acknowledgeAfter: ack, resolveAfter } = drawn;
    // At the very same instant it is chance whether the step or the person is first.
    const steps: [string, number][] = [['resolve', resolveAfter * 60 + 7]];
    if (ack !== undefined && ack < resolveAfter) steps.unshift(['acknowledge', ack * 60 + 7]);
    const after = (what: string) => {
      const found = steps.find(([name]) => name === what);
      return found ? `${Math.floor(found[1] / 60)}m${found[1] % 60}s` : undefined;
    };
    const expected = await rehearse({
      severity,
      systems,
      customerFacing,
      at: harness.clock.now().toString(),
      acknowledgeAfter: after('acknowledge'),
      resolveAfter: after('resolve'),
    });
    const began = harness.clock.now();
    const ref = `INC-${index + 1}`;
    const declared = { title: `Case ${index}`, severity, severityReason: 'drawn', systems, customerFacing };
    expect((await harness.http('POST', '/api/v1/incidents', declared)).status).toBe(201);
    for (const [command, seconds] of steps) {
      await harness.advanceTo(began.add({ seconds }));
      const done = await harness.http(
        'POST',
        `/api/v1/incidents/${ref}/${command}`,
        command === 'resolve' ? { resolution: 'done' } : {},
      );
      expect(done.status).toBe(200);
    }
    await harness.settle();
    const { items } = (await harness.http('GET', `/api/v1/incidents/${ref}/messages?limit=200`)).body;
    const really = items
      .filter(
        ({ state, purpose }: { state: string; purpose: string }) =>
          state !== 'suppressed' && purpose !== 'system',
      )
      .map((message: { createdAt: string; purpose: string; person: { name: string }; channel: string }) =>
        [message.createdAt, message.purpose, message.person.name, message.channel].join(' '),
      );
    const rehearsed = (expected.events as Event[])
      .filter(({ kind }) => kind === 'page' || kind === 'notice')
      .map(({ at, kind, person, channel }) => [at, kind, person?.name, channel].join(' '));
    expect({ case: drawn, messages: really.sort() }).toEqual({ case: drawn, messages: rehearsed.sort() });

    const ladder = (await harness.http('GET', `/api/v1/incidents/${ref}/escalation`)).body.steps;
    const skipped = ladder
      .filter(({ status }: { status: string }) => status === 'skipped' || status === 'cancelled')
      .map((step: { roles: string[]; reason: string }) => `${step.roles[0]} ${step.reason}`);
    const notSent = (expected.events as Event[])
      .filter(({ kind }) => kind === 'not_sent')
      .map(({ role, reason }) => `${role} ${reason}`);
    for (const step of skipped) expect(notSent).toContain(step);
  }
});
