import type { AuthKind, ConnectorOptions } from './model.ts';

interface Asked {
  readonly auth: AuthKind;
  readonly url: string;
  readonly options: ConnectorOptions;
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
  if (before.auth !== body.auth || placeOf(before) !== placeOf(body))
    return fault('secret', 'Enter the secret again: it is kept only for the address it was entered for.');
  return { kind: 'kept', sealed };
}

/**
 * Where it goes, and how well it is known that it goes there. Not `origin`, which is the same "null" for every database there is;
 * with a certificate checked less well, whoever sits in between would be sent it.
 */
const placeOf = ({ url, options }: Asked): string => {
  const { protocol, host } = new URL(url);
  return JSON.stringify([protocol, host, options.tls ?? 'verify', options.ca ?? '']);
};

const fault = (path: 'username' | 'secret', message: string): SecretStep => ({
  kind: 'fault',
  path,
  message,
});
