import type { z } from 'zod';
import type { JsonObject } from '../../kernel/index.ts';
import type { Content, Stamp } from './entry.ts';
import type { Telling } from './telling.ts';

/** How much an entry weighs for a reader: `bad` needs attention, `strong` is a turn of events, `note` is a person's words. */
export type Tone = 'quiet' | 'strong' | 'note' | 'bad';

/**
 * One kind of entry, all that is to be known of it in one place: no reader has a list of kinds.
 * @typeParam S what the log is projected to
 * @typeParam E events to other chapters
 */
export interface KindDefinition<D extends z.ZodType<object>, S, E> {
  /** Of the data; default 1. One more with each change that older data does not fit. */
  readonly version?: number;
  readonly data: D;
  /** Makes data of an older version fit the schema. Needed from version 2 on. */
  readonly upcast?: (data: JsonObject, version: number) => JsonObject;
  /** Kinds that this one took the place of, each with what makes their data fit. They are read, and never written. */
  readonly formerly?: Readonly<Record<string, (data: JsonObject) => JsonObject>>;
  /**
   * One short sentence, the same in the web, the CLI and every export. Times are not in it: each reader has a zone.
   * Nobody is blamed: it says what was done, not what was failed to do.
   */
  readonly sentence: (data: z.output<D>, telling: Telling) => string;
  readonly tone: Tone;
  /** Kinds that tell it already when the same command wrote them: it is shown folded under the first there is. */
  readonly toldBy?: readonly string[] | ((data: z.output<D>) => readonly string[]);
  /** The id of another incident that it tells of: whoever may not see that one does not read what it says. */
  readonly otherIncident?: (data: z.output<D>) => string;
  /** What it changes of the projection; null when it is on the record only. */
  readonly changes: ((subject: S, data: z.output<D>, stamp: Stamp) => Partial<S>) | null;
  /** What the other chapters hear; null when nothing. */
  readonly event: ((data: z.output<D>) => E | null) | null;
}

// biome-ignore lint/suspicious/noExplicitAny: data of any kind; a family's own types say which (ContentOf)
type AnyKind<S, E> = KindDefinition<any, S, E>;

/** The kinds of entries that one chapter writes. */
export interface Family<
  S,
  E,
  K extends Readonly<Record<string, AnyKind<S, E>>> = Readonly<Record<string, AnyKind<S, E>>>,
> {
  readonly name: string;
  /** One more whenever `changes` of a kind gives something else than before: rows made by the old rule are made anew. */
  readonly projection: number;
  readonly kinds: K;
}

/** The union of what a family's entries say. */
export type ContentOf<F extends { readonly kinds: object }> = {
  [K in keyof F['kinds'] & string]: F['kinds'][K] extends { readonly data: infer D extends z.ZodType }
    ? { readonly kind: K; readonly data: z.output<D> }
    : never;
}[keyof F['kinds'] & string];

/** Whether an entry is of this family, and with that what its data is. */
export const isOf =
  <F extends { readonly kinds: object }>(family: F) =>
  <T extends Content>(entry: T): entry is T & ContentOf<F> =>
    Object.hasOwn(family.kinds, entry.kind);
