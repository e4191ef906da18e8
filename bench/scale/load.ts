import { GENESIS, seal } from '../../server/src/incidents/log/index.ts';
import { Temporal } from '../../server/src/kernel/index.ts';
import type { Database } from '../../server/src/platform/db/index.ts';
import { newId, sha256 } from '../../server/src/platform/ids.ts';

/** Time-ordered ids, as ours are: without that every list by id would be a random one. */
const ID =
  "(lpad(to_hex(1700000000000 + n * 100), 12, '0') || '7000' || '8' || substr(md5(n::text), 1, 15))::uuid";

/** Many alerts, mostly over, of 400 systems; one word in a thousand titles is rare. In one statement: by HTTP it would take hours. */
export const loadAlerts = (pool: Database['pool'], count: number): Promise<unknown> =>
  pool.query(`insert into alert (id, integration_id, dedup_key, status, title, labels, links, first_seen_at, last_seen_at, count,
      payload_id, latest_payload_id, pending, severity, severity_word, system_id, resolved_at)
    select ${ID}, 'bench', 'key ' || n, case when n % 1000 = 0 then 'firing' else 'resolved' end,
      case when n % 100000 = 7 then 'Needle ' else 'Disk of web' end || n || ' is full', '{"alertname": "DiskFull"}', '[]',
      to_timestamp(1700000000 + n / 10), to_timestamp(1700000000 + n / 10), 1, ${ID}, ${ID}, false, 'P3', 'warning',
      'system-' || n % 400, to_timestamp(1700000100 + n / 10)
    from generate_series(1, ${count}) as n`);

/** Copies of one real incident's row with other ids, numbers and titles, nearly all resolved. Their logs are empty. */
export const loadIncidents = (pool: Database['pool'], count: number): Promise<unknown> =>
  pool.query(`do $$
    declare names text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
      where table_schema = 'public' and table_name = 'incident' and is_generated = 'NEVER');
    begin execute format('insert into incident (%1$s) select %1$s from (select (jsonb_populate_record(null::incident, to_jsonb(i) || jsonb_build_object(
        ''id'', ${ID.replaceAll("'", "''")}, ''number'', 1000 + n, ''status'', case when n %% 1000 = 0 then ''investigating'' else ''resolved'' end,
        ''severity'', ''P'' || 1 + n %% 4, ''title'', ''Checkout '' || n, ''search'', to_tsvector(''simple'', ''checkout web'' || n)))).*
      from (select * from incident limit 1) i, generate_series(1, ${count}) n) as copies', names); end $$`);

/** So many logs of so many entries, chained as ours are, each with a row that agrees. @returns entries in all */
export async function loadLogs(pool: Database['pool'], incidents: number, perLog: number): Promise<number> {
  const { rows } = await pool.query(
    `select e.kind, e.version, e.data, e.actor, e.at from incident i join incident_entry e on e.incident_id = i.id
     where i.number = (select min(number) from incident) order by e.seq`,
  );
  const drafts = Array.from({ length: perLog }, (_, index) =>
    index < rows.length
      ? rows[index]
      : { kind: 'note', version: 1, data: { type: 'note', text: `Note ${index}` } },
  );
  const now = Temporal.Instant.from('2030-01-01T00:00:00Z');
  for (let from = 0; from < incidents; from += 100) {
    const logs = Array.from({ length: Math.min(100, incidents - from) }, () => {
      const actor = { kind: 'system' } as never;
      return seal(newId(), GENESIS, drafts as never, { actor, now, commandId: newId(), hash: sha256 });
    });
    const entries = logs.flatMap((log) => log.entries);
    await pool.query(
      `do $$ declare names text := (select string_agg(quote_ident(column_name), ', ') from information_schema.columns
         where table_schema = 'public' and table_name = 'incident' and is_generated = 'NEVER');
       begin execute format('insert into incident (%1$s) select %1$s from (select (jsonb_populate_record(null::incident, to_jsonb(i) || jsonb_build_object(
         ''id'', l.id, ''number'', ${100 + from} + l.n, ''last_seq'', ${perLog}, ''last_hash'', l.hash))).*
         from (select * from incident order by number limit 1) i,
         jsonb_to_recordset(%2$L) as l(id uuid, n int, hash text)) as copies', names, '${JSON.stringify(
           logs.map(({ entries: own, head }, n) => ({ id: own[0]?.incidentId, n, hash: head.hash })),
         )}'); end $$`,
    );
    await pool.query(
      `insert into incident_entry (incident_id, seq, at, happened_at, actor, command_id, kind, version, data, format, prev_hash, hash)
       select r.incident_id, r.seq, r.at, r.happened_at, r.actor, r.command_id, r.kind, r.version, r.data, r.format, r.prev_hash, r.hash
       from jsonb_to_recordset($1::jsonb) as r(incident_id uuid, seq int, at timestamptz, happened_at timestamptz, actor jsonb,
         command_id uuid, kind text, version int, data jsonb, format int, prev_hash text, hash text)`,
      [
        JSON.stringify(
          entries.map((entry) => ({
            incident_id: entry.incidentId,
            seq: entry.seq,
            at: entry.at.toString(),
            happened_at: entry.happenedAt.toString(),
            actor: entry.actor,
            command_id: entry.commandId,
            kind: entry.kind,
            version: entry.version,
            data: entry.data,
            format: entry.format,
            prev_hash: entry.prevHash,
            hash: entry.hash,
          })),
        ),
      ],
    );
  }
  return incidents * perLog;
}
