import { createHmac } from 'node:crypto';
import { type Incident, referenceOf } from '../incidents/index.ts';

/** 96 bits: nobody finds a room by trying names. */
const SECRET_DIGITS = 24;

/**
 * Where responders of an incident talk to one another. The room is derived and not stored, so that every message and page
 * names the same one. In lower case, because Jitsi takes names for the same whatever their case.
 * @param template with {room} and {reference} in it, or `none`
 */
export const warRoomUrl =
  (template: string, secret: string) =>
  ({ id, number }: Pick<Incident, 'id' | 'number'>): string | null => {
    if (template === 'none') return null;
    const reference = referenceOf(number);
    const mac = createHmac('sha256', secret).update(`war room:${id}`).digest('hex').slice(0, SECRET_DIGITS);
    return template
      .replaceAll('{room}', `${reference.toLowerCase()}-${mac}`)
      .replaceAll('{reference}', reference);
  };
