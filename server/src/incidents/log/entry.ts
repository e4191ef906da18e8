import type { Actor, Instant, JsonObject } from '../../kernel/index.ts';

/** What an entry says: its kind and the data of that kind. */
export interface Content {
  readonly kind: string;
  readonly data: object;
}

/** An entry to be written. */
export type Draft<C extends Content = Content> = C & {
  /** When it happened, if not now. When it was written stays on the record beside it. */
  readonly happenedAt?: Instant;
  /** Who did it, if not the command's actor. */
  readonly actor?: Actor;
};

/** Where, when and by whom an entry was written. */
export interface Stamp {
  readonly incidentId: string;
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** When it was written. */
  readonly at: Instant;
  readonly happenedAt: Instant;
  readonly actor: Actor;
  /** The command that caused it, the same for all that one command wrote; null in entries older than this field. */
  readonly commandId: string | null;
}

/** An entry as readers have it: of the current version of its kind, whatever version it was written in. */
export type Entry<C extends Content = Content> = C & Stamp;

/** An entry as it is stored, and hashed. */
export interface Sealed extends Stamp {
  readonly kind: string;
  /** The version of its kind that `data` is of. */
  readonly version: number;
  readonly data: JsonObject;
  /** What the hash is made over (chain.ts). */
  readonly format: number;
  readonly prevHash: string;
  readonly hash: string;
}
