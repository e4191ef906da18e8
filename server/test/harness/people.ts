import { permissionsOf } from '../../src/platform/http/index.ts';
import { newId, randomToken, sha256 } from '../../src/platform/ids.ts';
import type { Harness } from './index.ts';

export interface Someone {
  readonly id: string;
  readonly email: string;
  /** An API token of theirs with all their role allows; for `http(…, { as })`. */
  readonly token: string;
}

/** Adds a person through the API and gives them a token. */
export async function someone(
  harness: Harness,
  email: string,
  role: 'administrator' | 'manager' | 'responder' | 'stakeholder' = 'responder',
): Promise<Someone> {
  const person = await harness.http('POST', '/api/v1/people', { email, name: nameOf(email), role });
  if (person.status !== 201) throw new Error(`${email} was not created: ${person.text}`);
  const { id } = person.body as { id: string };
  return { id, email, token: await tokenOf(harness, id, role) };
}

/** `ana.ruiz@example.com` is Ana Ruiz. */
const nameOf = (email: string): string =>
  (email.split('@')[0] ?? email)
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/**
 * A token of somebody who is in the directory already. Put into the table and not made over HTTP: signing in is rate
 * limited (rightly), and a scenario has more people than that allows.
 */
export async function tokenOf(
  harness: Harness,
  personId: string,
  role: Parameters<typeof permissionsOf>[0],
  scopes: readonly string[] = [...permissionsOf(role)],
): Promise<string> {
  const token = `tocsin_${randomToken()}`;
  await harness.database.pool.query(
    `insert into api_token (id, name, prefix, token_hash, person_id, scopes, created_at)
     values ($1, 'test', $2, $3, $4, $5, $6)`,
    [newId(), token.slice(0, 12), sha256(token), personId, [...scopes], harness.clock.now()],
  );
  return token;
}
