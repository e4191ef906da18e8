import type { Selectable } from 'kysely';
import { type Instant, plusSeconds } from '../kernel/index.ts';
import { type DB, type Reader, sql, type Tx } from '../platform/db/index.ts';
import type { Severity } from '../policy/index.ts';
import type { Filter, Health, Webhook, WebhookState } from './model.ts';

const toWebhook = (row: Selectable<DB['webhook']>): Webhook => ({
  ...{ id: row.id, key: row.key, name: row.name, url: row.url },
  ...{ events: row.events, teams: row.teams, systems: row.systems },
  severities: row.severities as Severity[],
  state: row.state as WebhookState,
  ...{ stoppedAt: row.stopped_at, stoppedBecause: row.stopped_because },
  ...{ generation: row.generation, previousUntil: row.previous_until },
  ...{ failingSince: row.failing_since, failures: row.failures, restingUntil: row.resting_until },
  createdAt: row.created_at,
});

/** All there are, by name. */
export async function listWebhooks(reader: Reader): Promise<Webhook[]> {
  const rows = await reader.selectFrom('webhook').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toWebhook);
}

export async function anyWebhook(reader: Reader): Promise<boolean> {
  return (await reader.selectFrom('webhook').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function findWebhook(reader: Reader, id: string): Promise<Webhook | undefined> {
  const row = await reader.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toWebhook(row);
}

/** It stays as it is until the transaction ends. */
export async function lockWebhook(tx: Tx, id: string): Promise<Webhook | undefined> {
  const row = await tx
    .selectFrom('webhook')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toWebhook(row);
}

export interface Settings extends Filter {
  readonly name: string;
  readonly url: string;
}

const columns = ({ name, url, events, teams, systems, severities }: Settings) => ({
  ...{ name, url },
  events: array(events),
  teams: array(teams),
  systems: array(systems),
  severities: array(severities),
});
const array = (texts: readonly string[]) => sql<string[]>`${[...texts]}::text[]`;

export async function insertWebhook(
  tx: Tx,
  { id, key, ...settings }: Settings & Pick<Webhook, 'id' | 'key'>,
  now: Instant,
): Promise<void> {
  await tx
    .insertInto('webhook')
    .values({ id, key, ...columns(settings), created_at: now })
    .execute();
}

/** @returns whether there is one */
export async function changeWebhook(tx: Tx, id: string, settings: Settings): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook')
    .set(columns(settings))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @returns whether there was one */
export async function deleteWebhook(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('webhook').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Another state; how it went before counts no longer. */
export async function setState(
  tx: Tx,
  id: string,
  state: WebhookState,
  stopped: { readonly at: Instant; readonly because: string } | null = null,
): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({
      ...{ state, stopped_at: stopped?.at ?? null, stopped_because: stopped?.because ?? null },
      ...{ failing_since: null, failures: 0, resting_until: null },
    })
    .where('id', '=', id)
    .execute();
}

export async function setGeneration(
  tx: Tx,
  id: string,
  generation: number,
  previousUntil: Instant,
): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({ generation, previous_until: previousUntil })
    .where('id', '=', id)
    .execute();
}

export async function setHealth(tx: Tx, id: string, health: Health): Promise<void> {
  await tx
    .updateTable('webhook')
    .set({
      ...{ failing_since: health.failingSince, failures: health.failures },
      resting_until: health.restingUntil,
    })
    .where('id', '=', id)
    .execute();
}

/** One worker at a time sends to a webhook. @returns undefined when another one does, or when it is gone */
export async function claim(tx: Tx, id: string, now: Instant, seconds: number): Promise<Webhook | undefined> {
  const row = await tx
    .updateTable('webhook')
    .set({ claimed_until: plusSeconds(now, seconds) })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
  return row && toWebhook(row);
}

/** Until when a worker has it; null when none does. */
export async function claimedUntil(reader: Reader, id: string): Promise<Instant | null> {
  const row = await reader
    .selectFrom('webhook')
    .select('claimed_until')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.claimed_until ?? null;
}

export async function extendClaim(tx: Tx, id: string, until: Instant): Promise<void> {
  await tx.updateTable('webhook').set({ claimed_until: until }).where('id', '=', id).execute();
}

/** @returns the webhook as it is by now; undefined when it is gone */
export async function release(tx: Tx, id: string): Promise<Webhook | undefined> {
  const row = await tx
    .updateTable('webhook')
    .set({ claimed_until: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toWebhook(row);
}
