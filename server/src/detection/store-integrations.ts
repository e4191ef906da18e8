import type { Instant, Json } from '../kernel/index.ts';
import { type Reader, sql, type Tx } from '../platform/db/index.ts';
import { type IntegrationKind, integrationOptions } from './model.ts';

/** An integration as it rests in the database; the key itself is nowhere. */
export interface Integration {
  readonly id: string;
  readonly kind: IntegrationKind;
  readonly name: string;
  readonly keyHash: string | null;
  /** The last four characters of the key, to tell two apart. */
  readonly keyHint: string;
  readonly systemId: string | null;
  readonly options: Json;
  readonly enabled: boolean;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

const columns = [
  'id',
  'kind',
  'name',
  'key_hash as keyHash',
  'key_hint as keyHint',
  'system_id as systemId',
  'options',
  'enabled',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
] as const;

const present = (reader: Reader) =>
  reader.selectFrom('integration').select(columns).where('removed_at', 'is', null);

/** A kind that this version no longer knows would be a downgrade; its integration is left out rather than guessed. */
const known = (row: { kind: string }): row is Integration => Object.hasOwn(integrationOptions, row.kind);

/** All that are not removed, by id. */
export async function listIntegrations(reader: Reader): Promise<Integration[]> {
  return (await present(reader).orderBy('id').execute()).filter(known);
}

export async function findIntegration(reader: Reader, id: string): Promise<Integration | undefined> {
  const row = await present(reader).where('id', '=', id).executeTakeFirst();
  return row !== undefined && known(row) ? row : undefined;
}

/** The enabled integration whose key has this hash. */
export async function findByKeyHash(reader: Reader, keyHash: string): Promise<Integration | undefined> {
  const row = await present(reader)
    .where('key_hash', '=', keyHash)
    .where('enabled', '=', true)
    .executeTakeFirst();
  return row !== undefined && known(row) ? row : undefined;
}

/** Names by id, of checks and removed ones too: old alerts show where they came from. */
export async function integrationNames(reader: Reader): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from integration
    union all select 'check:' || id, name from built_in_check`.execute(reader);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Creates it, or brings back a removed one of the same id. */
export async function saveIntegration(
  tx: Tx,
  integration: Omit<Integration, 'createdAt' | 'lastUsedAt'>,
  now: Instant,
): Promise<void> {
  const changing = {
    kind: integration.kind,
    name: integration.name,
    key_hash: integration.keyHash,
    key_hint: integration.keyHint,
    system_id: integration.systemId,
    options: JSON.stringify(integration.options),
    enabled: integration.enabled,
    changed_at: now,
    removed_at: null,
  };
  await tx
    .insertInto('integration')
    .values({ id: integration.id, created_at: now, ...changing })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute();
}

/** Takes keys from integrations that get others in the same transaction, so that two can swap theirs. */
export async function releaseKeys(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('integration')
    .set({ key_hash: null })
    .where('id', 'in', [...ids])
    .execute();
}

/** Takes it out of use for good: its key opens nothing any more. */
export async function removeIntegration(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx
    .updateTable('integration')
    .set({ removed_at: now, changed_at: now, key_hash: null, enabled: false })
    .where('id', '=', id)
    .execute();
}

/** Notes that it was used; skipped by callers when that is already known to the minute. */
export async function touchIntegration(reader: Reader, id: string, now: Instant): Promise<void> {
  await reader.updateTable('integration').set({ last_used_at: now }).where('id', '=', id).execute();
}

/** Serialises those who choose a new id or key, so that two of them cannot choose the same. */
export async function idsInUse(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('integration').select('id').execute();
  return new Set(rows.map(({ id }) => id));
}
