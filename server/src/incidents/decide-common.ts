import { type Actor, Fault, type Instant } from '../kernel/index.ts';
import type { Policy } from '../policy/index.ts';
import type { EntryDraft } from './entries/index.ts';

/** What stands open in front of "resolved" or "closed", as one plain sentence. */
export interface OpenItem {
  /** Its id in the policy. */
  readonly item: string;
  readonly text: string;
  readonly sentence: string;
}

/** What a rule may know besides the incident itself. */
export interface Facts {
  readonly actor: Actor;
  readonly now: Instant;
  /** The version that the incident runs under. */
  readonly policy: Policy;
  /** The newest version there is; loaded for a move to another policy only. */
  readonly newestPolicy?: number | undefined;
  readonly systems: ReadonlyMap<string, { readonly customerFacing: boolean; readonly archived: boolean }>;
  readonly people: ReadonlyMap<string, { readonly active: boolean }>;
  /** What is open at the gate; loaded for resolving and closing only. */
  readonly gate?: readonly OpenItem[] | undefined;
  /** The entry that a strike is about; loaded for that command only. */
  readonly target?: { readonly kind: string; readonly struck: boolean } | undefined;
}

/** What a command comes to. No entries: it was done before, and doing it again changes nothing. */
export interface Decision {
  readonly entries: readonly EntryDraft[];
  /** Tell the others of an acknowledgement although it is not the first: pages started since must stop. */
  readonly acknowledgedAgain?: boolean;
}

/** The person behind an act, if it is one. */
export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null);

export const nothing: Decision = { entries: [] };

/** A field of the request that is not right. */
export const invalid = (path: string, message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path, message }]);
