import { z } from 'zod';
import type { Names } from '../log/index.ts';
import { spaced } from '../words.ts';
import { id, kind } from './kind.ts';

const undelivered = z.strictObject({
  messageId: id,
  personId: id.nullable(),
  channel: z.string().max(40).nullable(),
  reason: z.string().max(500),
});

function message({ personId, channel }: z.output<typeof undelivered>, names: Names): string {
  const whom = personId === null ? '' : ` to ${names.person(personId)}`;
  const how = channel === null ? '' : ` by ${names.channel(channel)}`;
  return `A message${whom}${how}`;
}

/** Messages in trouble. Deliveries are on the message itself (COM-7). */
export const ofMessages = {
  /** A message that did not go out at its first try; it is tried again and by other ways. Once per person and channel. */
  message_delayed: kind({
    data: undelivered,
    tone: 'bad',
    sentence: (data, { names }) => `${message(data, names)} is delayed: ${spaced(data.reason)}`,
    changes: null,
    event: null,
  }),
  /** A message that could not be delivered by any attempt (COM-7). */
  message_failed: kind({
    data: undelivered,
    tone: 'bad',
    sentence: (data, { names }) => `${message(data, names)} could not be delivered: ${spaced(data.reason)}`,
    changes: null,
    event: null,
  }),
};
