import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../harness/database.ts';
import { tokenOf } from '../harness/people.ts';
import { Response } from '../harness/response.ts';

/* The shop's own PostgreSQL, beside the product's: with a job that forgot to commit, and customers that wait behind it. */
let shop: Response;
let theirs: TestDatabase;
let owner: pg.Client;
const open: pg.Client[] = [];
const name = `r${randomBytes(4).toString('hex')}`;
const PASSWORD = 'never-on-the-record';

beforeEach(async () => {
  shop = await Response.begin('2031-03-03T09:00:00Z');
  shop.harness.othersMayWrite();
  theirs = await cloneDatabase();
  owner = await connect(theirs.url, 'owner');
  await owner.query(`create table item (id int primary key, stock int, note text);
    insert into item values (1, 10, null); create role ${name}_app login password '${PASSWORD}';
    create role ${name}_reader login password '${PASSWORD}'; grant pg_monitor to ${name}_reader;
    grant select, update on item to ${name}_app; grant select on item to ${name}_reader`);
});
afterEach(async () => {
  await shop.close();
  for (const each of open.splice(0)) await each.end();
  const { host } = new URL(theirs.url);
  await theirs.drop();
  const admin = await connect(
    Object.assign(new URL(theirs.url), { pathname: '/postgres', host }).toString(),
    'admin',
  );
  await admin.query(`drop role ${name}_app, ${name}_reader`);
  await admin.end();
});

async function connect(url: string, application: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: application });
  client.on('error', () => undefined);
  await client.connect();
  if (application !== 'admin') open.push(client);
  return client;
}
const asApp = (application: string) => {
  const url = new URL(theirs.url);
  Object.assign(url, { username: `${name}_app`, password: PASSWORD });
  return connect(url.toString(), application);
};
const address = () => {
  const { port, pathname } = new URL(theirs.url);
  return `postgresql://127.0.0.1:${port}${pathname}`;
};
const connector = (more: object = {}) => ({
  ...{ kind: 'postgresql', name: 'Shop database', url: address(), auth: 'basic', username: `${name}_reader` },
  ...{ secret: PASSWORD, options: { tls: 'off' }, systems: ['checkout'], ...more },
});
const put = (id: string, body: object, query = '') =>
  shop.harness.http('PUT', `/api/v1/connectors/${id}${query}`, body);
const save = async (id: string, text: string) =>
  shop.must('PUT', `/api/v1/runbooks/${id}`, { text: `---\nid: ${id}\ntitle: ${id}\n${text}` });
const check = (yaml: string) => `\n\`\`\`check\n${yaml}\n\`\`\`\n`;

interface Found {
  verdict: string;
  sentence: string;
  by: string;
  table: { columns: string[]; rows: (string | null)[][] } | null;
}
/** What the checks of a step found last. */
async function found(runbook: string, step: string): Promise<Found[]> {
  const { runbooks } = (await shop.must('GET', '/api/v1/incidents/INC-1/runbooks')).body;
  const { steps } = runbooks.find(({ id }: { id: string }) => id === runbook);
  const { checks } = steps.find(({ id }: { id: string }) => id === step);
  return checks.flatMap(({ results }: { results: Found[] }) => results);
}
const run = (runbook: string, step: string, as?: string) =>
  shop.harness.http(
    'POST',
    `/api/v1/incidents/INC-1/runbooks/${runbook}/steps/${step}/checks`,
    undefined,
    as === undefined ? {} : { as },
  );
const timeline = async (): Promise<string> =>
  JSON.stringify((await shop.must('GET', '/api/v1/incidents/INC-1/timeline?direction=newer')).body);

/** A job holds a lock and does nothing; five wait for it; a report runs. */
async function blocked() {
  const job = await asApp('nightly job');
  await job.query('begin');
  await job.query("update item set note = 'card 4711' where id = 1");
  const { pid } = (await job.query('select pg_backend_pid() as pid')).rows[0];
  const customers = await Promise.all(['1', '2', '3', '4', '5'].map((each) => asApp(`till ${each}`)));
  const waits = customers.map((each) => each.query('update item set stock = stock - 1 where id = 1'));
  const report = await asApp('report');
  const reporting = report.query('select pg_sleep(600)').catch(() => undefined);
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await owner.query(waiting)).rowCount !== customers.length);
  return { job, pid, waits, reporting };
}

test('[TYP-1] the lock behind a database incident is found by the product itself, with who blocks whom', async () => {
  // A user that may write works, and that it may is said on saving and beside the connector.
  const writer = (await put('shop-db', connector({ username: `${name}_app` }))).body;
  expect(writer.warning).toContain('The user may write to 1 table (public.item)');
  expect((await put('shop-db', connector())).body).toMatchObject({
    ...{ warning: null, hasSecret: true, systems: [{ id: 'checkout' }] },
  });
  // As a file it is the same, and what no database has is refused.
  const file = (more: object) => {
    const { secret: _, options, ...rest } = connector();
    return shop.harness.http('PUT', '/api/v1/config', {
      connectors: [{ id: 'shop-db', ...rest, ...options, ...more }],
    });
  };
  expect((await file({})).body.items).toMatchObject([{ section: 'connectors', action: 'unchanged' }]);
  expect((await file({ url: 'https://db.example.com' })).body.errors).toMatchObject([
    { message: expect.stringContaining('Expected an address such as postgresql://') },
  ]);
  const held = await blocked();
  await owner.query(`alter database ${new URL(theirs.url).pathname.slice(1)} connection limit 9`);
  await save(
    'slow',
    `systems: [checkout]\n---\n\n## Look {#look}\n${check('database: slow_queries\nlook: above 0\nbad: above 36000')}`,
  );
  await shop.declare({ title: 'Orders hang', systems: ['checkout'] });
  await shop.must('POST', '/api/v1/incidents/INC-1/type', { type: 'database' });
  await shop.harness.settle();

  const [locks] = await found('database', 'locks');
  expect(locks).toMatchObject({ verdict: 'bad', by: 'Tocsin' });
  expect(locks?.sentence).toMatch(/^5 sessions wait for a lock/);
  expect(locks?.sentence).toContain(
    `At the head: session ${held.pid} (${name}_app, nightly job; idle in transaction`,
  );
  expect(locks?.sentence).toContain('which holds up 5.');
  expect(locks?.table?.columns).toEqual([
    'Waits',
    'For',
    'Its query',
    'Blocked by',
    'Which is',
    'Its last query',
  ]);
  // Seven of theirs, the owner's and the product's own.
  expect((await found('database', 'pools'))[0]).toMatchObject({ verdict: 'bad' });
  expect((await found('database', 'pools'))[0]?.sentence).toMatch(/^9 of 9 connections of the database t_/);
  expect((await found('database', 'disk'))[0]).toMatchObject({ verdict: 'ok' });
  expect((await found('database', 'replication'))[0]).toMatchObject({ verdict: 'ok' });
  const [slow] = await found('slow', 'look');
  expect(slow).toMatchObject({ verdict: 'look' });
  expect(slow?.table?.rows.map(([, , waits, who]) => `${waits} ${who}`)).toContain(`no ${name}_app, report`);
  const record = await timeline();
  expect(record).toContain(
    'Tocsin ran the check “Locks and who blocks whom” on Shop database: bad. 5 sessions',
  );
  expect(record + JSON.stringify(await found('database', 'locks'))).not.toMatch(/4711|never-on-the-record/);

  // Ana ends the job, and looks again.
  await owner.query('select pg_terminate_backend($1)', [held.pid]);
  await Promise.all(held.waits);
  const ana = await tokenOf(shop.harness, shop.idOf('ana'), 'responder');
  expect((await run('database', 'locks', ana)).status).toBe(200);
  expect(await found('database', 'locks')).toMatchObject([
    { verdict: 'ok', sentence: 'No session waits for a lock.', by: 'Ana' },
  ]);
  expect((await shop.must('POST', '/api/v1/verify', {})).body.ok).toBe(true);
});

test('[TYP-1] a check cannot write, cannot be made to say more than one thing, and waits for nobody', async () => {
  await put('shop-db', connector());
  const silent = createServer();
  const sockets = new Set<Socket>();
  silent.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const { port } = silent.address() as AddressInfo;
  await put(
    'silent',
    connector({ url: `mysql://127.0.0.1:${port}/x`, kind: 'mysql', systems: [] }),
    '?untested=true',
  );
  const queries = [
    'with gone as (delete from item returning 1) select * from gone',
    'select 1; drop table item',
    "select repeat('x', 100000000)",
    'select pg_sleep(600)',
    'select id, {{ title }}::text as title from item where {{ label.shop or "main" }} = $$main$$',
  ];
  const checks = queries.map((sql) =>
    check(`sql: ${JSON.stringify(sql)}\ntimeout: ${sql.includes('sleep') ? 3 : 20}`),
  );
  const dead = check('database: locks\nconnector: silent\ntimeout: 1');
  // Without pg_monitor: the owner's session counts, and what it does is hidden.
  await put('blind', connector({ username: `${name}_app`, systems: [] }));
  const blind = `\n## Blind {#blind}\n${['pools', 'slow_queries']
    .map((each) => check(`database: ${each}\nconnector: blind\ntimeout: 20`))
    .join('')}`;
  await save(
    'refused',
    `---\n\n## Ask {#ask}\n${checks.join('')}\n## Silent {#silent}\n${dead}${dead}${blind}`,
  );
  await shop.declare({ title: "x'; drop table item; --", systems: ['checkout'] });
  await shop.must('PUT', '/api/v1/incidents/INC-1/runbooks/refused', {});
  await shop.harness.settle();

  expect((await found('refused', 'ask')).map(({ verdict, sentence }) => `${verdict}: ${sentence}`)).toEqual([
    expect.stringContaining(
      'unable: The database refused the query: DECLARE CURSOR must not contain data-modifying',
    ),
    expect.stringContaining('unable: The database refused the query: cannot insert multiple commands'),
    expect.stringContaining('unable: 127.0.0.1'),
    ...[
      'unable: The database refused the query: canceling statement due to statement timeout.',
      'look: 1 row.',
    ],
  ]);
  expect((await found('refused', 'ask'))[2]?.sentence).toContain('answered with more than 2 MB.');
  // The value stayed a value.
  expect((await found('refused', 'ask'))[4]?.table?.rows).toEqual([['1', "x'; drop table item; --"]]);
  expect((await owner.query('select * from item')).rowCount).toBe(1);
  expect(
    (await found('refused', 'silent')).map(({ verdict, sentence }) => `${verdict}: ${sentence}`),
  ).toEqual([
    `unable: 127.0.0.1:${port} did not answer within 1 second.`,
    `unable: Not tried: 127.0.0.1:${port} did not answer within 1 second.`,
  ]);
  for (const { verdict, sentence } of await found('refused', 'blind')) {
    expect(verdict).toBe('unable');
    expect(sentence).toMatch(/hidden from this user: grant it pg_monitor/);
  }
  expect((await found('refused', 'blind'))[0]?.sentence).toMatch(/^\d+ of \d+ connections of/);
  for (const socket of sockets) socket.destroy();
  silent.close();

  // What is in a private network and not allowed is not even tried; a secret goes only to the address that it was entered for.
  const elsewhere = await put('shop-db', connector({ url: 'postgresql://db.internal/shop' }));
  expect(elsewhere.body.detail).toMatch(/private network|could not be resolved/);
  const { secret: _, ...kept } = connector({ url: 'postgresql://127.0.0.1:1/shop' });
  expect((await put('shop-db', kept)).body.errors).toMatchObject([{ path: 'secret' }]);
});
