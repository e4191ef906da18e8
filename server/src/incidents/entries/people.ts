import { z } from 'zod';
import type { Telling } from '../log/index.ts';
import { COMMANDER } from '../model.ts';
import { id, kind, text } from './kind.ts';

const isSelf = (personId: string, { actor }: Telling): boolean =>
  actor.kind === 'person' && actor.personId === personId;

const assignedData = z.strictObject({
  /** By its id in the policy. */
  role: id,
  personId: id,
  /** Who had it before. */
  from: id.nullable(),
  /** They had the role in the incident that was merged into this: they are at work, and nobody has to call them. */
  because: z.literal('merged').optional(),
  /** What whoever takes over needs to know. */
  note: text.optional(),
});

const said = (note: string | null | undefined): string => (note ? `: ${note}` : '');

function assigned({ role, personId, from, note }: z.output<typeof assignedData>, telling: Telling): string {
  const { who, names } = telling;
  const person = names.person(personId);
  const what = role === COMMANDER ? 'command' : `the role of ${names.role(role)}`;
  const before = from === null ? '' : ` from ${names.person(from)}`;
  if (isSelf(personId, telling)) return `${person} took ${what}${before}${said(note)}`;
  return `${who} handed ${what} to ${person}${said(note)}`;
}

export const ofPeople = {
  /** Command is one role of several. */
  role_assigned: kind({
    data: assignedData,
    formerly: { commander_taken: (data) => ({ role: COMMANDER, ...data }) },
    tone: 'strong',
    sentence: assigned,
    changes: ({ roles }, { role, personId }) => ({ roles: { ...roles, [role]: personId } }),
    event: ({ role, personId, because }) => ({
      type: 'incidents.role_assigned',
      ...{ role, personId, merged: because === 'merged' },
    }),
  }),
  /** Nobody has it any more. */
  role_released: kind({
    data: z.strictObject({ role: id, personId: id, note: text.nullable() }),
    tone: 'quiet',
    sentence: ({ role, personId, note }, telling) => {
      const what = `the role of ${telling.names.role(role)}`;
      return isSelf(personId, telling)
        ? `${telling.who} released ${what}${said(note)}`
        : `${telling.who} ended ${what} of ${telling.names.person(personId)}${said(note)}`;
    },
    changes: ({ roles }, { role }) => ({
      roles: Object.fromEntries(Object.entries(roles).filter(([id]) => id !== role)),
    }),
    event: ({ personId }) => ({ type: 'incidents.role_ended', personId }),
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
    toldBy: ['acknowledged', 'role_assigned', 'visibility_changed'],
    changes: ({ responderIds }, { personId }) => ({ responderIds: [...responderIds, personId] }),
    event: ({ personId }) => ({ type: 'incidents.responder_added', personId }),
  }),
  responder_removed: kind({
    data: z.strictObject({ personId: id }),
    tone: 'quiet',
    sentence: ({ personId }, { who, names }) => `${who} removed ${names.person(personId)}`,
    changes: ({ responderIds, roles }, { personId }) => ({
      responderIds: responderIds.filter((responder) => responder !== personId),
      roles: Object.fromEntries(Object.entries(roles).filter(([, holder]) => holder !== personId)),
    }),
    event: ({ personId }) => ({ type: 'incidents.role_ended', personId }),
  }),
};
