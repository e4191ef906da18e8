import { canonicalJson, type Json, type JsonObject } from './canonical.ts';

/** SHA-256 of a text in lowercase hex; passed in, because this file is pure. */
export type Hash = (text: string) => string;

/** The last entry of a log: where the next one attaches. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const GENESIS: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** An entry of a log, as it is stored or as an archive has it. */
export interface ChainEntry {
  readonly incidentId: string;
  readonly seq: number;
  readonly at: { toString(): string };
  readonly happenedAt: { toString(): string };
  readonly actor: unknown;
  readonly commandId: string | null;
  readonly kind: string;
  readonly version: number;
  readonly data: JsonObject;
  /** What the hash is made over. */
  readonly format: number;
  readonly prevHash: string;
  readonly hash: string;
  /** An archive leaves out what tells of an incident that its readers may not see: its place and its hash are there. */
  readonly withheld?: boolean;
}

/** The format that entries are written in. Older ones stay as they are: what is hashed cannot be rewritten. */
export const CHAIN_FORMAT = 2;

/**
 * The hash of an entry: over canonical JSON of everything it says, the hash before it, and the incident it belongs to (so
 * that an entry cannot be moved to another log). Whoever changes, drops, inserts or reorders entries would have to redo
 * every later hash, and the head kept in the incident's row.
 * @returns null for a format that no version of this program has written
 */
export function hashOfEntry(entry: Omit<ChainEntry, 'hash'>, hash: Hash): string | null {
  if (entry.format === 1) return hash(canonicalJson(firstFormat(entry)));
  if (entry.format !== CHAIN_FORMAT) return null;
  const { format, version, commandId } = entry;
  return hash(canonicalJson({ ...firstFormat(entry), format, version, commandId }));
}

/** Before kinds had versions and entries named their command. */
function firstFormat(entry: Omit<ChainEntry, 'hash'>): JsonObject {
  const { incidentId, seq, at, happenedAt, actor, kind, data, prevHash } = entry;
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

/** What is wrong with a log, and at which entry. */
export interface ChainFault {
  readonly seq: number;
  readonly problem: 'missing' | 'altered' | 'unlinked' | 'cut_off' | 'unknown_tail';
}

/** As it is said after "entry 7". */
export const CHAIN_PROBLEMS: Readonly<Record<ChainFault['problem'], string>> = {
  missing: 'is missing',
  altered: 'was altered after it was written',
  unlinked: 'does not follow from the one before it',
  cut_off: 'and later entries are missing',
  unknown_tail: 'was added outside Tocsin',
};

/**
 * Walks a log in order and names the first entry that is not as it was written. `head` is what is said elsewhere (the
 * incident's row, an archive's manifest) to be the last entry.
 */
export function firstBroken(entries: Iterable<ChainEntry>, head: ChainHead, hash: Hash): ChainFault | null {
  let last = GENESIS;
  for (const entry of entries) {
    if (entry.seq !== last.seq + 1) return { seq: last.seq + 1, problem: 'missing' };
    if (entry.prevHash !== last.hash) return { seq: entry.seq, problem: 'unlinked' };
    if (entry.withheld !== true && hashOfEntry(entry, hash) !== entry.hash)
      return { seq: entry.seq, problem: 'altered' };
    last = { seq: entry.seq, hash: entry.hash };
  }
  // A log always begins with its declaration: an empty one has lost it, also when the head was made to agree.
  if (last.seq === 0) return { seq: 1, problem: 'missing' };
  if (last.seq < head.seq) return { seq: last.seq + 1, problem: 'cut_off' };
  if (last.seq > head.seq) return { seq: head.seq + 1, problem: 'unknown_tail' };
  return last.hash === head.hash ? null : { seq: last.seq, problem: 'altered' };
}
