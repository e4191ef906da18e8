import { theSystem } from '../../kernel/index.ts';
import type { Tx } from '../db/index.ts';
import { permissionsOf } from '../http/index.ts';
import { newId, sha256 } from '../ids.ts';
import type { AccountsOptions } from './options.ts';
import { findToken, insertToken, revokeOtherInstallationTokens } from './store.ts';

/**
 * Makes TOCSIN_BOOTSTRAP_TOKEN what it says: the one token of the installation itself. An earlier one ends when the
 * setting changes or goes, since whoever changes a secret means the old one to be worth nothing. One that was revoked
 * by hand stays so, whatever the setting says.
 */
export async function adoptBootstrapToken(
  tx: Tx,
  { clock, audit, log, bootstrapToken }: AccountsOptions,
): Promise<void> {
  const now = clock.now();
  const tokenHash = bootstrapToken === undefined ? undefined : sha256(bootstrapToken);
  const actor = theSystem;
  const because = 'TOCSIN_BOOTSTRAP_TOKEN';
  for (const { id, name } of await revokeOtherInstallationTokens(tx, tokenHash, now))
    await audit(tx, {
      actor,
      action: 'token.revoked',
      subjectKind: 'token',
      subjectId: id,
      details: { name, because },
    });
  if (bootstrapToken === undefined || tokenHash === undefined) return;
  const id = newId(clock);
  const name = 'bootstrap';
  const made = await insertToken(tx, {
    id,
    name,
    prefix: bootstrapToken.slice(0, 6),
    tokenHash,
    personId: null,
    scopes: [...permissionsOf('administrator')],
    createdAt: now,
    expiresAt: null,
  });
  if (made)
    await audit(tx, {
      actor,
      action: 'token.created',
      subjectKind: 'token',
      subjectId: id,
      details: { name, because },
    });
  else if ((await findToken(tx, tokenHash, now)) === undefined)
    log.warn('TOCSIN_BOOTSTRAP_TOKEN was revoked: remove the setting, or set a new token');
}
