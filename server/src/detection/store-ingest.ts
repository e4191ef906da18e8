import type pg from 'pg';
import { wakeAtOver } from '../jobs/index.ts';
import type { Instant } from '../kernel/index.ts';
import { alertKey, type BatchRow } from './decide-batch.ts';
import { MOST_SAID, SAY_AGAIN_SECONDS } from './decide-words.ts';
import type { SignalAction, SignalOutcome } from './model.ts';
import { binaryArray, textArray } from './store-arrays.ts';

/** A request's body as it came, with the id that its alerts refer to. */
export interface BatchPayload {
  readonly id: string;
  readonly integrationId: string;
  readonly receivedAt: Instant;
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * What both statements do with the payloads of what they changed: keep them, and ask for processing.
 * @param alsoWake a further reason to ask, as a query of rows; `now` is the time of this commit
 */
const keepAndWake = (
  changed: string,
  first: number,
  alsoWake: (now: string) => string = () => '',
): string => `kept as (
  insert into inbound_payload (id, integration_id, received_at, content_type, body)
  select p.id::uuid, p.integration_id, p.received_at::timestamptz, p.content_type, p.body
  from unnest($${first}::text[], $${first + 1}::text[], $${first + 2}::text[], $${first + 3}::text[], $${first + 4}::bytea[])
    as p(id, integration_id, received_at, content_type, body)
  where p.id::uuid in (select latest_payload_id from ${changed})
  on conflict (id) do update set received_at = excluded.received_at -- a later wave of the same commit: returned again
  returning id
), woken as (
  select case when (graphile_worker.add_job(identifier => 'detection.process', payload => $${first + 5}::json,
    run_at => $${first + 6}::timestamptz, max_attempts => 50, job_key => $${first + 7})).id is null
    then 'not_woken' else 'woken' end as outcome
  from (select 1 from kept ${alsoWake(`$${first + 8}::timestamptz`)} limit 1) as something_changed
)`;

/** Words kept of one alert between two looks: a monitor has a handful, and one that makes them up does not fill the row. */
const MOST_WORDS = 16;

/** Bytes of members that came and went since the last look: that many are there only when nobody looks for long. */
const MOST_SINCE = 262_144;

/**
 * Whether a repeat says what its alert has not said while open (decide-words.ts). Asked only of a title that is another
 * one, so that a mere repeat costs a comparison. What an alert of before this was noted has said is its last title.
 */
const SAYS_NEW = `(a.title is distinct from excluded.title and case
  when excluded.said[1] = any(a.said) or cardinality(excluded.said) = 0 then false
  when cardinality(a.said) = 0 then translate(lower(a.title), '0123456789.,: ', '') is distinct from
    translate(lower(excluded.title), '0123456789.,: ', '')
  when cardinality(a.said) < ${MOST_SAID} then true
  else coalesce(a.reworded_at <= excluded.last_seen_at - interval '${SAY_AGAIN_SECONDS} seconds', true) end)`;

/** Whether a repeat is to be looked at. */
const IS_CHANGE = `(a.severity_word is distinct from excluded.severity_word
  or a.members is distinct from excluded.members or ${SAYS_NEW})`;

/** A repeat of an alert that nobody has looked at for a while, its wake-up having got lost, is a wake-up. */
const overlooked = (now: string): string => `union all select 1 from up
    where pending_since < ${now} - interval '30 seconds' and (held_until is null or held_until <= ${now})`;

/**
 * The whole of accepting alerts in one statement, so that a group commit is one round trip. New alerts are inserted, known
 * ones counted; what changed keeps its payload and asks for processing. Everything is text on the way in and cast here:
 * the driver's own arrays are literals that both sides would have to escape and parse.
 */
const ACCEPT = `
with up as (
  insert into alert as a (id, integration_id, dedup_key, status, title, description, severity_word, source, labels, links,
    starts_at, ends_at, expires_at, first_seen_at, last_seen_at, count, payload_id, latest_payload_id, pending,
    pending_since, heard_in, said, members)
  select t.id::uuid, t.integration_id, t.dedup_key, 'firing', t.title, t.description, t.severity_word, t.source,
    t.labels::jsonb, t.links::jsonb, t.starts_at::timestamptz, t.ends_at::timestamptz, t.expires_at::timestamptz, t.seen_at::timestamptz,
    t.seen_at::timestamptz, t.count::integer, t.payload_id::uuid, t.payload_id::uuid, true,
    t.seen_at::timestamptz, pg_current_xact_id(),
    case when t.words is null then '{}' else array[t.words::integer] end, t.members::jsonb
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[])
    as t(id, integration_id, dedup_key, title, description, severity_word, source, labels, links, starts_at, ends_at,
      expires_at, seen_at, count, payload_id, words, members)
  on conflict (integration_id, dedup_key) where status = 'firing' do update set
    count = a.count + excluded.count,
    last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at), heard_in = excluded.heard_in,
    title = excluded.title, description = excluded.description, labels = excluded.labels, links = excluded.links,
    severity_word = excluded.severity_word,
    -- The longest promise counts, as in Alertmanager: two Prometheus servers may say the same at intervals of their own.
    expires_at = greatest(a.expires_at, excluded.expires_at),
    earlier_words = case when a.pending and a.severity_word is distinct from excluded.severity_word
        and array_position(a.earlier_words, a.severity_word) is null and cardinality(a.earlier_words) < ${MOST_WORDS}
      then a.earlier_words || a.severity_word else a.earlier_words end,
    said = case when a.title is not distinct from excluded.title and cardinality(a.said) > 0 then a.said
      when excluded.said[1] = any(a.said) or cardinality(a.said) >= ${MOST_SAID} then a.said else a.said || excluded.said end,
    new_words = case when not ${SAYS_NEW} or cardinality(a.new_words) > ${MOST_WORDS} then a.new_words
      when cardinality(a.new_words) = 0 then array[a.title, excluded.title] else a.new_words || excluded.title end,
    reworded_at = case when ${SAYS_NEW} then excluded.last_seen_at else a.reworded_at end,
    members = excluded.members,
    members_since = case when excluded.members is null or a.members is not distinct from excluded.members
        or pg_column_size(a.members_since) > ${MOST_SINCE} then a.members_since
      else coalesce(a.members_since, a.members, '{}') || excluded.members end,
    pending = a.pending or ${IS_CHANGE},
    pending_since = case when a.pending then a.pending_since when ${IS_CHANGE} then excluded.last_seen_at end,
    latest_payload_id = case when ${IS_CHANGE} then excluded.payload_id else a.latest_payload_id end
  returning a.integration_id, a.dedup_key, a.latest_payload_id, a.xmax = 0 as inserted, a.pending_since, a.held_until
), ${keepAndWake('up', 18, overlooked)}
select case when inserted then 'opened' else 'changed' end as outcome, integration_id, json_agg(dedup_key) as dedup_keys
  from up where latest_payload_id in (select id from kept) group by 1, 2
union all select outcome, null, null from woken`;

/**
 * A resolve that comes late or twice may be about a firing before the open one: by its monitor's clock it ended before
 * the open one began. By ours too, or else an alert whose start its monitor has put into the future would never end.
 */
const IS_OF_THIS_FIRING = '(c.ends_at < a.starts_at and c.ends_at < a.first_seen_at) is not true';

/**
 * Acknowledging and resolving; a resolve of what was closed with its incident is noted, so that reopening the incident
 * does not let it fire again. Apart from accepting, and planned anew each time: joined to the open alerts in a statement
 * whose plan is kept, it was planned while the table was small and then read all of it at every commit.
 */
const CLOSE = `
with closing as (
  select c.action, c.integration_id, c.dedup_key, c.seen_at::timestamptz as seen_at, c.ends_at::timestamptz as ends_at,
    c.payload_id::uuid as payload_id
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    as c(action, integration_id, dedup_key, seen_at, ends_at, payload_id)
), resolved as (
  update alert a set status = 'resolved', resolved_at = c.seen_at, ends_at = coalesce(c.ends_at, a.ends_at),
    last_seen_at = c.seen_at, latest_payload_id = c.payload_id, pending = true,
    pending_since = coalesce(a.pending_since, c.seen_at)
  from closing c where c.action = 'resolve' and a.integration_id = c.integration_id and a.dedup_key = c.dedup_key
    and a.status = 'firing' and ${IS_OF_THIS_FIRING}
  returning 'resolved' as outcome, a.integration_id, a.dedup_key, a.latest_payload_id
), acknowledged as (
  update alert a set acknowledged_at = c.seen_at, last_seen_at = c.seen_at, latest_payload_id = c.payload_id, pending = true,
    pending_since = coalesce(a.pending_since, c.seen_at)
  from closing c where c.action = 'acknowledge' and a.integration_id = c.integration_id and a.dedup_key = c.dedup_key
    and a.status = 'firing' and a.acknowledged_at is null
  returning 'acknowledged' as outcome, a.integration_id, a.dedup_key, a.latest_payload_id
), over_too as (
  update alert a set closed_with_incident = false, ends_at = coalesce(c.ends_at, a.ends_at)
  from closing c where c.action = 'resolve' and a.integration_id = c.integration_id and a.dedup_key = c.dedup_key
    and a.status = 'resolved' and a.closed_with_incident and ${IS_OF_THIS_FIRING}
), closed as (select * from resolved union all select * from acknowledged
), ${keepAndWake('closed', 7)}
select outcome, integration_id, json_agg(dedup_key) as dedup_keys from closed group by 1, 2
union all select outcome, null, null from woken`;

interface AcceptedRow {
  readonly outcome: SignalOutcome | 'woken' | 'not_woken';
  readonly integration_id: string;
  /** All of one outcome in one row: the driver takes longer over a row than JSON.parse over a thousand keys. */
  readonly dedup_keys: readonly string[];
}

/** Whether a wave is one statement, and so needs no transaction around it to be taken whole. */
export const isOneStatement = (wave: readonly BatchRow[]): boolean =>
  wave.every((row) => isTrigger(row) === isTrigger(wave[0]));

const isTrigger = (row: BatchRow | undefined): boolean => row?.item.signal.action === 'trigger';

/**
 * Takes one wave of a batch (decide-batch.ts). Outside a transaction each statement is one of its own: whoever gets the
 * answer knows that it is on disk.
 * @param wakeKey the lane's own wake-up key: two commits would wait for each other on a shared one
 * @param wakeAt when processing is to look at what this commit changed
 * @returns per alert key what became of it; one that is absent was repeated (trigger) or dropped
 */
export async function acceptWave(
  client: pg.Pool | pg.ClientBase,
  wave: readonly BatchRow[],
  payloads: readonly BatchPayload[],
  context: {
    readonly newIds: readonly string[];
    readonly wakeKey: string;
    readonly now: Instant;
    readonly wakeAt: Instant;
  },
): Promise<ReadonlyMap<string, SignalOutcome>> {
  const triggers = wave.filter(isTrigger);
  const closers = wave.filter((row) => !isTrigger(row));
  const common = [
    ...payloadColumns(payloads),
    JSON.stringify({ key: context.wakeKey }),
    context.wakeAt,
    `detection.process:${context.wakeKey}`,
  ];
  const rows: AcceptedRow[] = [];
  if (triggers.length > 0) {
    const values = [...triggerColumns(triggers, context.newIds), ...common, context.now];
    rows.push(...(await client.query<AcceptedRow>({ name: 'detection-accept', text: ACCEPT, values })).rows);
  }
  if (closers.length > 0)
    rows.push(...(await client.query<AcceptedRow>(CLOSE, [...closerColumns(closers), ...common])).rows);
  // A worker was just taking the job that this would have replaced, and may not see these alerts (jobs/, insist).
  if (rows.some(({ outcome }) => outcome === 'not_woken'))
    await wakeAtOver(client, { task: 'detection.process', key: context.wakeKey, runAt: context.wakeAt });
  const became = new Map<string, SignalOutcome>();
  for (const { outcome, integration_id, dedup_keys } of rows)
    if (outcome !== 'woken' && outcome !== 'not_woken')
      for (const key of dedup_keys) became.set(alertKey(integration_id, key), outcome);
  return became;
}

const column = <T>(rows: readonly T[], read: (row: T, index: number) => string | undefined): Buffer =>
  textArray(rows.map(read));

/** As `Instant.toString()`, at a tenth of its cost; ours are whole milliseconds. */
const isoOf = (instant: Instant | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant.epochMilliseconds).toISOString();

function triggerColumns(rows: readonly BatchRow[], newIds: readonly string[]): Buffer[] {
  const signal = (read: (signal: BatchRow['item']['signal']) => string | undefined) =>
    column(rows, (row) => read(row.item.signal));
  return [
    textArray(newIds.slice(0, rows.length)),
    column(rows, (row) => row.item.integrationId),
    signal((it) => it.dedupKey),
    signal((it) => it.title),
    signal((it) => it.description),
    signal((it) => it.severity),
    signal((it) => it.source),
    signal((it) => JSON.stringify(it.labels)),
    signal((it) => JSON.stringify(it.links)),
    signal((it) => isoOf(it.startsAt)),
    signal((it) => isoOf(it.endsAt)),
    signal((it) => isoOf(it.expiresAt)),
    column(rows, (row) => isoOf(row.item.receivedAt)),
    column(rows, (row) => String(row.positions.length)),
    column(rows, (row) => row.item.payloadId),
    column(rows, ({ item: { words } }) => (words === undefined ? undefined : String(words))),
    signal((it) => (it.members === undefined ? undefined : JSON.stringify(it.members))),
  ];
}

function closerColumns(rows: readonly BatchRow[]): Buffer[] {
  return [
    column(rows, (row) => row.item.signal.action satisfies SignalAction),
    column(rows, (row) => row.item.integrationId),
    column(rows, (row) => row.item.signal.dedupKey),
    column(rows, (row) => isoOf(row.item.receivedAt)),
    column(rows, (row) => isoOf(row.item.signal.endsAt)),
    column(rows, (row) => row.item.payloadId),
  ];
}

function payloadColumns(payloads: readonly BatchPayload[]): Buffer[] {
  return [
    column(payloads, (payload) => payload.id),
    column(payloads, (payload) => payload.integrationId),
    column(payloads, (payload) => isoOf(payload.receivedAt)),
    column(payloads, (payload) => payload.contentType),
    binaryArray(payloads.map((payload) => payload.body)),
  ];
}

/** Stores a body by itself, before the alerts that refer to it; the statements above then find it there. */
export async function keepPayload(pool: pg.Pool, payload: BatchPayload): Promise<void> {
  const { id, integrationId, receivedAt, contentType, body } = payload;
  await pool.query(
    'insert into inbound_payload (id, integration_id, received_at, content_type, body) values ($1, $2, $3, $4, $5)',
    [id, integrationId, receivedAt, contentType, body],
  );
}

export async function deletePayload(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('delete from inbound_payload where id = $1', [id]);
}
