import { z } from 'zod';
import { capital, kind } from '../../incidents/index.ts';
import { andList, plural } from '../../kernel/index.ts';
import { READERS, TEMPLATE_KINDS } from '../../policy/index.ts';
import { FACT_NAMES, FACT_WORDS, type FactName, factName } from '../model.ts';
import { id, instant, text } from './kind.ts';

const sentData = z.strictObject({
  updateId: id,
  kind: z.enum(TEMPLATE_KINDS),
  /** The person's own sentence; null when Tocsin sent it by itself. */
  text: text.nullable(),
  /** What outsiders read in its place. */
  publicText: text.nullable(),
  audiences: z.array(z.strictObject({ id, name: text })),
  personIds: z.array(id),
  /** Addresses that belong to nobody here are on their messages, which can be forgotten; here is how many. */
  addresses: z.int().nonnegative(),
  /** The chat rooms that it was posted to, as they were called then. */
  rooms: z.array(z.strictObject({ id, name: text })).default([]),
  nextUpdateAt: instant.nullable(),
  /** Whose wording could not be filled, so that they read the shipped one. */
  fellBack: z.array(z.enum(READERS)),
});

const WHAT = {
  initial: 'the initial notification',
  update: 'an update',
  resolution: 'the resolution',
} as const;

const counted = (people: number, addresses: number): string =>
  [
    ...(people > 0 || addresses === 0 ? [plural(people, 'person', 'people')] : []),
    ...(addresses > 0 ? [plural(addresses, 'address', 'addresses')] : []),
  ].join(' and ');

function sent(data: z.output<typeof sentData>, who: string): string {
  const nobody = data.personIds.length === 0 && data.addresses === 0;
  const rooms = data.rooms.map(({ name }) => name);
  const fell =
    data.fellBack.length === 0 ? '' : ' (in the shipped wording: the template could not be filled)';
  const count = counted(data.personIds.length, data.addresses);
  const named = andList(data.audiences.map(({ name }) => name));
  if (data.text === null) return `${capital(WHAT[data.kind])} was sent to ${named}: ${count}${fell}`;
  const to = nobody && rooms.length > 0 ? [] : [`${named} (${count})`];
  return `${who} sent ${WHAT[data.kind]} to ${andList([...to, ...rooms])}${fell}: ${data.text}`;
}

const factsData = z.strictObject({ facts: z.partialRecord(factName, text.nullable()) });

function recorded({ facts }: z.output<typeof factsData>, who: string): string {
  const names = FACT_NAMES.filter((name) => facts[name] !== undefined);
  const said = (name: FactName) =>
    facts[name] == null ? `${FACT_WORDS[name]}: not known` : `${FACT_WORDS[name]}: ${facts[name]}`;
  return `${who} recorded ${names.map(said).join('; ')}`;
}

/** What was told, and what is told in it. */
export const ofUpdates = {
  update_sent: kind({
    data: sentData,
    tone: 'strong',
    sentence: (data, { who }) => sent(data, who),
    toldBy: ({ text: said }) => (said === null ? ['resolved', 'declared'] : []),
    changes: null,
    event: null,
  }),
  /** Facts that only people can say; the last word on each counts. null: it is not known after all. */
  update_facts: kind({
    data: factsData,
    tone: 'quiet',
    sentence: (data, { who }) => recorded(data, who),
    toldBy: ['update_sent'],
    changes: null,
    event: null,
  }),
};
