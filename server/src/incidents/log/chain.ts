import {
  type Actor,
  CHAIN_FORMAT,
  type ChainHead,
  type Hash,
  hashOfEntry,
  type Instant,
  type JsonObject,
} from '../../kernel/index.ts';
import type { Draft, Sealed } from './entry.ts';

/** A draft that has been checked. */
export type Checked = Omit<Draft, 'data'> & { readonly data: JsonObject; readonly version: number };

/** Makes entries of drafts: numbered, timed, and chained onto `head`. */
export function seal(
  incidentId: string,
  head: ChainHead,
  drafts: readonly Checked[],
  context: {
    readonly actor: Actor;
    readonly now: Instant;
    /** What the entries are caused by. */
    readonly commandId: string;
    readonly hash: Hash;
  },
): { readonly entries: readonly Sealed[]; readonly head: ChainHead } {
  let last = head;
  const entries = drafts.map((draft) => {
    const unhashed: Omit<Sealed, 'hash'> = {
      kind: draft.kind,
      version: draft.version,
      data: draft.data,
      incidentId,
      seq: last.seq + 1,
      at: context.now,
      happenedAt: draft.happenedAt ?? context.now,
      actor: draft.actor ?? context.actor,
      commandId: context.commandId,
      format: CHAIN_FORMAT,
      prevHash: last.hash,
    };
    const entry: Sealed = { ...unhashed, hash: hashOfEntry(unhashed, context.hash) ?? '' };
    last = { seq: entry.seq, hash: entry.hash };
    return entry;
  });
  return { entries, head: last };
}
