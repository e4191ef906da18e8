import { createSignedIds } from '../platform/signed-ids.ts';

/** Links with which somebody ends their subscription without signing in. They say who, signed; nothing else can be done by them. */
export interface LeaveLinks {
  linkFor(personId: string): string;
  /** Whose subscription a token ends; undefined when it was not made here. */
  read(token: string): string | undefined;
}

/** No row in a table and no end: a mail that is found in a year must still be one to leave by. */
export function createLeaveLinks({
  secret,
  publicUrl,
}: {
  readonly secret: string;
  readonly publicUrl: string;
}): LeaveLinks {
  const signed = createSignedIds(secret, 'leave links');
  return {
    linkFor: (personId) => `${publicUrl}/unsubscribe/${signed.sign([personId])}`,
    read: (token) => signed.read(token, 1)?.[0],
  };
}
