import { type Clock, Fault, plusSeconds } from '../../kernel/index.ts';
import type { Database, Tx } from '../db/index.ts';
import { randomToken, sha256 } from '../ids.ts';
import { insertLink, type LinkKind, useLink } from './store-links.ts';

const HOUR = 3600;

/** A one-time token of this kind; only its hash is kept. */
export async function makeLink(
  tx: Tx,
  clock: Clock,
  kind: LinkKind,
  personId: string | null,
  hours: number,
): Promise<string> {
  const token = randomToken();
  const createdAt = clock.now();
  const expiresAt = plusSeconds(createdAt, hours * HOUR);
  await insertLink(tx, { tokenHash: sha256(token), kind, personId, createdAt, expiresAt });
  return token;
}

/** Redeems a one-time sign-in link; separate from createAccounts because better-auth needs it before that exists. */
export const redeemSignInLink = (database: Database, clock: Clock) => (token: string) =>
  database.transaction(
    async (tx) => (await useLink(tx, sha256(token), 'sign_in', clock.now()))?.personId ?? undefined,
  );

export const linkNotValid = (): Fault =>
  new Fault(
    'invalid',
    'link_not_valid',
    'This link is not valid any more. It works once and for a limited time; ask for a new one.',
  );
