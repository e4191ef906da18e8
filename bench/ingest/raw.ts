import { integrationOptions, type Signal } from '../../server/src/detection/index.ts';
import { binaryArray, textArray } from '../../server/src/detection/store-arrays.ts';
import { parseAlertmanager } from '../../server/src/inbound/alertmanager/parse.ts';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { notification } from './bodies.ts';

/** Rows per insert statement. */
const BATCH = 1_024;

const SQL = `
with p as (
  insert into raw_payload (id, integration_id, received_at, content_type, body)
  select p.id::uuid, p.integration_id, p.received_at::timestamptz, p.content_type, p.body
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[]) as p(id, integration_id, received_at, content_type, body)
)
insert into raw_alert (id, integration_id, dedup_key, status, title, description, severity_word, source, labels, links,
  starts_at, first_seen_at, last_seen_at, count, payload_id, latest_payload_id, pending)
select t.id::uuid, t.integration_id, t.dedup_key, 'firing', t.title, t.description, t.severity_word, t.source, t.labels::jsonb,
  t.links::jsonb, t.starts_at::timestamptz, t.seen_at::timestamptz, t.seen_at::timestamptz, 1, t.payload_id::uuid,
  t.payload_id::uuid, true
from unnest($6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
  $15::text[], $16::text[], $17::text[]) as t(id, integration_id, dedup_key, title, description, severity_word, source, labels,
  links, starts_at, seen_at, payload_id)`;

/**
 * The database's own best: the very rows that ingest would store, in tables of the same shape with the same indexes, in
 * multi-row inserts of 1,024 alerts and their payloads, one connection, durable, prepared, and nothing else: no parsing, no
 * looking for known alerts, no wake-ups. Only the time of the statements counts, not that of making their values.
 * @returns alerts per second
 */
export async function rawInsert(url: string, perRequest: number, seconds: number): Promise<number> {
  const { pool, close } = openDatabase(url, {
    max: 1,
    name: 'raw',
    onError: (error) => console.error(error),
  });
  try {
    await pool.query(
      `drop table if exists raw_alert, raw_payload;
       create table raw_alert (like alert including all) with (fillfactor = 85);
       create table raw_payload (like inbound_payload including all)`,
    );
    let [rows, spent, id] = [0, 0, 1];
    while (spent < seconds * 1_000) {
      const values = batchOf(id, perRequest);
      id += BATCH;
      const sent = performance.now();
      await pool.query({ name: 'raw', text: SQL, values });
      spent += performance.now() - sent;
      rows += BATCH;
    }
    return rows / (spent / 1_000);
  } finally {
    await close();
  }
}

function batchOf(from: number, perRequest: number): Buffer[] {
  const now = '2026-11-23T05:16:00Z';
  const payloads: { id: string; body: Buffer }[] = [];
  const alerts: { signal: Signal; payloadId: string }[] = [];
  for (let id = from; id < from + BATCH; id += perRequest) {
    const body = notification(Array.from({ length: perRequest }, (_, index) => id + index));
    const read = parseAlertmanager(JSON.parse(body), integrationOptions.alertmanager.parse({}));
    if (!read.ok) throw new Error(read.error);
    const payload = { id: newId(), body: Buffer.from(body) };
    payloads.push(payload);
    for (const signal of read.value.signals) alerts.push({ signal, payloadId: payload.id });
  }
  const of = (read: (signal: Signal) => string | undefined) =>
    textArray(alerts.map(({ signal }) => read(signal)));
  return [
    textArray(payloads.map((payload) => payload.id)),
    textArray(payloads.map(() => 'bench')),
    textArray(payloads.map(() => now)),
    textArray(payloads.map(() => 'application/json')),
    binaryArray(payloads.map((payload) => payload.body)),
    textArray(alerts.map(() => newId())),
    of(() => 'bench'),
    of((signal) => signal.dedupKey),
    of((signal) => signal.title),
    of((signal) => signal.description),
    of((signal) => signal.severity),
    of((signal) => signal.source),
    of((signal) => JSON.stringify(signal.labels)),
    of((signal) => JSON.stringify(signal.links)),
    of((signal) => signal.startsAt?.toString()),
    of(() => now),
    textArray(alerts.map(({ payloadId }) => payloadId)),
  ];
}
