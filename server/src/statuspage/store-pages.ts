import type { Selectable } from 'kysely';
import type { Instant, Json } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Component, Page, PageSettings } from './model.ts';

/** All pages, by id. */
export async function loadPages(reader: Reader): Promise<Page[]> {
  const rows = await reader.selectFrom('status_page').selectAll().orderBy('id').execute();
  return rows.map(({ id, settings }) => ({ ...(settings as unknown as PageSettings), id }));
}

export async function savePage(tx: Tx, { id, ...settings }: Page, now: Instant): Promise<void> {
  const value = settings as unknown as Json;
  await tx
    .insertInto('status_page')
    .values({ id, settings: value, created_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ settings: value }))
    .execute();
}

/** Nobody else changes a page, or publishes on it, until the transaction ends. */
export async function lockPage(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`status_page:${id}`}, 0))`.execute(tx);
}

const fromRow = (row: Selectable<DB['status_component']>): Component => ({
  id: row.id,
  name: row.name,
  description: row.description,
  group: row.group_name,
  systems: row.systems,
  since: row.since,
});

/** The components that are listed, in their order. */
export async function loadComponents(reader: Reader, pageId: string): Promise<Component[]> {
  const rows = await reader
    .selectFrom('status_component')
    .selectAll()
    .where('page_id', '=', pageId)
    .where('archived_at', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map(fromRow);
}

/** Makes the page's components these, in this order. One that is listed again keeps its history. */
export async function saveComponents(
  tx: Tx,
  pageId: string,
  components: readonly Component[],
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('status_component')
    .set({ archived_at: now })
    .where('page_id', '=', pageId)
    .where('archived_at', 'is', null)
    .where(sql<boolean>`id <> all(${components.map(({ id }) => id)}::text[])`)
    .execute();
  for (const [position, { id, name, description, group, systems, since }] of components.entries()) {
    const values = { name, description, group_name: group, position, systems: [...systems], since };
    await tx
      .insertInto('status_component')
      .values({ page_id: pageId, id, ...values })
      .onConflict((conflict) =>
        conflict.columns(['page_id', 'id']).doUpdateSet({ ...values, archived_at: null }),
      )
      .execute();
  }
}
