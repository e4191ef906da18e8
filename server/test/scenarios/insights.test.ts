import { afterEach, beforeEach, expect, test } from 'vitest';
import { someone } from '../harness/people.ts';
import { Response } from '../harness/response.ts';
import { runTool } from '../harness/tool.ts';

/* Monday, 3 March 2031, 10:00 in Berlin. Ana responds for payments, Mia is the manager, Pat in New York the owner, Theo CTO. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.othersMayWrite();
});
afterEach(() => shop.close());

const get = async (path: string, as?: string) => {
  // Measured within seconds of the change.
  await shop.harness.advance('PT5S');
  const reply = await shop.harness.http('GET', `/api/v1/${path}`, undefined, as === undefined ? {} : { as });
  if (reply.status !== 200) throw new Error(`${path} answers ${reply.status}: ${reply.text}`);
  return reply;
};
const insights = async (query = '', as?: string) => (await get(`insights?${query}`, as)).body;
const behind = async (query: string, as?: string): Promise<string[]> =>
  (await get(`insights/incidents?${query}`, as)).body.items.map(
    ({ reference }: { reference: string }) => reference,
  );
const resolve = (ref: string, ending = 'recovered') =>
  shop.command('resolve', { resolution: 'Rolled back.', ending }, ref);
const correct = (ref: string, body: object) => shop.must('PATCH', `/api/v1/incidents/${ref}`, body);

test('[MET-1] [MET-2] each time is recorded, pending, not applicable or invalid and never guessed, and follows corrections, reopenings, merges and false alarms', async () => {
  await shop.declare({ startedAt: '2031-03-03T08:50:00Z' });
  await shop.declare({ title: 'Orders are slow', severity: 'P2' });
  let seen = await insights();
  // The first began ten minutes before it was seen; of the second nobody has said when.
  expect(seen.measures.detect).toMatchObject({ recorded: 1, pending: 1, mean: 600, median: 600, p90: 600 });
  expect(seen.measures.resolve).toMatchObject({ recorded: 0, pending: 2, mean: null });
  expect(await behind('measure=detect&state=pending')).toEqual(['INC-2']);

  await correct('INC-2', { startedAt: '2031-03-03T08:30:00Z' });
  await shop.harness.advanceTo('2031-03-03T10:00:00Z');
  await resolve('INC-1');
  await shop.harness.advanceTo('2031-03-03T12:00:00Z');
  await resolve('INC-2');
  seen = await insights();
  expect(seen.measures.detect).toMatchObject({ recorded: 2, pending: 0, mean: 1200 });
  expect(seen.measures.resolve).toMatchObject({ recorded: 2, mean: 7200, p90: 10_080 });
  // Nobody acknowledged or mitigated either, and nobody will.
  expect(seen.measures.acknowledge).toMatchObject({ recorded: 0, pending: 0, notApplicable: 2, mean: null });

  // Said afterwards: it was seen only after it was over. That cannot be, and is said instead of reckoned with.
  await correct('INC-1', { detectedAt: '2031-03-03T11:00:00Z' });
  expect((await insights()).measures.resolve).toMatchObject({ recorded: 1, invalid: 1, mean: 10_800 });
  expect(await behind('measure=resolve&state=invalid')).toEqual(['INC-1']);
  await correct('INC-1', { detectedAt: '2031-03-03T09:00:00Z' });

  await shop.command('reopen', { reason: 'It is back', acknowledge: true }, 'INC-2');
  seen = await insights();
  expect(seen.measures.resolve).toMatchObject({ recorded: 1, pending: 1, mean: 3600 });
  expect(seen.measures.acknowledge).toMatchObject({ recorded: 1, mean: 10_815 });

  // A duplicate counts once, a false alarm and an exercise not at all; each is counted by itself.
  for (const title of ['Checkout again', 'A probe', 'An exercise']) await shop.declare({ title });
  await shop.command('merge', { into: 'INC-2' }, 'INC-3');
  await resolve('INC-4', 'false_alarm');
  await shop.harness.database.pool.query('update incident set drill = true where number = 5');
  await resolve('INC-5');
  seen = await insights();
  expect(seen).toMatchObject({ count: 2, leftOut: { drill: 1, merged: 1, duplicate: 0, falseAlarm: 1 } });
  expect(seen.measures.resolve).toMatchObject({ recorded: 1, pending: 1, invalid: 0, notApplicable: 0 });
  expect(await behind('left_out=true')).toEqual(['INC-5', 'INC-4', 'INC-3']);
});

test('[MET-2] the policy may let the time to resolve begin with the impact', async () => {
  const { yaml, version } = (await shop.must('GET', '/api/v1/policy')).body;
  const changed = yaml.replace('  - id: mttr\n', '  - id: mttr\n    from: impact_start\n');
  await shop.must('POST', '/api/v1/policy/publish', {
    yaml: changed,
    baseVersion: version,
    reason: 'From the impact',
  });
  await shop.declare({ startedAt: '2031-03-03T08:00:00Z' });
  await shop.harness.advanceTo('2031-03-03T10:00:00Z');
  await resolve('INC-1');
  expect((await insights()).measures.resolve).toMatchObject({ recorded: 1, mean: 7200 });
});

test('[MET-3] counts over time by severity, team, system and type, in the organisation’s days and weeks, and none of an incident that the reader may not see', async () => {
  // 23:30 on Sunday in UTC is Monday in Berlin.
  await shop.harness.advanceTo('2031-03-09T23:30:00Z');
  await shop.declare({ systems: ['checkout', 'ledger'] });
  await resolve('INC-1');
  await shop.harness.advanceTo('2031-03-12T10:00:00Z');
  await shop.declare({ title: 'Reports are slow', severity: 'P3', systems: ['ledger'] });
  await shop.declare({ title: 'Payroll leak', severity: 'P2', systems: ['ledger'], type: 'security' });
  const ofWeek = await insights('period=week&at=2031-03-10');
  expect(ofWeek.period).toMatchObject({
    from: '2031-03-10',
    to: '2031-03-16',
    zone: 'Europe/Berlin',
    underWay: true,
  });
  expect(ofWeek).toMatchObject({ count: 3, previousCount: 0, bySeverity: { P1: 1, P2: 1, P3: 1, P4: 0 } });
  const bars = ofWeek.overTime.buckets.map(
    ({ from, bySeverity }: { from: string; bySeverity: Record<string, number> }) =>
      `${from} ${Object.values(bySeverity).join('')}`,
  );
  expect(bars.slice(0, 4)).toEqual([
    '2031-03-10 1000',
    '2031-03-11 0000',
    '2031-03-12 0110',
    '2031-03-13 0000',
  ]);
  // Of two systems: one for each. The worst first.
  const counts = (groups: { name: string; count: number }[]) =>
    groups.map(({ name, count }) => `${name} ${count}`);
  expect(counts(ofWeek.systems)).toEqual(['Ledger 3', 'Checkout 1']);
  expect(counts(ofWeek.teams)).toEqual(['Payments 3']);
  expect(counts(ofWeek.types)).toEqual(['No type 2', 'Security Incidents 1']);
  expect((await insights('period=week&system=checkout')).count).toBe(1);

  // Of the restricted one nothing is known to somebody who takes no part in it.
  const zoe = await someone(shop.harness, 'zoe@example.com', 'manager');
  const hers = await insights('period=week', zoe.token);
  expect(hers).toMatchObject({ count: 2, bySeverity: { P1: 1, P2: 0, P3: 1, P4: 0 } });
  expect(JSON.stringify(hers)).not.toContain('Security');
  expect(await behind('period=week', zoe.token)).toEqual(['INC-2', 'INC-1']);
  expect((await get('insights.csv?period=week', zoe.token)).text).not.toContain('Payroll');
  expect((await get('insights/promises?period=week', zoe.token)).text).not.toContain('Payroll');
});

test('[MET-4] customer impact is the union of the times at which customers were affected, also over several incidents', async () => {
  await shop.declare({ startedAt: '2031-03-03T08:30:00Z' });
  await shop.declare({ title: 'Orders fail', startedAt: '2031-03-03T09:00:00Z' });
  await shop.declare({ title: 'Books are late', systems: ['ledger'], startedAt: '2031-03-03T08:00:00Z' });
  expect((await insights()).measures.impact).toMatchObject({ recorded: 0, pending: 2, notApplicable: 1 });
  await shop.harness.advanceTo('2031-03-03T10:00:00Z');
  await resolve('INC-1');
  await shop.harness.advanceTo('2031-03-03T10:30:00Z');
  await resolve('INC-2');
  const seen = await insights();
  expect(seen.measures.impact).toMatchObject({ recorded: 2, pending: 0, mean: 5400 });
  // 08:30 to 10:00 and 09:00 to 10:30: two hours, not three.
  expect(seen.impactSeconds).toBe(7200);
});

test('[MET-5] actions done by the day first promised, of those due, by team and kind; the promises behind a number, worst first, and a spreadsheet that runs nothing', async () => {
  await shop.declare({ title: '=HYPERLINK("https://evil.example")' });
  await resolve('INC-1');
  const action = (title: string, kind: string, dueOn: string) =>
    shop.must('POST', '/api/v1/incidents/INC-1/actions', {
      ...{ title, details: '', kind, priority: 'high', ownerId: shop.idOf('ana'), dueOn },
    });
  const alert = (await action('Add an alert', 'tool', '2031-03-05')).body;
  const limit = (await action('Add a limit', 'preventive', '2031-03-06')).body;
  await action('Write it down', 'documentation', '2031-03-20');
  await shop.harness.advanceTo('2031-03-05T20:00:00Z');
  await shop.must('PATCH', `/api/v1/actions/${alert.id}`, { state: 'done' });
  // Moved: a later deadline does not move the promise.
  await shop.must('PATCH', `/api/v1/actions/${limit.id}`, { dueOn: '2031-03-12', reason: 'More to it' });
  await shop.harness.advanceTo('2031-03-10T09:00:00Z');
  const seen = await insights();
  const ofActions = seen.promises.find(({ kind }: { kind: string }) => kind === 'action');
  expect(ofActions).toMatchObject({ kept: 1, missed: 1, open: 1 });
  expect(seen.actions.byTeam).toEqual([{ id: 'payments', name: 'Payments', kept: 1, missed: 1, open: 1 }]);
  expect(
    seen.actions.byKind.map(({ id, kept, missed }: Record<string, unknown>) => `${id} ${kept}/${missed}`),
  ).toEqual(['preventive 0/1', 'documentation 0/0', 'tool 1/0']);
  const url = await shop.harness.app.server.listen({ host: '127.0.0.1', port: 0 });
  const printed = await runTool(url, ['metrics', '--period', 'month', '--at', '2031-03-01']);
  expect(printed.text).toMatch(/Incidents: 1 \(1 P1\); before: 0/);
  expect(printed.text).toMatch(/Actions done on time +1 +1 +1 +50%/);
  expect((await runTool(url, ['metrics', '--period', 'decade'])).code).toBe(2);
  const missed = (await get('insights/promises?state=missed')).body.items;
  expect(missed.map(({ what }: { what: string }) => what)).toContain('ACT-2 Add a limit');
  const lateness = missed.map(({ lateSeconds }: { lateSeconds: number }) => lateSeconds);
  expect(lateness).toEqual([...lateness].sort((a, b) => b - a));
  expect((await get('insights.csv')).text).toContain('"\'=HYPERLINK(""https://evil.example"")"');
  expect(
    (await shop.harness.http('GET', '/api/v1/insights?period=custom&from=2031-03-05&to=2031-03-01')).status,
  ).toBe(400);
});
