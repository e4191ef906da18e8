import type { JsonObject } from '../../kernel/index.ts';
import type { Checked } from './chain.ts';
import type { Draft, Entry, Sealed } from './entry.ts';
import type { Family, KindDefinition, Tone } from './family.ts';
import { actorName, type Names } from './telling.ts';

/** An entry as it is shown. */
export interface Told {
  /** Of today: an entry of a kind that was replaced is shown as one of the kind that took its place. */
  readonly kind: string;
  readonly data: JsonObject;
  readonly sentence: string;
  readonly tone: Tone;
  readonly toldBy: readonly string[];
  /** Another incident that it tells of. */
  readonly otherIncidentId: string | null;
}

/** An entry that this version of the program does not understand: a newer one wrote it, or it was not written by us. */
export class Unreadable extends Error {}

/** All kinds of entries there are. Made once, of the families that app/ lists. */
export interface Registry<S, E> {
  /** Checks what is to be written. @throws Error for a kind or data that no family declares: a bug of ours */
  check(draft: Draft): Checked;
  /** @throws Unreadable */
  read(sealed: Sealed): Entry;
  tell(sealed: Sealed, names: Names): Told;
  changes(subject: S, entry: Entry): Partial<S>;
  event(entry: Entry): E | null;
  /** Names the rules that a projection was made by. */
  readonly projection: string;
}

// biome-ignore lint/suspicious/noExplicitAny: data of any kind, checked by its own schema
type AnyDefinition<S, E> = KindDefinition<any, S, E>;

/** A kind as it is stored, which may be one that was replaced: what it is today, and what makes its data fit that. */
interface Stored<S, E> {
  readonly kind: string;
  readonly definition: AnyDefinition<S, E>;
  readonly newest: number;
  readonly upcast: (data: JsonObject, version: number) => JsonObject | undefined;
}

/** @throws Error when two families have a kind in common */
function kindsOf<S, E>(families: readonly Family<S, E>[]): ReadonlyMap<string, Stored<S, E>> {
  const kinds = new Map<string, Stored<S, E>>();
  const add = (name: string, stored: Stored<S, E>) => {
    if (kinds.has(name)) throw new Error(`Two families have the kind of entry "${name}".`);
    kinds.set(name, stored);
  };
  for (const family of families)
    for (const [kind, definition] of Object.entries(family.kinds)) {
      const { version: newest = 1, upcast, formerly = {} } = definition;
      const toNewest = (data: JsonObject, version: number) =>
        version < newest ? upcast?.(data, version) : data;
      add(kind, { kind, definition, newest, upcast: toNewest });
      for (const [former, fit] of Object.entries(formerly))
        add(former, { kind, definition, newest: 1, upcast: fit });
    }
  return kinds;
}

/** @throws Error when two families have a kind in common */
export function createRegistry<S, E>(families: readonly Family<S, E>[]): Registry<S, E> {
  const kinds = kindsOf(families);

  function storedAs(kind: string): Stored<S, E> {
    const stored = kinds.get(kind);
    if (stored === undefined) throw new Unreadable(`There is no kind of entry "${kind}".`);
    return stored;
  }

  const definitionOf = (kind: string): AnyDefinition<S, E> => storedAs(kind).definition;

  function read(sealed: Sealed): Entry {
    const { kind, definition, newest, upcast } = storedAs(sealed.kind);
    if (sealed.version > newest)
      throw new Unreadable(`Entry ${sealed.seq} is of version ${sealed.version} of "${sealed.kind}".`);
    const parsed = definition.data.safeParse(upcast(sealed.data, sealed.version));
    if (!parsed.success) throw new Unreadable(`Entry ${sealed.seq} is no valid "${sealed.kind}".`);
    const { incidentId, seq, at, happenedAt, actor, commandId } = sealed;
    return { incidentId, seq, at, happenedAt, actor, commandId, kind, data: parsed.data };
  }

  function tell(sealed: Sealed, names: Names): Told {
    let entry: Entry;
    try {
      entry = read(sealed);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const sentence = `An entry of kind “${sealed.kind}” that this version of Tocsin cannot read`;
      return {
        kind: sealed.kind,
        data: sealed.data,
        sentence,
        tone: 'bad',
        toldBy: [],
        otherIncidentId: null,
      };
    }
    const { sentence, tone, toldBy = [], otherIncident } = definitionOf(entry.kind);
    const { actor, kind } = entry;
    const data = entry.data as JsonObject;
    return {
      kind,
      data,
      sentence: sentence(data, { actor, who: actorName(actor, names), names }),
      tone,
      toldBy: typeof toldBy === 'function' ? toldBy(data) : toldBy,
      otherIncidentId: otherIncident?.(data) ?? null,
    };
  }

  return {
    check: ({ kind, data, ...rest }) => {
      const { kind: today, definition, newest: version } = storedAs(kind);
      if (today !== kind) throw new Error(`Entries of kind "${kind}" are no longer written.`);
      return { ...rest, kind, version, data: definition.data.parse(data) };
    },
    read,
    tell,
    changes: (subject, entry) => definitionOf(entry.kind).changes?.(subject, entry.data, entry) ?? {},
    event: (entry) => definitionOf(entry.kind).event?.(entry.data) ?? null,
    projection: families.map(({ name, projection }) => `${name}.${projection}`).join(' '),
  };
}
