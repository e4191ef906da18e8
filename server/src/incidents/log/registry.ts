import type { Checked } from './chain.ts';
import type { Draft, Entry, Sealed } from './entry.ts';
import type { Family, KindDefinition, Tone } from './family.ts';
import { actorName, type Names } from './telling.ts';

/** An entry as it is shown. */
export interface Told {
  readonly sentence: string;
  readonly tone: Tone;
  readonly toldBy: readonly string[];
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

/** @throws Error when two families have a kind in common */
export function createRegistry<S, E>(families: readonly Family<S, E>[]): Registry<S, E> {
  // biome-ignore lint/suspicious/noExplicitAny: data of any kind, checked by its own schema
  const kinds = new Map<string, KindDefinition<any, S, E>>();
  for (const family of families)
    for (const [kind, definition] of Object.entries(family.kinds)) {
      if (kinds.has(kind)) throw new Error(`Two families have the kind of entry "${kind}".`);
      kinds.set(kind, definition);
    }

  function definitionOf(kind: string) {
    const definition = kinds.get(kind);
    if (definition === undefined) throw new Unreadable(`There is no kind of entry "${kind}".`);
    return definition;
  }

  function read(sealed: Sealed): Entry {
    const { version = 1, data: schema, upcast } = definitionOf(sealed.kind);
    if (sealed.version > version)
      throw new Unreadable(`Entry ${sealed.seq} is of version ${sealed.version} of "${sealed.kind}".`);
    const current = sealed.version < version ? upcast?.(sealed.data, sealed.version) : sealed.data;
    const parsed = schema.safeParse(current);
    if (!parsed.success) throw new Unreadable(`Entry ${sealed.seq} is no valid "${sealed.kind}".`);
    const { incidentId, seq, at, happenedAt, actor, commandId, kind } = sealed;
    return { incidentId, seq, at, happenedAt, actor, commandId, kind, data: parsed.data };
  }

  function tell(sealed: Sealed, names: Names): Told {
    let entry: Entry;
    try {
      entry = read(sealed);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const sentence = `An entry of kind “${sealed.kind}” that this version of Tocsin cannot read`;
      return { sentence, tone: 'bad', toldBy: [] };
    }
    const { sentence, tone, toldBy = [] } = definitionOf(entry.kind);
    const { actor, data } = entry;
    return {
      sentence: sentence(data, { actor, who: actorName(actor, names), names }),
      tone,
      toldBy: typeof toldBy === 'function' ? toldBy(data) : toldBy,
    };
  }

  return {
    check: ({ kind, data, ...rest }) => {
      const { version = 1, data: schema } = definitionOf(kind);
      return { ...rest, kind, version, data: schema.parse(data) };
    },
    read,
    tell,
    changes: (subject, entry) => definitionOf(entry.kind).changes?.(subject, entry.data, entry) ?? {},
    event: (entry) => definitionOf(entry.kind).event?.(entry.data) ?? null,
    projection: families.map(({ name, projection }) => `${name}.${projection}`).join(' '),
  };
}
