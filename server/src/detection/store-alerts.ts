import type { Instant } from '../kernel/index.ts';
import { type Reader, sql } from '../platform/db/index.ts';
import { type OpenAlert, STATE_MARK } from './decide-pair.ts';
import type { SignalLink } from './model.ts';

/** An alert as it is shown. */
export interface Alert {
  readonly id: string;
  readonly integrationId: string;
  readonly dedupKey: string;
  readonly status: 'firing' | 'resolved';
  readonly title: string;
  readonly description: string | null;
  readonly severityWord: string | null;
  readonly severity: string | null;
  readonly source: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly links: readonly SignalLink[];
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  readonly count: number;
  readonly payloadId: string;
  readonly latestPayloadId: string;
  readonly acknowledgedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedWithIncident: boolean;
  readonly systemId: string | null;
  readonly teamId: string | null;
  readonly incidentId: string | null;
  readonly heldUntil: Instant | null;
  /** Its monitor repeats it before; null: it fires until its monitor says otherwise. */
  readonly expiresAt: Instant | null;
  /** The silences because of which it was not processed. */
  readonly silencedBy: readonly string[];
}

export interface Payload {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly contentType: string;
  /** The first MiB of it. */
  readonly body: Buffer;
  /** The size of all of it. */
  readonly bytes: number;
}

/** Bytes of a payload that are read for showing it: a notification may have 32 MiB, and nobody reads these in a page. */
const PAYLOAD_SHOWN = 1024 * 1024;

const columns = [
  'id',
  'integration_id as integrationId',
  'dedup_key as dedupKey',
  'status',
  'title',
  'description',
  'severity_word as severityWord',
  'severity',
  'source',
  'labels',
  'links',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'first_seen_at as firstSeenAt',
  'last_seen_at as lastSeenAt',
  'count',
  'payload_id as payloadId',
  'latest_payload_id as latestPayloadId',
  'acknowledged_at as acknowledgedAt',
  'resolved_at as resolvedAt',
  'closed_with_incident as closedWithIncident',
  'system_id as systemId',
  'team_id as teamId',
  'incident_id as incidentId',
  'held_until as heldUntil',
  'expires_at as expiresAt',
  'silenced_by as silencedBy',
] as const;

const alerts = (reader: Reader) => reader.selectFrom('alert').select(columns).$castTo<Alert>();

export interface AlertFilter {
  readonly status?: 'firing' | 'resolved' | undefined;
  readonly systemId?: string | undefined;
  readonly integrationId?: string | undefined;
  readonly incidentId?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  /** Words in the title. */
  readonly q?: string | undefined;
  /** Id of the last alert of the page before. */
  readonly before?: string | undefined;
}

/**
 * How many alerts one page of a search reads. Words in titles have no index: it would be written with every alert of a storm,
 * and read by a person now and then. A search that finds too little goes on from where it stopped.
 */
const SEARCHED_PER_PAGE = 20_000;

export interface AlertPage {
  readonly alerts: readonly Alert[];
  /** Id to go on before; null when there are no more. */
  readonly next: string | null;
}

/**
 * One page, newest first (ids are time-ordered). Of a search it may hold few alerts or none, and yet not be the last.
 * @param hiddenIncidents incidents whose alerts whoever looks may not see
 * @param searched how many alerts a search reads at most
 */
export async function listAlerts(
  reader: Reader,
  filter: AlertFilter,
  hiddenIncidents: readonly string[],
  limit: number,
  searched = SEARCHED_PER_PAGE,
): Promise<AlertPage> {
  const newest = filtered(reader, filter, hiddenIncidents).orderBy('id', 'desc');
  const pageOf = (found: Alert[]): AlertPage => ({
    alerts: found.slice(0, limit),
    next: found.length > limit ? (found[limit - 1]?.id ?? null) : null,
  });
  if (filter.q === undefined)
    return pageOf(
      await newest
        .select(columns)
        .limit(limit + 1)
        .$castTo<Alert>()
        .execute(),
    );
  const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
  const found = await reader
    .selectFrom(newest.select(columns).limit(searched).as('newest'))
    .selectAll()
    .where('title', 'ilike', pattern)
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .$castTo<Alert>()
    .execute();
  if (found.length > limit) return pageOf(found);
  const last = await newest
    .select('id')
    .offset(searched - 1)
    .limit(1)
    .executeTakeFirst();
  return { alerts: found, next: last?.id ?? null };
}

function filtered(reader: Reader, filter: AlertFilter, hiddenIncidents: readonly string[]) {
  let query = reader.selectFrom('alert');
  if (hiddenIncidents.length > 0)
    query = query.where(
      sql<boolean>`(incident_id is null or incident_id <> all(${[...hiddenIncidents]}::uuid[]))`,
    );
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.systemId !== undefined) query = query.where('system_id', '=', filter.systemId);
  if (filter.integrationId !== undefined) query = query.where('integration_id', '=', filter.integrationId);
  if (filter.incidentId !== undefined) query = query.where('incident_id', '=', filter.incidentId);
  if (filter.ids !== undefined) query = query.where('id', 'in', [...filter.ids]);
  return filter.before === undefined ? query : query.where('id', '<', filter.before);
}

export const findAlert = (reader: Reader, id: string): Promise<Alert | undefined> =>
  alerts(reader).where('id', '=', id).executeTakeFirst();

/** The open alert of a key. */
export const findAlertByKey = (
  reader: Reader,
  integrationId: string,
  dedupKey: string,
): Promise<Alert | undefined> =>
  alerts(reader)
    .where('integration_id', '=', integrationId)
    .where('dedup_key', '=', dedupKey)
    .where('status', '=', 'firing')
    .executeTakeFirst();

/** Open alerts that the ends in one request can mean: a sender whose ids change makes an alert of each repeat. */
const MOST_AT_ONCE = 20_000;

/** The open alerts whose titles, without a mark of their state, are among these, oldest first. */
export function openAlertsLike(
  reader: Reader,
  integrationId: string,
  titles: readonly string[],
): Promise<Pick<OpenAlert, 'dedupKey' | 'title' | 'source'>[]> {
  return reader
    .selectFrom('alert')
    .select(['dedup_key as dedupKey', 'title', 'source'])
    .where('integration_id', '=', integrationId)
    .where('status', '=', 'firing')
    .where(sql<boolean>`regexp_replace(title, ${STATE_MARK}, '', 'i') = any(${[...titles]}::text[])`)
    .orderBy('id')
    .limit(MOST_AT_ONCE)
    .execute();
}

/** Which of these keys an alert, open or over, has had. Each status has an index of its own. */
export async function keysEverUsed(
  reader: Reader,
  integrationId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${[...keys]}::text[]) as asked(key)
    where exists (select from alert where integration_id = ${integrationId} and dedup_key = key and status = 'firing')
      or exists (select from alert where integration_id = ${integrationId} and dedup_key = key and status = 'resolved')
  `.execute(reader);
  return new Set(rows.map(({ key }) => key));
}

/** The payloads that still exist, in no order. */
export function findPayloads(reader: Reader, ids: readonly string[]): Promise<Payload[]> {
  return reader
    .selectFrom('inbound_payload')
    .select(({ fn, val }) => [
      'id',
      'received_at as receivedAt',
      'content_type as contentType',
      fn<Buffer>('substr', ['body', val(1), val(PAYLOAD_SHOWN)]).as('body'),
      fn<number>('octet_length', ['body']).as('bytes'),
    ])
    .where('id', 'in', ids)
    .execute();
}

/** How many alerts of an incident there are, and how many still fire. */
export async function countAlerts(
  reader: Reader,
  incidentId: string,
): Promise<{ total: number; firing: number }> {
  const row = await reader
    .selectFrom('alert')
    .where('incident_id', '=', incidentId)
    .select([
      sql<number>`count(*)`.as('total'),
      sql<number>`count(*) filter (where status = 'firing')`.as('firing'),
    ])
    .executeTakeFirstOrThrow();
  return row;
}
