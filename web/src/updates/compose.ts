import type { Entry } from '../incidents/api.ts';
import type { FactName, UpdateBody, Updates } from './api.ts';

/** What stands in the composer. */
export interface Composed {
  text: string;
  publicText: string;
  facts: Partial<Record<FactName, string>>;
  audiences: string[];
  /** As the time field holds it; empty: as the policy says. */
  nextUpdate: string;
}

/** The composer as it opens: the viewer's own draft, else empty words over what is known. */
export function opened({ drafts, facts }: Updates): Composed {
  const mine = drafts.find((draft) => draft.mine);
  const known = Object.fromEntries(facts.flatMap(({ name, text }) => (text === null ? [] : [[name, text]])));
  return {
    text: mine?.text ?? '',
    publicText: mine?.publicText ?? '',
    facts: { ...known, ...mine?.facts },
    audiences: mine?.audiences ?? ['stakeholders'],
    nextUpdate: '',
  };
}

/** What is sent; null while there are no words, or nobody to hear them. @param toInstant reads the time field */
export function bodyOf(
  composed: Composed,
  toInstant: (field: string) => string,
  rooms: readonly string[] = [],
): UpdateBody | null {
  const { text, publicText, facts, audiences, nextUpdate } = composed;
  if (text.trim() === '' || audiences.length + rooms.length === 0) return null;
  return {
    text: text.trim(),
    ...(publicText.trim() === '' ? {} : { publicText: publicText.trim() }),
    facts,
    audiences,
    ...(nextUpdate === '' ? {} : { nextUpdateAt: toInstant(nextUpdate) }),
  };
}

const OWN = /^(?:update_|promise_)/;

/** What of the timeline is news since somebody last wrote to stakeholders: the latest few, oldest first. */
export function newsSince(updates: Updates, entries: readonly Entry[]): readonly Entry[] {
  const last = updates.updates.find(({ text }) => text !== null)?.seq ?? 0;
  return entries
    .filter(({ seq, tone, kind, struckBy }) => {
      const tells = tone === 'strong' || tone === 'note' || tone === 'bad';
      return seq > last && tells && struckBy === null && !OWN.test(kind);
    })
    .slice(0, 6)
    .reverse();
}

/** "Send to 7 people, 1 address and #incidents"; how many hear it. */
export function whoHears(
  messages: ReadonlyArray<{ people: readonly unknown[]; addresses: readonly unknown[] }>,
  rooms: readonly string[] = [],
) {
  const people = messages.reduce((sum, each) => sum + each.people.length, 0);
  const addresses = messages.reduce((sum, each) => sum + each.addresses.length, 0);
  const parts = [
    ...(people > 0 || addresses + rooms.length === 0 ? [people === 1 ? '1 person' : `${people} people`] : []),
    ...(addresses > 0 ? [addresses === 1 ? '1 address' : `${addresses} addresses`] : []),
    ...(rooms.length > 0 ? [rooms.length === 1 ? '1 room' : `${rooms.length} rooms`] : []),
  ];
  const last = parts.at(-1) ?? '';
  const words = parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return { count: people + addresses + rooms.length, words };
}
