import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDatabase } from '../../src/app/prepare.ts';
import { seal } from '../../src/incidents/log/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/db/index.ts';
import { newId, sha256 } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { olderDatabase } from '../harness/database.ts';
import { Harness } from '../harness/index.ts';

const BEFORE = readFileSync(new URL('../fixtures/database-0097.sql', import.meta.url), 'utf8');

let harness: Harness;
beforeEach(async () => {
  const database = await olderDatabase('0097_news.sql', BEFORE);
  const opened = openDatabase(database.url, { max: 2, name: 'upgrade', onError: () => undefined });
  await prepareDatabase({ clock: systemClock, database: opened, log: createLog('silent') });
  await opened.close();
  harness = await Harness.start({ at: '2031-03-03T18:00:00Z', database });
});
afterEach(() => harness.close());

const verify = async () => (await harness.http('POST', '/api/v1/verify', {})).body;
const incident = async (ref: string) => (await harness.http('GET', `/api/v1/incidents/${ref}`)).body;
const timeline = async (ref: string) =>
  (await harness.http('GET', `/api/v1/incidents/${ref}/timeline?limit=500`)).body.items;

test('[DOC-1] a record from before entries named their command is read, proved and continued', async () => {
  expect(await verify()).toMatchObject({ checked: 3, ok: true, faults: [] });
  const before = await timeline('INC-1');
  const sentences = before.map(({ sentence }: { sentence: string }) => sentence);
  expect(sentences.join('\n')).toMatch(/handed command to Ben$/m);
  expect(sentences.join('\n')).not.toMatch(/cannot read|undefined/);
  expect(before[0].commandId).toBeNull();

  const note = { type: 'finding', text: 'Found after the upgrade.' };
  expect((await harness.http('POST', '/api/v1/incidents/INC-1/entries', note)).status).toBe(200);
  const [latest] = await timeline('INC-1');
  expect(latest).toMatchObject({ sentence: 'Found after the upgrade.', tone: 'note' });
  expect(latest.commandId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await verify()).toMatchObject({ checked: 3, ok: true, faults: [] });
});

test('[DOC-1] what one command wrote carries one id, what another wrote another', async () => {
  await harness.http('POST', '/api/v1/incidents', {
    title: 'Mail is slow',
    severity: 'P3',
    systems: ['checkout'],
  });
  await harness.settle();
  await harness.http('POST', '/api/v1/incidents/INC-4/severity', { severity: 'P1', reason: 'It spreads' });
  await harness.http('POST', '/api/v1/incidents/INC-4/entries', { type: 'note', text: 'Looking.' });
  const entries: { kind: string; seq: number; commandId: string; foldsUnder: number | null }[] =
    await timeline('INC-4');
  const of = (kind: string) => entries.find((entry) => entry.kind === kind);
  const change = of('severity_changed');
  const plan = of('step_planned');
  expect(plan?.commandId).toBe(change?.commandId);
  expect(entries.filter(({ foldsUnder }) => foldsUnder === change?.seq).length).toBeGreaterThan(0);
  expect(of('note')?.commandId).not.toBe(change?.commandId);
});

test('a process of before the upgrade that still runs can go on writing to the record', async () => {
  // Its statement: it knows neither the command nor the version and format of an entry.
  const { rows } = await harness.database.pool.query(`
    insert into incident_entry (incident_id, seq, at, happened_at, actor, kind, data, prev_hash, hash)
    select incident_id, seq + 1, at, happened_at, actor, kind, data, hash, 'x' from incident_entry order by seq desc limit 1
    returning format, version, command_id`);
  expect(rows).toEqual([{ format: 1, version: 1, command_id: null }]);
});

test('[DOC-1] command that was given before there were other roles reads as a role', async () => {
  const entries: { kind: string; sentence: string }[] = await timeline('INC-1');
  const given = entries.find(({ sentence }) => sentence.endsWith('handed command to Ben'));
  const { commander } = await incident('INC-1');
  expect(given).toMatchObject({
    kind: 'role_assigned',
    data: { role: 'incident_commander', personId: commander.id, from: null },
  });
  expect(entries.map(({ kind }) => kind)).not.toContain('commander_taken');
});

test('a process of before there were other roles, still running, can go on giving command', async () => {
  const { pool } = harness.database;
  const { id, commander } = await incident('INC-3');
  const [ben] = (await harness.http('GET', '/api/v1/people')).body.items.filter(
    ({ name }: { name: string }) => name === 'Ben',
  );
  const { rows } = await pool.query('select last_seq as seq, last_hash as hash from incident where id = $1', [
    id,
  ]);
  const given = {
    kind: 'commander_taken',
    version: 1,
    data: { personId: ben.id, from: commander?.id ?? null },
  };
  const { entries } = seal(id, rows[0], [given], {
    actor: { kind: 'person', personId: ben.id, via: 'web' },
    now: harness.clock.now(),
    commandId: newId(),
    hash: sha256,
  });
  // Its statements: it knows no roles in the row.
  for (const entry of entries) {
    await pool.query(
      `insert into incident_entry (incident_id, seq, at, happened_at, actor, command_id, kind, version, data, format, prev_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...[id, entry.seq, entry.at, entry.happenedAt, entry.actor, entry.commandId, entry.kind],
        ...[entry.version, entry.data, entry.format, entry.prevHash, entry.hash],
      ],
    );
    await pool.query('update incident set commander_id = $2, last_seq = $3, last_hash = $4 where id = $1', [
      ...[id, ben.id, entry.seq, entry.hash],
    ]);
  }
  expect((await incident('INC-3')).commander).toEqual({ id: ben.id, name: 'Ben' });
  expect((await timeline('INC-3'))[0]).toMatchObject({ kind: 'role_assigned', sentence: 'Ben took command' });
  expect(await verify()).toMatchObject({ checked: 3, ok: true, faults: [] });

  const ana = (await incident('INC-1')).responders.find(({ id: other }: { id: string }) => other !== ben.id);
  await harness.http('POST', '/api/v1/incidents/INC-3/command', { personId: ana.id });
  expect((await incident('INC-3')).commander).toEqual(ana);
  // What that process reads of it afterwards.
  const after = await pool.query('select commander_id from incident where id = $1', [id]);
  expect(after.rows).toEqual([{ commander_id: ana.id }]);
  expect(await verify()).toMatchObject({ checked: 3, ok: true, faults: [] });
});

test('rows that older rules made are made anew from their logs, and are no sign of tampering', async () => {
  const { pool } = harness.database;
  await pool.query(
    `update incident set projection = 'incidents.0', title = 'As older rules had it' where number < 3`,
  );
  expect(await verify()).toMatchObject({ ok: true });
  await harness.app.beginHousekeeping();
  await harness.settle();
  expect((await incident('INC-1')).title).toBe('Checkout is slow');
  expect((await incident('INC-2')).title).toBe('Ledger is down');
  await pool.query(`update incident set title = 'Nothing happened' where number = 2`);
  expect(await verify()).toMatchObject({
    ok: false,
    faults: [{ reference: 'INC-2', problem: 'projection', field: 'title' }],
  });
});

test('a command on a row that older rules made decides by today’s', async () => {
  await harness.database.pool.query(
    `update incident set projection = 'incidents.0', status = 'investigating', resolved_at = null where number = 2`,
  );
  const reply = await harness.http('POST', '/api/v1/incidents/INC-2/resolve', {
    resolution: 'Over.',
    ending: 'recovered',
  });
  expect(reply).toMatchObject({ status: 409, body: { code: 'incident_merged' } });
});
