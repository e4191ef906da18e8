import { type Clock, type Instant, plusSeconds } from '../../kernel/index.ts';
import type { Database, Tx } from '../db/index.ts';
import { randomToken, sha256 } from '../ids.ts';
import type { People } from './people.ts';
import { insertLink, type LinkKind, useLink } from './store-links.ts';

const HOUR = 3600;

/** A one-time link as its maker has it. */
interface MadeLink {
  readonly token: string;
  /** Names the link without opening anything. */
  readonly tokenHash: string;
  readonly expiresAt: Instant;
}

/** A one-time token of this kind; only its hash is kept. */
export async function makeLink(
  tx: Tx,
  clock: Clock,
  kind: LinkKind,
  personId: string | null,
  hours: number,
): Promise<MadeLink> {
  const token = randomToken();
  const createdAt = clock.now();
  const expiresAt = plusSeconds(createdAt, hours * HOUR);
  const tokenHash = sha256(token);
  await insertLink(tx, { tokenHash, kind, personId, createdAt, expiresAt });
  return { token, tokenHash, expiresAt };
}

/**
 * Redeems a one-time sign-in link of somebody who may sign in; separate from createAccounts because better-auth needs it
 * before that exists.
 */
export const redeemSignInLink =
  (database: Database, clock: Clock, people: People) =>
  (token: string): Promise<string | undefined> =>
    database.transaction(async (tx) => {
      const used = await useLink(tx, sha256(token), 'sign_in', clock.now());
      const person = used?.personId ? await people.byId(tx, used.personId) : undefined;
      return person?.active === true ? person.id : undefined;
    });
