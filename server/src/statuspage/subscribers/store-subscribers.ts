import type { Selectable } from 'kysely';
import type { Instant } from '../../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../../platform/db/index.ts';
import type { Language } from '../model.ts';
import type { Notice, Subscriber } from './model.ts';

const fromRow = (row: Selectable<DB['status_subscriber']>): Subscriber => ({
  ...{ id: row.id, pageId: row.page_id, address: row.address, components: row.components },
  kind: row.kind as Subscriber['kind'],
  language: row.language as Language,
  state: row.state as Subscriber['state'],
  ...{ askedAt: row.asked_at, confirmedAt: row.confirmed_at },
});

export async function subscriberById(reader: Reader, id: string): Promise<Subscriber | undefined> {
  const row = await reader
    .selectFrom('status_subscriber')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The subscriber at an address, locked. */
export async function subscriberAt(
  tx: Tx,
  { pageId, kind, address }: Pick<Subscriber, 'pageId' | 'kind' | 'address'>,
): Promise<Subscriber | undefined> {
  const row = await tx
    .selectFrom('status_subscriber')
    .selectAll()
    .where('page_id', '=', pageId)
    .where('kind', '=', kind)
    .where('address', '=', address)
    .forUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Writes somebody who is asked to confirm; one who had left comes back under the same id. */
export async function savePending(tx: Tx, one: Subscriber): Promise<void> {
  const values = {
    ...{ language: one.language, components: one.components === null ? null : [...one.components] },
    ...{ state: 'pending', asked_at: one.askedAt, confirmed_at: null, ended_at: null, ended_reason: null },
  };
  await tx
    .insertInto('status_subscriber')
    .values({ id: one.id, page_id: one.pageId, kind: one.kind, address: one.address, ...values })
    .onConflict((conflict) => conflict.columns(['page_id', 'kind', 'address']).doUpdateSet(values))
    .execute();
}

/** @returns false when it is neither waiting nor confirmed any more */
export async function confirmSubscriber(tx: Tx, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('status_subscriber')
    .set((eb) => ({ state: 'active', confirmed_at: eb.fn.coalesce('confirmed_at', eb.val(now)) }))
    .where('id', '=', id)
    .where('state', '!=', 'ended')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function endSubscriber(tx: Tx, id: string, reason: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('status_subscriber')
    .set({ state: 'ended', ended_at: now, ended_reason: reason })
    .where('id', '=', id)
    .where('state', '!=', 'ended')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Those who had confirmed when the notice was written, by id, after the last one told. */
export async function nextSubscribers(tx: Tx, notice: Notice, limit: number): Promise<Subscriber[]> {
  let query = tx
    .selectFrom('status_subscriber')
    .selectAll()
    .where('page_id', '=', notice.pageId)
    .where('state', '=', 'active')
    .where('confirmed_at', '<=', notice.createdAt)
    .orderBy('id')
    .limit(limit);
  if (notice.toldTo !== null) query = query.where('id', '>', notice.toldTo);
  return (await query.execute()).map(fromRow);
}

/** How many there are in each state. */
export async function countSubscribers(
  reader: Reader,
  pageId: string,
): Promise<{ readonly active: number; readonly pending: number }> {
  const { rows } = await sql<{ active: number; pending: number }>`
    select count(*) filter (where state = 'active') as active, count(*) filter (where state = 'pending') as pending
    from status_subscriber where page_id = ${pageId}`.execute(reader);
  return rows[0] ?? { active: 0, pending: 0 };
}

/** Whoever never confirmed is forgotten. @returns how many there were */
export async function forgetPending(tx: Tx, before: Instant): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('status_subscriber')
    .where('state', '=', 'pending')
    .where('asked_at', '<', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

const noticeFrom = (row: Selectable<DB['status_notice']>): Notice => ({
  ...{ id: row.id, pageId: row.page_id, publicId: row.public_id, updateId: row.update_id },
  ...{ createdAt: row.created_at, toldTo: row.told_to, told: row.told, doneAt: row.done_at },
});

export async function addNotice(tx: Tx, notice: Notice): Promise<void> {
  await tx
    .insertInto('status_notice')
    .values({
      ...{ id: notice.id, page_id: notice.pageId, public_id: notice.publicId, update_id: notice.updateId },
      ...{ created_at: notice.createdAt, told_to: null, told: 0 },
    })
    .execute();
}

/** Locked: of two workers one tells, and the other finds it told. */
export async function lockNotice(tx: Tx, id: string): Promise<Notice | undefined> {
  const row = await tx
    .selectFrom('status_notice')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && noticeFrom(row);
}

export async function noticeById(reader: Reader, id: string): Promise<Notice | undefined> {
  const row = await reader.selectFrom('status_notice').selectAll().where('id', '=', id).executeTakeFirst();
  return row && noticeFrom(row);
}

export async function moveNotice(
  tx: Tx,
  { id }: Pick<Notice, 'id'>,
  to: Pick<Notice, 'toldTo' | 'told' | 'doneAt'>,
): Promise<void> {
  await tx
    .updateTable('status_notice')
    .set({ told_to: to.toldTo, told: to.told, done_at: to.doneAt })
    .where('id', '=', id)
    .execute();
}

/** Tellings that are not over, oldest first. */
export async function openNotices(reader: Reader): Promise<Notice[]> {
  const rows = await reader
    .selectFrom('status_notice')
    .selectAll()
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(noticeFrom);
}
