import type { Instant } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../db/index.ts';
import { signInName } from './sign-in-name.ts';
import { deletePersonsLinks } from './store-links.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly personId: string | null;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

const TOKEN_COLUMNS = [
  'id',
  'name',
  'prefix',
  'person_id as personId',
  'scopes',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
] as const;

/** The living token with this hash. */
export function findToken(reader: Reader, tokenHash: string, now: Instant): Promise<TokenRow | undefined> {
  return reader
    .selectFrom('api_token')
    .select(TOKEN_COLUMNS)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();
}

/** @returns false when it is there already, living or not */
export async function insertToken(
  tx: Tx,
  token: Omit<TokenRow, 'lastUsedAt'> & { readonly tokenHash: string },
): Promise<boolean> {
  const result = await tx
    .insertInto('api_token')
    .values({
      id: token.id,
      name: token.name,
      prefix: token.prefix,
      token_hash: token.tokenHash,
      person_id: token.personId,
      scopes: [...token.scopes],
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    })
    .onConflict((oc) => oc.column('token_hash').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Whose tokens: a person's, those of the installation itself, or both. */
export interface TokenOwner {
  readonly personId: string | undefined;
  readonly installation: boolean;
}

const ownedBy = ({ personId, installation }: TokenOwner) => {
  const person = sql<boolean>`person_id = ${personId ?? null}`;
  return installation ? sql<boolean>`(person_id is null or ${person})` : person;
};

/** Living tokens, newest first. */
export function listTokens(reader: Reader, owner: TokenOwner): Promise<TokenRow[]> {
  return reader
    .selectFrom('api_token')
    .select(TOKEN_COLUMNS)
    .where(ownedBy(owner))
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute();
}

/** @returns whether there was such a living token of theirs */
export async function revokeToken(tx: Tx, id: string, owner: TokenOwner, now: Instant): Promise<boolean> {
  const result = await tx
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where(ownedBy(owner))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Revokes the installation's tokens but the one with this hash; gives those that were living. */
export function revokeOtherInstallationTokens(
  tx: Tx,
  keepHash: string | undefined,
  now: Instant,
): Promise<{ id: string; name: string }[]> {
  return tx
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('person_id', 'is', null)
    .where('revoked_at', 'is', null)
    .where('token_hash', '<>', keepHash ?? '')
    .returning(['id', 'name'])
    .execute();
}

export async function touchToken(reader: Reader, id: string, now: Instant): Promise<void> {
  await reader.updateTable('api_token').set({ last_used_at: now }).where('id', '=', id).execute();
}

/** Stores a fact unless it is there; gives what is stored then. */
export async function installationFact(tx: Tx, key: string, value: string): Promise<string> {
  await tx
    .insertInto('installation')
    .values({ key, value })
    .onConflict((oc) => oc.column('key').doNothing())
    .execute();
  const row = await tx
    .selectFrom('installation')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return row.value;
}

/** Whether any of these people has a password to sign in with. */
export async function anyHasPassword(reader: Reader, personIds: readonly string[]): Promise<boolean> {
  if (personIds.length === 0) return false;
  const row = await reader
    .selectFrom('account_credential')
    .select('id')
    .where('user_id', 'in', personIds)
    .where('password', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was given to somebody before this opens nothing any more, also where no row of it could be deleted. */
export async function markSessionsEnded(tx: Tx, personId: string, now: Instant): Promise<void> {
  await tx
    .insertInto('account_sessions_ended')
    .values({ person_id: personId, at: now })
    .onConflict((oc) => oc.column('person_id').doUpdateSet({ at: now }))
    .execute();
}

/** When somebody last ended their sessions everywhere; undefined: never. */
export async function sessionsEndedAt(reader: Reader, personId: string): Promise<Instant | undefined> {
  const row = await reader
    .selectFrom('account_sessions_ended')
    .select('at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.at;
}

/**
 * Keeps the account's name and sign-in address those of its person. With an old address left behind, whoever gets that
 * address next could not have an account. Whoever is not active any more is signed out, and their links are worth nothing
 * even when they come back. Does nothing for a person without an account.
 */
export async function followPerson(
  tx: Tx,
  person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly active: boolean;
    readonly moved: boolean;
  },
  now: Instant,
): Promise<void> {
  if (!person.active) {
    await tx.deleteFrom('account_session').where('user_id', '=', person.id).execute();
    await markSessionsEnded(tx, person.id, now);
  }
  // Links that lie in the mailbox of an address that is theirs no longer are somebody else's.
  if (!person.active || person.moved) await deletePersonsLinks(tx, person.id, ['password', 'sign_in']);
  await tx
    .updateTable('account_user')
    .set({ name: person.name, email: signInName(person.email) })
    .where('id', '=', person.id)
    .execute();
}

/**
 * The name under which somebody's account is kept. It may be of another form of their address than `signInName` makes today:
 * accounts were made before addresses had one form.
 * @param personId null: nobody's, which takes the same time
 */
export async function keptSignInName(reader: Reader, personId: string | null): Promise<string | undefined> {
  const row = await reader
    .selectFrom('account_user')
    .select('email')
    .where('id', '=', personId ?? '')
    .executeTakeFirst();
  return row?.email;
}
