import { z } from 'zod';
import type { Telling } from '../log/index.ts';
import { id, kind } from './kind.ts';

const isSelf = (personId: string, { actor }: Telling): boolean =>
  actor.kind === 'person' && actor.personId === personId;

export const ofPeople = {
  commander_taken: kind({
    data: z.strictObject({ personId: id, from: id.nullable() }),
    tone: 'strong',
    sentence: ({ personId, from }, telling) => {
      const { who, names } = telling;
      const before = from === null ? '' : ` from ${names.person(from)}`;
      return isSelf(personId, telling)
        ? `${names.person(personId)} took command${before}`
        : `${who} handed command to ${names.person(personId)}`;
    },
    changes: (_, { personId }) => ({ commanderId: personId }),
    event: ({ personId }) => ({ type: 'incidents.commander_taken', personId }),
  }),
  responder_added: kind({
    data: z.strictObject({
      personId: id,
      because: z.enum(['by_hand', 'acknowledged', 'commander', 'merged']),
    }),
    tone: 'quiet',
    sentence: ({ personId }, telling) =>
      isSelf(personId, telling)
        ? `${telling.names.person(personId)} joined`
        : `${telling.who} added ${telling.names.person(personId)}`,
    toldBy: ['acknowledged', 'commander_taken'],
    changes: ({ responderIds }, { personId }) => ({ responderIds: [...responderIds, personId] }),
    event: ({ personId }) => ({ type: 'incidents.responder_added', personId }),
  }),
  responder_removed: kind({
    data: z.strictObject({ personId: id }),
    tone: 'quiet',
    sentence: ({ personId }, { who, names }) => `${who} removed ${names.person(personId)}`,
    changes: ({ responderIds, commanderId }, { personId }) => ({
      responderIds: responderIds.filter((responder) => responder !== personId),
      commanderId: commanderId === personId ? null : commanderId,
    }),
    event: null,
  }),
};
