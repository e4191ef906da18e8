import type { Selectable } from 'kysely';
import type { Instant } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Attempt, Delivery, DeliveryState } from './model.ts';
import { PING } from './model.ts';

const toDelivery = (row: Selectable<DB['webhook_delivery']>): Delivery => ({
  ...{ id: row.id, webhookId: row.webhook_id, eventId: row.event_id, type: row.type },
  ...{ incidentId: row.incident_id, seq: row.seq, body: row.body },
  state: row.state as DeliveryState,
  ...{ tries: row.tries, firstTriedAt: row.first_tried_at, dueAt: row.due_at },
  ...{ createdAt: row.created_at, settledAt: row.settled_at },
});

/** Entries that are to be looked at for webhooks. */
export async function insertNews(
  tx: Tx,
  { incidentId, first, last }: { readonly incidentId: string; readonly first: number; readonly last: number },
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('webhook_news')
    .values({ incident_id: incidentId, first_seq: first, last_seq: last, at })
    .execute();
}

/** Takes an incident's news away, to be looked at in this transaction; in order. */
export async function takeNews(
  tx: Tx,
  incidentId: string,
): Promise<readonly { readonly first: number; readonly last: number }[]> {
  const rows = await tx
    .deleteFrom('webhook_news')
    .where('incident_id', '=', incidentId)
    .returning(['first_seq', 'last_seq'])
    .execute();
  return rows
    .map(({ first_seq: first, last_seq: last }) => ({ first, last }))
    .sort((a, b) => a.first - b.first);
}

/** Incidents with news that nobody has looked at since before. */
export async function overdueNews(reader: Reader, before: Instant): Promise<string[]> {
  const rows = await reader
    .selectFrom('webhook_news')
    .select('incident_id')
    .distinct()
    .where('at', '<=', before)
    .limit(1_000)
    .execute();
  return rows.map((row) => row.incident_id);
}

/** A statement has 65,535 parameters at most. */
const ROWS = 1_000;

/** Once per webhook and event. */
export async function insertDeliveries(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
  for (let from = 0; from < deliveries.length; from += ROWS)
    await insertSome(tx, deliveries.slice(from, from + ROWS));
}

async function insertSome(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
  await tx
    .insertInto('webhook_delivery')
    .values(
      deliveries.map((each) => ({
        ...{ id: each.id, webhook_id: each.webhookId, event_id: each.eventId, type: each.type },
        ...{ incident_id: each.incidentId, seq: each.seq, body: each.body, state: each.state },
        ...{ due_at: each.dueAt, created_at: each.createdAt, settled_at: each.settledAt },
      })),
    )
    .onConflict((conflict) => conflict.columns(['webhook_id', 'event_id']).doNothing())
    .execute();
}

/** The next to be sent, oldest first. @param pingsOnly of a webhook that is off only its tests are sent */
export async function nextDue(
  reader: Reader,
  webhookId: string,
  now: Instant,
  pingsOnly: boolean,
): Promise<Delivery | undefined> {
  let query = reader
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now);
  if (pingsOnly) query = query.where('type', '=', PING);
  const row = await query.orderBy('due_at').orderBy('id').limit(1).executeTakeFirst();
  return row && toDelivery(row);
}

/** When the next one is due; null when none waits. */
export async function dueNext(
  reader: Reader,
  webhookId: string,
  pingsOnly: boolean,
): Promise<Instant | null> {
  let query = reader
    .selectFrom('webhook_delivery')
    .select('due_at')
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting');
  if (pingsOnly) query = query.where('type', '=', PING);
  return (await query.orderBy('due_at').limit(1).executeTakeFirst())?.due_at ?? null;
}

/** Webhooks with something that should have been sent before, and that no worker has in hand. */
export async function overdueWebhooks(reader: Reader, before: Instant, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from webhook
    where (claimed_until is null or claimed_until <= ${now})
      and (resting_until is null or resting_until <= ${before})
      and exists (select from webhook_delivery
        where webhook_id = webhook.id and webhook_delivery.state = 'waiting' and due_at <= ${before}
          and (webhook.state = 'on' or type = ${PING}))`.execute(reader);
  return rows.map(({ id }) => id);
}

export async function saveTry(
  tx: Tx,
  id: string,
  after: Pick<Delivery, 'state' | 'tries' | 'firstTriedAt' | 'dueAt' | 'settledAt'>,
): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({
      ...{ state: after.state, tries: after.tries, first_tried_at: after.firstTriedAt },
      ...{ due_at: after.dueAt, settled_at: after.settledAt },
    })
    .where('id', '=', id)
    .execute();
}

export async function insertAttempt(tx: Tx, deliveryId: string, attempt: Attempt): Promise<void> {
  const { at, milliseconds, status, trouble, answer } = attempt;
  await sql`insert into webhook_attempt (delivery_id, number, at, milliseconds, status, trouble, answer)
    select ${deliveryId}, count(*) + 1, ${at}, ${milliseconds}, ${status}::int, ${trouble}::text, ${answer}::text
    from webhook_attempt where delivery_id = ${deliveryId}`.execute(tx);
}

/** It must not be sent any more, and what it said is forgotten. */
export async function withhold(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ state: 'withheld', body: null, due_at: null, settled_at: now })
    .where('id', '=', id)
    .execute();
}

/** What waits for another try is due now. */
export async function hasten(tx: Tx, webhookId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ due_at: now })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .where('due_at', '>', now)
    .execute();
}

/** What waits is kept until the webhook is switched on. */
export async function hold(tx: Tx, webhookId: string): Promise<void> {
  await tx
    .updateTable('webhook_delivery')
    .set({ state: 'held', due_at: null })
    .where('webhook_id', '=', webhookId)
    .where('state', '=', 'waiting')
    .execute();
}

/** Which deliveries are to be sent again. */
export type Again =
  | { readonly id: string }
  | { readonly since: Instant }
  | { readonly state: Extract<DeliveryState, 'held'> };

/** They are due now, as if never tried. @returns how many there are */
export async function sendAgain(tx: Tx, webhookId: string, which: Again, now: Instant): Promise<number> {
  let query = tx
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', tries: 0, first_tried_at: null, due_at: now, settled_at: null })
    .where('webhook_id', '=', webhookId)
    .where('state', 'not in', ['waiting', 'withheld']);
  if ('id' in which) query = query.where('id', '=', which.id);
  else if ('since' in which) query = query.where('created_at', '>=', which.since).where('type', '!=', PING);
  else query = query.where('state', '=', which.state);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

export async function countHeld(
  reader: Reader,
): Promise<ReadonlyMap<string, Record<'held' | 'waiting', number>>> {
  const rows = await reader
    .selectFrom('webhook_delivery')
    .select(['webhook_id', 'state', sql<number>`count(*)::int`.as('count')])
    .where('state', 'in', ['held', 'waiting'])
    .groupBy(['webhook_id', 'state'])
    .execute();
  const counts = new Map<string, Record<'held' | 'waiting', number>>();
  for (const { webhook_id: id, state, count } of rows)
    counts.set(id, { ...(counts.get(id) ?? { held: 0, waiting: 0 }), [state]: count });
  return counts;
}

export interface LogPage {
  readonly before: string | undefined;
  readonly limit: number;
  readonly state: DeliveryState | undefined;
  readonly hidden: readonly string[];
}

/** A delivery with how its last request went. */
export interface Logged {
  readonly delivery: Delivery;
  readonly last: Attempt | null;
}

/** Newest first, without those about hidden incidents. */
export async function listDeliveries(
  reader: Reader,
  webhookId: string,
  { before, limit, state, hidden }: LogPage,
): Promise<Logged[]> {
  let query = reader
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook_id', '=', webhookId)
    .where(sql<boolean>`(incident_id is null or incident_id != all(${[...hidden]}::uuid[]))`);
  if (before !== undefined) query = query.where('id', '<', before);
  if (state !== undefined) query = query.where('state', '=', state);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  const ids = rows.map(({ id }) => id);
  const lasts = new Map((await attemptsOf(reader, ids)).map((each) => [each.deliveryId, each]));
  return rows.map((row) => ({ delivery: toDelivery(row), last: lasts.get(row.id) ?? null }));
}

export async function findDelivery(reader: Reader, id: string): Promise<Delivery | undefined> {
  const row = await reader.selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toDelivery(row);
}

/** In the order in which they were made. */
export async function attemptsOf(
  reader: Reader,
  deliveryIds: readonly string[],
): Promise<(Attempt & { readonly deliveryId: string })[]> {
  if (deliveryIds.length === 0) return [];
  const rows = await reader
    .selectFrom('webhook_attempt')
    .selectAll()
    .where('delivery_id', 'in', deliveryIds)
    .orderBy('number')
    .execute();
  return rows.map(({ delivery_id: deliveryId, number: _, ...rest }) => ({ deliveryId, ...rest }));
}

export async function forget(tx: Tx, before: Instant): Promise<void> {
  await tx
    .deleteFrom('webhook_delivery')
    .where('created_at', '<', before)
    .where('state', '!=', 'waiting')
    .execute();
}
