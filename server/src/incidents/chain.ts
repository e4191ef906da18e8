import { type Actor, canonicalJson, type Instant, type Json } from '../kernel/index.ts';
import type { Entry, EntryDraft } from './model-entries.ts';

/** SHA-256 in lowercase hex; passed in, because this file is pure. */
export type Hash = (text: string) => string;

/** The last entry of a log: where the next one attaches. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const GENESIS: Head = { seq: 0, hash: '0'.repeat(64) };

/**
 * The hash of an entry: over canonical JSON of everything it says, the hash before it, and the incident it belongs to (so
 * that an entry cannot be moved to another log). Whoever changes, drops, inserts or reorders entries would have to redo
 * every later hash, and the head kept in the incident's row.
 */
function hashOf(entry: Omit<Entry, 'hash'>, hash: Hash): string {
  const { incidentId, seq, at, happenedAt, actor, kind, data, prevHash } = entry;
  return hash(
    canonicalJson({
      incidentId,
      seq,
      at: at.toString(),
      happenedAt: happenedAt.toString(),
      actor: actor as Json,
      kind,
      data: data as Json,
      prevHash,
    }),
  );
}

/** Makes entries of drafts: numbered, timed, and chained onto `head`. */
export function seal(
  incidentId: string,
  head: Head,
  drafts: readonly EntryDraft[],
  context: { readonly actor: Actor; readonly now: Instant; readonly hash: Hash },
): { readonly entries: readonly Entry[]; readonly head: Head } {
  let last = head;
  const entries = drafts.map((draft) => {
    const unhashed = {
      kind: draft.kind,
      data: draft.data,
      incidentId,
      seq: last.seq + 1,
      at: context.now,
      happenedAt: draft.happenedAt ?? context.now,
      actor: draft.actor ?? context.actor,
      prevHash: last.hash,
    } as Omit<Entry, 'hash'>;
    const entry = { ...unhashed, hash: hashOf(unhashed, context.hash) } as Entry;
    last = { seq: entry.seq, hash: entry.hash };
    return entry;
  });
  return { entries, head: last };
}

/** What is wrong with a log, and at which entry. */
export interface ChainFault {
  readonly seq: number;
  readonly problem: 'missing' | 'altered' | 'unlinked' | 'cut_off' | 'unknown_tail';
}

/**
 * Walks a log in order and names the first entry that is not as it was written. `head` is what the incident's row
 * says the last entry is.
 */
export function firstBroken(entries: readonly Entry[], head: Head, hash: Hash): ChainFault | null {
  let last = GENESIS;
  for (const entry of entries) {
    if (entry.seq !== last.seq + 1) return { seq: last.seq + 1, problem: 'missing' };
    if (entry.prevHash !== last.hash) return { seq: entry.seq, problem: 'unlinked' };
    if (hashOf(entry, hash) !== entry.hash) return { seq: entry.seq, problem: 'altered' };
    last = { seq: entry.seq, hash: entry.hash };
  }
  // A log always begins with its declaration: an empty one has lost it, also when the row was made to agree.
  if (last.seq === 0) return { seq: 1, problem: 'missing' };
  if (last.seq < head.seq) return { seq: last.seq + 1, problem: 'cut_off' };
  if (last.seq > head.seq) return { seq: head.seq + 1, problem: 'unknown_tail' };
  return last.hash === head.hash ? null : { seq: last.seq, problem: 'altered' };
}
