import { createHmac, timingSafeEqual } from 'node:crypto';

/** Links with which somebody ends their subscription without signing in. They say who, signed; nothing else can be done by them. */
export interface LeaveLinks {
  linkFor(personId: string): string;
  /** Whose subscription a token ends; undefined when it was not made here. */
  read(token: string): string | undefined;
}

const MAC_BYTES = 16;
const ID_BYTES = 16;

/** No row in a table and no end: a mail that is found in a year must still be one to leave by. */
export function createLeaveLinks({
  secret,
  publicUrl,
}: {
  readonly secret: string;
  readonly publicUrl: string;
}): LeaveLinks {
  const key = createHmac('sha256', secret).update('leave links').digest();
  const mac = (id: Buffer) => createHmac('sha256', key).update(id).digest().subarray(0, MAC_BYTES);
  return {
    linkFor(personId) {
      const id = Buffer.from(personId.replaceAll('-', ''), 'hex');
      return `${publicUrl}/unsubscribe/${Buffer.concat([id, mac(id)]).toString('base64url')}`;
    },
    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.toString('base64url') !== token || bytes.length !== ID_BYTES + MAC_BYTES) return undefined;
      const id = bytes.subarray(0, ID_BYTES);
      if (!timingSafeEqual(bytes.subarray(ID_BYTES), mac(id))) return undefined;
      const hex = id.toString('hex');
      return [8, 12, 16, 20, 32].map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end)).join('-');
    },
  };
}
