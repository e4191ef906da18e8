import { type Entry, isOf } from '../incidents/index.ts';
import { type Actor, type Instant, Temporal } from '../kernel/index.ts';
import { updateEntries } from './entries/index.ts';
import { FACT_NAMES, type Fact, type FactName, type SentUpdate } from './model.ts';

/** The entries that say what stakeholders were told and what can be told them. */
export const RECORD_KINDS = [...Object.keys(updateEntries.kinds), 'note', 'note_struck'];

/** Something a responder wrote down that belongs into an update. */
interface Note {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly text: string;
}

/** What the log says about updates: this chapter's own projection, made anew at every look, so that it cannot be stale. */
export interface UpdateRecord {
  readonly facts: ReadonlyMap<FactName, Fact>;
  /** Oldest first, without those struck through. */
  readonly findings: readonly Note[];
  readonly workarounds: readonly Note[];
  /** Oldest first. */
  readonly updates: readonly SentUpdate[];
}

const isUpdateEntry = isOf(updateEntries);

export function recordOf(entries: readonly Entry[]): UpdateRecord {
  const facts = new Map<FactName, Fact>();
  const updates: SentUpdate[] = [];
  const notes: (Note & { readonly type: unknown })[] = [];
  const struck = new Set<unknown>();
  for (const entry of entries) {
    const { seq, at, actor } = entry;
    const data = entry.data as { readonly type?: unknown; readonly text?: unknown; readonly seq?: unknown };
    if (entry.kind === 'note') notes.push({ seq, at, actor, type: data.type, text: String(data.text) });
    if (entry.kind === 'note_struck') struck.add(data.seq);
    if (!isUpdateEntry(entry)) continue;
    if (entry.kind === 'update_sent') updates.push(sentUpdate(entry.data, { seq, at, actor }));
    if (entry.kind === 'update_facts')
      for (const name of FACT_NAMES) {
        const said = entry.data.facts[name];
        if (said === null) facts.delete(name);
        else if (said !== undefined) facts.set(name, { text: said, seq, at, actor });
      }
  }
  const standing = (type: string) => notes.filter((note) => note.type === type && !struck.has(note.seq));
  return { facts, findings: standing('finding'), workarounds: standing('workaround'), updates };
}

function sentUpdate(
  data: {
    readonly updateId: string;
    readonly kind: SentUpdate['kind'];
    readonly text: string | null;
    readonly publicText: string | null;
    readonly audiences: SentUpdate['audiences'];
    readonly personIds: readonly string[];
    readonly addresses: number;
    readonly rooms: SentUpdate['rooms'];
    readonly nextUpdateAt: string | null;
  },
  stamp: Pick<SentUpdate, 'seq' | 'at' | 'actor'>,
): SentUpdate {
  const { updateId, kind, text, publicText, audiences, personIds, addresses, rooms, nextUpdateAt } = data;
  return {
    id: updateId,
    ...stamp,
    ...{ kind, text, publicText, audiences, personIds, addresses, rooms },
    nextUpdateAt: nextUpdateAt === null ? null : Temporal.Instant.from(nextUpdateAt),
  };
}

/** The last update that a person wrote; undefined before the first. */
export const lastWritten = ({ updates }: Pick<UpdateRecord, 'updates'>): SentUpdate | undefined =>
  updates.findLast(({ text }) => text !== null);
