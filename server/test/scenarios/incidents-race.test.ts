import { afterEach, expect, test } from 'vitest';
import { incidentApi } from '../harness/incident-api.ts';
import { Harness } from '../harness/index.ts';
import { organise, theShop } from '../harness/organisation.ts';
import { Response } from '../harness/response.ts';

let harness: Harness;
afterEach(() => harness.close());
const { declare, post, verify } = incidentApi(() => harness);

test('alerts, people, merges and workers all at once: nothing fails, nothing is lost, every record is whole', async () => {
  harness = await Harness.start();
  await organise(harness, theShop);
  const made = await harness.http('POST', '/api/v1/integrations', { kind: 'pagerduty', name: 'Prometheus' });
  const monitor = (event_action: string, dedup_key: string, severity: string) => {
    const custom_details = { alertname: 'Errors' };
    const payload = { summary: dedup_key, source: dedup_key, severity, custom_details };
    const event = { routing_key: made.body.key, event_action, dedup_key, payload };
    return harness.http('POST', '/v2/enqueue', event, { as: null });
  };
  for (const title of ['One', 'Two', 'Three', 'Four']) await declare({ title, systems: ['checkout'] });
  await monitor('trigger', 'first', 'critical');
  await harness.settle();
  const workers = await harness.app.startWorkers();
  const merges = new Map([
    [30, ['INC-5', 'INC-1']],
    [40, ['INC-1', 'INC-2']],
    [50, ['INC-3', 'INC-4']],
    [55, ['INC-4', 'INC-3']],
  ]);
  const work = Array.from({ length: 60 }, (_, n) => {
    const ref = `INC-${1 + (n % 5)}`;
    const merge = merges.get(n);
    return [
      monitor(n % 5 === 4 ? 'resolve' : 'trigger', `alert ${n % 20}`, n % 3 === 0 ? 'warning' : 'critical'),
      ...(n % 2 === 0 ? [post(`${ref}/entries`, { text: `note ${n}` })] : []),
      ...(n % 3 === 0 ? [post(`${ref}/acknowledge`)] : []),
      ...(n % 6 === 1 ? [post(`${ref}/severity`, { severity: `P${1 + (n % 4)}`, reason: 'So.' })] : []),
      ...(n % 10 === 3 ? [post(`${ref}/resolve`, { resolution: 'Done.', ending: 'recovered' })] : []),
      ...(n % 10 === 7 ? [post(`${ref}/reopen`)] : []),
      ...(merge === undefined ? [] : [post(`${merge[0]}/merge`, { into: merge[1] })]),
    ];
  });
  const replies = await Promise.all(work.flat());
  await workers.stop();
  await harness.settle();
  // A conflict is an answer (already merged, resolved); anything else would be a failure.
  expect(replies.map(({ status }) => status).filter((status) => ![200, 202, 409].includes(status))).toEqual(
    [],
  );
  expect((await verify()).body).toMatchObject({ ok: true, checked: 5 });
  const { rows } = await harness.database.pool.query(
    `select count(*) from incident_entry where kind = 'note'`,
  );
  expect(Number(rows[0].count)).toBe(30);
});

test('a page by hand that loses a deadlock pages all the same, once', async () => {
  const shop = await Response.begin();
  harness = shop.harness;
  await shop.declare({ severity: 'P4' });
  const { pool } = harness.database;
  // Another transaction holds what paging is about to want, and then wants the incident that paging holds by then.
  const other = await pool.connect();
  await other.query('begin');
  await other.query("set local deadlock_timeout = '1min'");
  await other.query('lock table page in exclusive mode');
  const paged = shop.command('page', { target: { kind: 'person', personId: shop.idOf('ana') } });
  const waiting = async () => {
    const { rows } = await pool.query(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows[0].n;
  };
  await expect.poll(waiting, { interval: 20 }).toBe(1);
  await other.query('select 1 from incident for update');
  await other.query('commit');
  other.release();
  await paged;
  await harness.settle();
  expect(await shop.pages()).toMatchObject([{ target: { kind: 'person', name: 'Ana' } }]);
  for (const mail of shop.person('ana').mails()) mail.expected = true;
});
