import type { Selectable } from 'kysely';
import type { Instant } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Readers, Severity } from '../policy/index.ts';
import type { Audience, Subscription } from './model.ts';

const toAudience = (row: Selectable<DB['audience']>): Audience => ({
  id: row.id,
  name: row.name,
  readers: row.readers as Readers,
  roles: row.roles,
  teams: row.teams,
  people: row.people,
  addresses: row.addresses,
});

/** All there are, by name. */
export async function audiences(db: Reader): Promise<Audience[]> {
  const rows = await db.selectFrom('audience').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toAudience);
}

export async function saveAudience(tx: Tx, audience: Audience, now: Instant): Promise<void> {
  const values = {
    name: audience.name,
    readers: audience.readers,
    roles: sql<string[]>`${[...audience.roles]}::text[]`,
    teams: sql<string[]>`${[...audience.teams]}::text[]`,
    people: sql<string[]>`${[...audience.people]}::uuid[]`,
    addresses: sql<string[]>`${[...audience.addresses]}::text[]`,
    updated_at: now,
  };
  await tx
    .insertInto('audience')
    .values({ id: audience.id, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

/** @returns whether there was one */
export async function deleteAudience(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('audience').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

const toSubscription = (row: Selectable<DB['update_subscription']>): Subscription => ({
  personId: row.person_id,
  systems: row.systems,
  severities: row.severities as Severity[],
});

export async function subscriptions(db: Reader): Promise<Subscription[]> {
  const rows = await db.selectFrom('update_subscription').selectAll().orderBy('person_id').execute();
  return rows.map(toSubscription);
}

export async function subscriptionOf(db: Reader, personId: string): Promise<Subscription | undefined> {
  const row = await db
    .selectFrom('update_subscription')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row && toSubscription(row);
}

export async function saveSubscription(tx: Tx, subscription: Subscription, now: Instant): Promise<void> {
  const values = {
    systems: sql<string[]>`${[...subscription.systems]}::text[]`,
    severities: sql<string[]>`${[...subscription.severities]}::text[]`,
    updated_at: now,
  };
  await tx
    .insertInto('update_subscription')
    .values({ person_id: subscription.personId, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
}

/** @returns whether there was one */
export async function deleteSubscription(tx: Tx, personId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('update_subscription')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
