import type { Entry } from '../incidents/index.ts';
import type { Instant } from '../kernel/index.ts';

/** What the record says of who came to work by themselves, since answers count. */
export interface Answers {
  /** When the acknowledgement lapsed, or it was reopened: answers of before are old. Null: all count. */
  readonly since: Instant | null;
  /** Whoever acknowledged, joined, or took a role themselves since then. */
  readonly came: ReadonlySet<string>;
}

const LAPSES = ['reopened', 'merged_from', 'acknowledgement_lapsed'];
const COMINGS = ['acknowledged', 'responder_added', 'role_assigned'];

/** The kinds of entries that say so. */
export const ANSWER_KINDS: readonly string[] = [...LAPSES, ...COMINGS];

/** @param entries those of ANSWER_KINDS, oldest first */
export function answersOf(entries: readonly Pick<Entry, 'kind' | 'actor' | 'at' | 'data'>[]): Answers {
  const last = entries.findLastIndex(isLapse);
  const came = entries.slice(last + 1).flatMap(({ kind, actor, data }) => {
    if (actor.kind !== 'person' || !COMINGS.includes(kind)) return [];
    const own = kind === 'acknowledged' || field(data, 'personId') === actor.personId;
    return own ? [actor.personId] : [];
  });
  return { since: entries[last]?.at ?? null, came: new Set(came) };
}

/** A merge voids an acknowledgement only where it says so, and an old reopening by a person did not. */
function isLapse({ kind, data }: Pick<Entry, 'kind' | 'data'>): boolean {
  if (kind === 'acknowledgement_lapsed') return true;
  if (kind === 'reopened') return field(data, 'by') === 'alerts' || field(data, 'unanswered') === true;
  return kind === 'merged_from' && field(data, 'unanswered') === true;
}

const field = (data: Entry['data'], name: string): unknown =>
  (data as Readonly<Record<string, unknown>>)[name];
