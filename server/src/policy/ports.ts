import type { Actor } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';

/** How somebody is called, as of now: the record holds ids only. Wired by the composition root. */
export type NamesOf = (reader: Reader) => Promise<(actor: Actor) => string>;
