import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';

const named = {
  roomId: z.string().min(1).max(100),
  /** The kind of channel, and what the room is called there, without the `#`. */
  channel: z.string().min(1).max(40),
  name: z.string().min(1).max(200),
};
const quiet = { tone: 'quiet', changes: null, event: null } as const;

/** The entries that this chapter writes into an incident's log: what became of the channels that it has in chats. */
export const roomEntries = {
  name: 'rooms',
  projection: 1,
  kinds: {
    room_opened: kind({
      data: z.strictObject({ ...named, private: z.boolean() }),
      sentence: ({ channel, name, private: closed }, { names }) =>
        `#${name} was opened in ${names.channel(channel)}${closed ? ', for those who take part' : ''}`,
      ...quiet,
    }),
    room_renamed: kind({
      data: z.strictObject({ ...named, was: z.string().min(1).max(200), byHand: z.boolean() }),
      sentence: ({ channel, name, was, byHand }, { names }) =>
        byHand
          ? `#${was} was renamed to #${name} in ${names.channel(channel)}`
          : `#${was} is now #${name} in ${names.channel(channel)}`,
      ...quiet,
    }),
    room_ended: kind({
      data: z.strictObject({ ...named, how: z.enum(['archived', 'archived_by_hand', 'deleted_by_hand']) }),
      sentence: ({ channel, name, how }, { names }) => {
        const chat = names.channel(channel);
        if (how === 'archived') return `#${name} was archived in ${chat}`;
        return how === 'archived_by_hand'
          ? `Someone archived #${name} in ${chat}`
          : `#${name} is gone from ${chat}, or Tocsin is not in it any more`;
      },
      ...quiet,
    }),
    room_back: kind({
      data: z.strictObject(named),
      sentence: ({ channel, name }, { names }) => `#${name} is open again in ${names.channel(channel)}`,
      ...quiet,
    }),
  },
};

/** An entry of this chapter, to be written. */
export type RoomDraft = Draft<ContentOf<typeof roomEntries>>;
