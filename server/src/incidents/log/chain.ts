import { type Actor, canonicalJson, type Instant, type Json, type JsonObject } from '../../kernel/index.ts';
import type { Draft, Sealed } from './entry.ts';

/** SHA-256 in lowercase hex; passed in, because this file is pure. */
export type Hash = (text: string) => string;

/** The last entry of a log: where the next one attaches. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const GENESIS: Head = { seq: 0, hash: '0'.repeat(64) };

/** The format that entries are written in. Older ones stay as they are: what is hashed cannot be rewritten. */
const FORMAT = 2;

type Unhashed = Omit<Sealed, 'hash'>;

/**
 * The hash of an entry: over canonical JSON of everything it says, the hash before it, and the incident it belongs to (so
 * that an entry cannot be moved to another log). Whoever changes, drops, inserts or reorders entries would have to redo
 * every later hash, and the head kept in the incident's row.
 * @returns null for a format that no version of this program has written
 */
function hashOf(entry: Unhashed, hash: Hash): string | null {
  if (entry.format === 1) return hash(canonicalJson(firstFormat(entry)));
  if (entry.format !== FORMAT) return null;
  const { format, version, commandId } = entry;
  return hash(canonicalJson({ ...firstFormat(entry), format, version, commandId }));
}

/** Before kinds had versions and entries named their command. */
function firstFormat({ incidentId, seq, at, happenedAt, actor, kind, data, prevHash }: Unhashed): JsonObject {
  return {
    incidentId,
    seq,
    at: at.toString(),
    happenedAt: happenedAt.toString(),
    actor: actor as Json,
    kind,
    data,
    prevHash,
  };
}

/** A draft that has been checked. */
export type Checked = Omit<Draft, 'data'> & { readonly data: JsonObject; readonly version: number };

/** Makes entries of drafts: numbered, timed, and chained onto `head`. */
export function seal(
  incidentId: string,
  head: Head,
  drafts: readonly Checked[],
  context: {
    readonly actor: Actor;
    readonly now: Instant;
    /** What the entries are caused by. */
    readonly commandId: string;
    readonly hash: Hash;
  },
): { readonly entries: readonly Sealed[]; readonly head: Head } {
  let last = head;
  const entries = drafts.map((draft) => {
    const unhashed: Unhashed = {
      kind: draft.kind,
      version: draft.version,
      data: draft.data,
      incidentId,
      seq: last.seq + 1,
      at: context.now,
      happenedAt: draft.happenedAt ?? context.now,
      actor: draft.actor ?? context.actor,
      commandId: context.commandId,
      format: FORMAT,
      prevHash: last.hash,
    };
    const entry: Sealed = { ...unhashed, hash: hashOf(unhashed, context.hash) ?? '' };
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
export function firstBroken(entries: readonly Sealed[], head: Head, hash: Hash): ChainFault | null {
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
