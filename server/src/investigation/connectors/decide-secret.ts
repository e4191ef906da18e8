import type { AuthKind } from './model.ts';

interface Asked {
  readonly auth: AuthKind;
  readonly url: string;
}

/** Which secret a connector has from now on. */
export type SecretStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'entered'; readonly secret: string }
  | { readonly kind: 'kept'; readonly sealed: string }
  | { readonly kind: 'fault'; readonly path: 'username' | 'secret'; readonly message: string };

export const LOCKED_SECRET =
  'The stored secret cannot be decrypted: TOCSIN_SECRET has changed. Enter it again.';

/** A kept secret goes only where it was entered for: with another URL, whoever may edit could send it to themselves. */
export function decideSecret(
  before: (Asked & { readonly sealedSecret: string | null }) | undefined,
  body: Asked & { readonly username: string | null; readonly secret?: string | undefined },
): SecretStep {
  if (body.auth === 'none') return { kind: 'none' };
  if (body.auth === 'basic' && body.username === null) return fault('username', 'Enter a user name.');
  if (body.secret !== undefined) return { kind: 'entered', secret: body.secret };
  const sealed = before?.sealedSecret ?? null;
  if (before === undefined || sealed === null) return fault('secret', 'Enter the secret.');
  if (before.auth !== body.auth || placeOf(before.url) !== placeOf(body.url))
    return fault('secret', 'Enter the secret again: it is kept only for the address it was entered for.');
  return { kind: 'kept', sealed };
}

/** Not `origin`, which is the same "null" for every database there is. */
const placeOf = (address: string): string => {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

const fault = (path: 'username' | 'secret', message: string): SecretStep => ({
  kind: 'fault',
  path,
  message,
});
