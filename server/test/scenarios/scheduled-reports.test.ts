import { afterEach, beforeEach, expect, test } from 'vitest';
import { Temporal } from '../../src/kernel/index.ts';
import { someone } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* Monday, 3 March 2031, 10:00 in Berlin: the reports of 09:00 have passed. Mia is the manager, Pat the owner, Theo CTO, Ana on call. */
const T0 = '2031-03-03T09:00:00Z';
let shop: Response;
beforeEach(async () => {
  shop = await Response.begin(T0);
  shop.harness.othersMayWrite();
  await shop.harness.app.watchdog.run();
  await shop.harness.settle();
});
afterEach(() => shop.close());

const get = async (path: string) => (await shop.must('GET', `/api/v1/insights/reports${path}`)).body;
const mailsOf = (name: string, title: string) =>
  shop
    .person(name)
    .mails()
    .filter(({ subject }) => subject.startsWith(title));
const publish = async (change: (yaml: string) => string) => {
  const { yaml, version } = (await shop.must('GET', '/api/v1/policy')).body;
  const changed = change(yaml);
  expect(changed).not.toBe(yaml);
  await shop.must('POST', '/api/v1/policy/publish', {
    yaml: changed,
    baseVersion: version,
    reason: 'Reports',
  });
  await shop.harness.app.watchdog.run();
  await shop.harness.settle();
};

test('[REP-1] the daily status comes once, to its roles, with a link to the kept report; nothing of a restricted incident; again only on purpose and on the record', async () => {
  // Nothing is owed from before there was a report.
  expect(mailsOf('mia', 'Open incident status')).toEqual([]);
  await shop.declare({ severity: 'P4' });
  await shop.declare({ title: 'Payroll leak', systems: ['ledger'], severity: 'P4' });
  await shop.command('visibility', { visibility: 'restricted' }, 'INC-2');
  await shop.harness.advanceTo('2031-03-04T07:59:59Z');
  expect(mailsOf('mia', 'Open incident status')).toEqual([]);
  await shop.harness.advanceTo('2031-03-04T08:00:01Z');
  const mail = await shop.person('mia').expectMail(/^Open incident status/);
  expect(mail.subject).toBe('Open incident status: 3 March 2031');
  expect(mail.text).toContain('1 open incident: 1 P4.');
  expect(mail.text).toMatch(/INC-1 · P4 · Checkout is down · Investigating, not acknowledged/);
  expect(mail.text).not.toMatch(/Payroll|INC-2|late/);
  await shop.person('ana').expectMail(/^Open incident status/);
  expect(mailsOf('theo', 'Open incident status')).toEqual([]);
  const id = /insights\/reports\/([0-9a-f-]{36})/.exec(mail.text)?.[1] ?? '';
  const kept = await get(`/${id}`);
  expect(kept).toMatchObject({
    late: false,
    dueAt: '2031-03-04T08:00:00Z',
    content: { headline: '1 open incident: 1 P4.' },
  });
  expect(kept.content.sections.map(({ chart }: { chart: unknown }) => chart !== null)).toEqual([false, true]);
  expect(kept.deliveries[0].people.map(({ name }: { name: string }) => name).sort()).toEqual(['Ana', 'Mia']);

  // Restarts, other processes and the watchdog find nothing more to send.
  await shop.harness.app.beginHousekeeping();
  await shop.harness.app.watchdog.run();
  await shop.harness.database.pool.query(
    `select graphile_worker.add_job('insights.report', '{"key":"open_incidents"}')`,
  );
  await shop.harness.settle();
  expect(mailsOf('mia', 'Open incident status')).toHaveLength(1);

  const zoe = await someone(shop.harness, 'zoe@example.com', 'responder');
  expect(
    (await shop.harness.http('POST', `/api/v1/insights/reports/${id}/send`, {}, { as: zoe.token })).status,
  ).toBe(403);
  const again = (await shop.must('POST', `/api/v1/insights/reports/${id}/send`, {})).body;
  expect(again.deliveries.map(({ round, by }: Record<string, unknown>) => [round, by === null])).toEqual([
    [1, true],
    [2, false],
  ]);
  await shop.harness.settle();
  expect(mailsOf('mia', 'Open incident status').at(-1)?.subject).toContain('(sent again)');
  const audit = (await shop.must('GET', '/api/v1/audit')).text;
  expect(audit).toContain('scheduled_report.resent');

  // It becomes restricted afterwards: those who may not see it read the report without its row.
  await shop.command('visibility', { visibility: 'restricted' }, 'INC-1');
  const hers = await shop.harness.http('GET', `/api/v1/insights/reports/${id}`, undefined, { as: zoe.token });
  expect(hers.status).toBe(200);
  expect(hers.text).not.toContain('Checkout is down');
  // Nor is it mailed again.
  await shop.must('POST', `/api/v1/insights/reports/${id}/send`, {});
  await shop.harness.advance('PT10M');
  const last = mailsOf('mia', 'Open incident status').at(-1);
  expect(last?.subject).toContain('(sent again)');
  expect(mailsOf('mia', 'Open incident status')).toHaveLength(3);
  expect(last?.text).not.toMatch(/Checkout is down|INC-1/);
});

test('[REP-1] after an outage over the hour it comes once, late, and says so; a quiet day says so in a line, or is left out where the policy says so', async () => {
  // The clock jumps as it does when no process runs.
  shop.harness.clock.set(Temporal.Instant.from('2031-03-06T10:30:00Z'));
  await shop.harness.app.watchdog.run();
  await shop.harness.settle();
  const [mail, ...others] = mailsOf('mia', 'Open incident status');
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('Open incident status: 5 March 2031');
  expect(mail?.text).toContain('No open incidents.');
  expect(mail?.text).toContain('This report is late: it was due 2031-03-06 at 09:00 (Europe/Berlin).');
  expect((await get('')).items[0]).toMatchObject({ late: true, quiet: true });

  await publish((yaml) =>
    yaml.replace(
      '    title: Open incident status\n',
      "    title: Open incident status\n    when_quiet: skip\n    working_days: true\n    at: '08:00'\n",
    ),
  );
  await shop.harness.advanceTo('2031-03-07T12:00:00Z');
  expect(mailsOf('mia', 'Open incident status')).toHaveLength(1);
  // Something goes on over the weekend: the report of Monday is about all of it.
  await shop.harness.advanceTo('2031-03-08T12:00:00Z');
  await shop.declare({ severity: 'P4' });
  await shop.harness.advanceTo('2031-03-10T06:59:59Z');
  expect(mailsOf('mia', 'Open incident status')).toHaveLength(1);
  await shop.harness.advanceTo('2031-03-10T07:00:01Z');
  expect(mailsOf('mia', 'Open incident status').at(-1)?.subject).toBe(
    'Open incident status: 7 March 2031 to 9 March 2031',
  );
  await publish((yaml) => yaml.replace('    when_quiet: skip\n', '    enabled: false\n'));
  await shop.harness.advanceTo('2031-03-12T12:00:00Z');
  expect(mailsOf('mia', 'Open incident status')).toHaveLength(2);
});

test('[REP-2] the weekly summary: the key metrics beside those of the week before, its incidents, and a preview that keeps and sends nothing', async () => {
  await shop.declare({ startedAt: '2031-03-03T08:50:00Z' });
  await shop.harness.advanceTo('2031-03-03T10:00:00Z');
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.advance('PT1M');
  const preview = await get('/next/summary');
  expect(preview).toMatchObject({
    dueAt: '2031-03-10T08:00:00Z',
    period: 'Week of 3 March 2031',
    skipped: false,
  });
  expect(preview.people.map(({ name }: { name: string }) => name).sort()).toEqual(['Mia', 'Pat']);
  expect((await get('?report=summary')).items).toEqual([]);

  await shop.harness.advanceTo('2031-03-10T08:00:01Z');
  const mail = await shop.person('mia').expectMail(/^Incident summary report: Week of 3 March 2031/);
  expect(mail.text).toContain('1 incident, 1 more than the week before.');
  expect(mail.text).toContain('Mean Time to Resolution (MTTR): 1 h – nothing recorded the week before');
  expect(mail.text).toMatch(/INC-1 · P1 · Checkout is down · Resolved · 1 h · Payments/);
  // Pat works in New York: the report comes at the organisation's hour.
  await shop.person('pat').expectMail(/^Incident summary report/);
  await shop.harness.advanceTo('2031-03-17T08:00:01Z');
  expect(mailsOf('mia', 'Incident summary report')).toHaveLength(2);
});

test('[REP-3] the monthly trend compares with the months before, at the policy’s hour', async () => {
  await publish((yaml) =>
    yaml.replace(
      'title: Trend analysis, every: monthly,',
      "title: Trend analysis, every: monthly, at: '02:30',",
    ),
  );
  await shop.declare({ severity: 'P4' });
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.advanceTo('2031-04-01T00:30:01Z');
  const [mail] = mailsOf('theo', 'Trend analysis');
  expect(mail?.subject).toBe('Trend analysis: March 2031');
  const [issue] = (await get('?report=trends')).items;
  const { content } = await get(`/${issue.id}`);
  const trend = content.sections.find(({ id }: { id: string }) => id === 'trend');
  expect(trend.table.rows.map(({ cells }: { cells: string[] }) => cells.slice(0, 2).join(' '))).toEqual([
    ...['October 2030 0', 'November 2030 0', 'December 2030 0', 'January 2031 0', 'February 2031 0'],
    'March 2031 1',
  ]);
});

test('[REP-4] the quarterly review: promises kept and missed, worst first, with the evidence', async () => {
  // Nobody acknowledges within the five minutes, and a review is not held.
  await shop.declare();
  await shop.harness.advanceTo('2031-03-03T10:00:00Z');
  await shop.command('resolve', { resolution: 'Rolled back.', ending: 'recovered' });
  await shop.harness.advanceTo('2031-04-01T07:00:01Z');
  const mail = await shop.person('theo').expectMail(/^Process improvement review: Quarter 1 of 2031/);
  expect(mail.text).toMatch(/\d+ of \d+ \(\d+%\) promises kept\./);
  const [issue] = (await get('?report=improvement')).items;
  const { content } = await get(`/${issue.id}`);
  const of = (wanted: string) => content.sections.find(({ id }: { id: string }) => id === wanted);
  const rows: string[][] = of('misses').table.rows.map(({ cells }: { cells: string[] }) => cells);
  expect(rows.every(([reference]) => reference === 'INC-1')).toBe(true);
  expect(rows.map(([, what]) => what)).toEqual(
    expect.arrayContaining(['Hold the review', 'Publish the report', 'Schedule the review']),
  );
  expect(rows.map(([, what]) => what).indexOf('Schedule the review')).toBeLessThan(
    rows.map(([, what]) => what).indexOf('Publish the report'),
  );
  expect(of('promises').facts.map(({ label }: { label: string }) => label)).toContain(
    'Immediate actions in time',
  );
  expect(of('practice').facts[0]).toMatchObject({ label: 'Drills', value: 'None this quarter' });
  expect(mail.text).not.toContain('Ana');
});

test('[REP-1] an hour that is moved to before now makes the report at once; one that comes more often begins anew', async () => {
  await shop.declare({ severity: 'P4' });
  await shop.harness.advanceTo('2031-03-04T07:30:00Z');
  expect(mailsOf('mia', 'Open incident status')).toEqual([]);
  await publish((yaml) => yaml.replace('id: open_incidents\n', 'id: open_incidents\n    at: "08:00"\n'));
  await shop.person('mia').expectMail(/^Open incident status: 3 March 2031/);
  await shop.harness.advanceTo('2031-03-04T12:00:00Z');
  expect(mailsOf('mia', 'Open incident status')).toHaveLength(1);
  // Its first week begins on a day that had a report of its own.
  await publish((yaml) => yaml.replace(/(title: Open incident status\n +every: )daily/, '$1weekly'));
  await shop.harness.advanceTo('2031-03-10T12:00:00Z');
  expect(mailsOf('mia', 'Open incident status').at(-1)?.subject).toContain('Week of 3 March 2031');
});
