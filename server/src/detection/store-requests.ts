import type { Instant } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';

/** What became of a request that was answered before it was acted upon (Opsgenie), kept as the log of its alert, too. */
export interface InboundRequest {
  readonly id: string;
  readonly integrationId: string;
  readonly at: Instant;
  /** The vendor's own word, such as `Create` or `AddNote`. */
  readonly action: string;
  readonly success: boolean;
  readonly status: string;
  readonly alias: string | null;
  readonly alertId: string | null;
  readonly by: string | null;
  readonly note: string | null;
}

const columns = sql`id, integration_id as "integrationId", at, action, success, status, alias, alert_id as "alertId",
  by_whom as "by", note`;

export async function insertRequest(reader: Reader, request: InboundRequest): Promise<void> {
  await reader
    .insertInto('inbound_request')
    .values({
      ...{ id: request.id, integration_id: request.integrationId, at: request.at, action: request.action },
      ...{ success: request.success, status: request.status, alias: request.alias },
      ...{ alert_id: request.alertId, by_whom: request.by, note: request.note },
    })
    .execute();
}

export async function findRequest(
  reader: Reader,
  integrationId: string,
  id: string,
): Promise<InboundRequest | undefined> {
  const { rows } = await sql<InboundRequest>`select ${columns} from inbound_request
    where id = ${id}::uuid and integration_id = ${integrationId}`.execute(reader);
  return rows[0];
}

/** What was asked about an alert, the newest first. */
export async function requestsOf(reader: Reader, alertId: string, most: number): Promise<InboundRequest[]> {
  const { rows } =
    await sql<InboundRequest>`select ${columns} from inbound_request where alert_id = ${alertId}::uuid
    order by id desc limit ${most}`.execute(reader);
  return rows;
}

/** Forgets what was asked before `before`, at most so many. @returns how many went */
export async function deleteRequests(tx: Tx, before: Instant, most: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from inbound_request where id in (
    select id from inbound_request where at < ${before} order by id limit ${most})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** The short numbers of these alerts; those without one get one. */
export async function alertNumbers(
  reader: Reader,
  integrationId: string,
  alertIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  await sql`insert into alert_number (alert_id, integration_id)
    select id, ${integrationId} from unnest(${[...alertIds]}::uuid[]) as id on conflict do nothing`.execute(
    reader,
  );
  const { rows } = await sql<{ id: string; number: string }>`select alert_id as id, number::text as number
    from alert_number where alert_id = any(${[...alertIds]}::uuid[])`.execute(reader);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

export async function alertOfNumber(
  reader: Reader,
  integrationId: string,
  number: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select alert_id as id from alert_number
    where integration_id = ${integrationId} and number = ${number}::bigint`.execute(reader);
  return rows[0]?.id;
}
