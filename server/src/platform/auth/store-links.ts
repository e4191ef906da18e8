import { type Instant, isBefore } from '../../kernel/index.ts';
import { type Reader, sql, type Tx } from '../db/index.ts';

export type LinkKind = 'setup' | 'password' | 'sign_in';

export async function insertLink(
  tx: Tx,
  link: {
    tokenHash: string;
    kind: LinkKind;
    personId: string | null;
    createdAt: Instant;
    expiresAt: Instant;
  },
): Promise<void> {
  await tx
    .insertInto('account_link')
    .values({
      token_hash: link.tokenHash,
      kind: link.kind,
      person_id: link.personId,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** Marks an unused, unexpired link as used and gives its person; undefined when there is no such link (any more). */
export async function useLink(
  tx: Tx,
  tokenHash: string,
  kind: LinkKind,
  now: Instant,
): Promise<{ personId: string | null } | undefined> {
  const row = await tx
    .updateTable('account_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('person_id')
    .executeTakeFirst();
  return row === undefined ? undefined : { personId: row.person_id };
}

/**
 * Takes every set-up link away, in one order so that two who come at once wait for each other, and says whether this
 * one was good among them: of all the links that starting processes have shown, one person uses one.
 */
export async function useSetupLink(tx: Tx, tokenHash: string, now: Instant): Promise<boolean> {
  const rows = await tx
    .selectFrom('account_link')
    .select(['token_hash', 'expires_at'])
    .where('kind', '=', 'setup')
    .orderBy('token_hash')
    .forUpdate()
    .execute();
  const good = rows.some(
    (row) => row.token_hash === tokenHash && row.expires_at.epochMilliseconds > now.epochMilliseconds,
  );
  if (good) await deleteSetupLinks(tx);
  return good;
}

export async function deleteSetupLinks(tx: Tx): Promise<void> {
  await tx.deleteFrom('account_link').where('kind', '=', 'setup').execute();
}

/** A person's links of these kinds, used or not. */
export async function deletePersonsLinks(
  tx: Tx,
  personId: string,
  kinds: readonly LinkKind[],
): Promise<void> {
  await tx.deleteFrom('account_link').where('person_id', '=', personId).where('kind', 'in', kinds).execute();
}

/**
 * When the links of a person that set a password and still work were made. Their person is locked until the transaction
 * ends, so that of two who ask at once the second sees the link of the first.
 */
export async function timesOfLinks(tx: Tx, personId: string, now: Instant): Promise<readonly Instant[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`password-links:${personId}`}, 0))`.execute(tx);
  const rows = await tx
    .selectFrom('account_link')
    .select('created_at')
    .where('person_id', '=', personId)
    .where('kind', '=', 'password')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute();
  return rows.map((row) => row.created_at);
}

/** Whether a link would be taken now: it works, its time is over, or it was used or replaced. */
export async function linkState(
  reader: Reader,
  tokenHash: string,
  now: Instant,
): Promise<'works' | 'expired' | 'void'> {
  const row = await reader
    .selectFrom('account_link')
    .select(['used_at', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (row === undefined || row.used_at !== null) return 'void';
  return isBefore(now, row.expires_at) ? 'works' : 'expired';
}
