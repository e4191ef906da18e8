import type { Actor, Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { RawPayload } from '../model.ts';
import type { Change, StoredChange } from './model.ts';

interface NewChange extends Change {
  readonly id: string;
  readonly integrationId: string | null;
  readonly systemId: string | null;
  readonly receivedAt: Instant;
  readonly recordedBy: Actor | null;
  readonly payload: (RawPayload & { readonly id: string }) | null;
}

/**
 * Stores a change, with its payload where it came as one. A change that is known by its key goes on: it takes the newer words
 * and keeps the time at which it began.
 */
export async function saveChange(tx: Tx, change: NewChange): Promise<StoredChange> {
  const { payload } = change;
  if (payload !== null)
    await tx
      .insertInto('inbound_payload')
      .values({
        id: payload.id,
        integration_id: change.integrationId ?? '',
        received_at: change.receivedAt,
        content_type: payload.contentType,
        body: payload.body,
      })
      .execute();
  const said = {
    system_id: change.systemId,
    summary: change.summary,
    source: change.source ?? null,
    kind: change.kind ?? 'change',
    version: change.version ?? null,
    environment: change.environment ?? null,
    state: change.state ?? null,
    by_whom: change.by ?? null,
    links: JSON.stringify(change.links),
    details: change.details === undefined ? null : JSON.stringify(change.details),
    payload_id: payload?.id ?? null,
  };
  const saved = await tx
    .insertInto('change_event')
    .values({
      ...said,
      id: change.id,
      integration_id: change.integrationId,
      happened_at: change.happenedAt ?? change.receivedAt,
      received_at: change.receivedAt,
      dedup_key: change.key ?? null,
      recorded_by: change.recordedBy === null ? null : JSON.stringify(change.recordedBy),
    })
    .onConflict((conflict) =>
      conflict
        .expression(sql`coalesce(integration_id, ''), dedup_key`)
        .where('dedup_key', 'is not', null)
        .doUpdateSet({
          ...said,
          happened_at: sql`least(change_event.happened_at, excluded.happened_at)`,
        }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return selectChanges(tx).where('id', '=', saved.id).executeTakeFirstOrThrow();
}

/** Where a page of changes ends: two may have happened at the same time. */
export interface ChangePosition {
  readonly happenedAt: Instant;
  readonly id: string;
}

const selectChanges = (reader: Reader) =>
  reader
    .selectFrom('change_event')
    .select([
      'id',
      'integration_id as integrationId',
      'system_id as systemId',
      'kind',
      'summary',
      'source',
      'version',
      'environment',
      'state',
      'by_whom as by',
      'recorded_by as recordedBy',
      'happened_at as happenedAt',
      'links',
      'details',
    ])
    .$castTo<StoredChange>();

/** Changes, newest first; after `after`, those before it. */
export function listChanges(
  reader: Reader,
  after: ChangePosition | undefined,
  limit: number,
): Promise<StoredChange[]> {
  let query = selectChanges(reader);
  if (after !== undefined)
    query = query.where(sql<boolean>`(happened_at, id) < (${after.happenedAt}, ${after.id}::uuid)`);
  return query.orderBy('happened_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** One change; undefined when there is none. */
export const findChange = (reader: Reader, id: string): Promise<StoredChange | undefined> =>
  selectChanges(reader).where('id', '=', id).executeTakeFirst();

/** Changes of systems in a span of time, the newest first. @param systemIds null: those that are about no known system */
export function changesBetween(
  reader: Reader,
  systemIds: readonly string[] | null,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  limit: number,
): Promise<StoredChange[]> {
  const within = selectChanges(reader).where('happened_at', '>=', from).where('happened_at', '<=', until);
  const about =
    systemIds === null
      ? within.where('system_id', 'is', null)
      : within.where('system_id', 'in', systemIds.length === 0 ? [''] : [...systemIds]);
  return about.orderBy('happened_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
