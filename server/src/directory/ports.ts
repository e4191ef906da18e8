import type { Actor, Instant, JsonObject, Result, Viewer } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import type { KindFacts, ReachChanged } from './model.ts';

/** What kinds of contact methods there are and what an address of each looks like; answered by the channels. */
export interface ContactKinds extends KindFacts {
  /** @returns the address in its canonical form, or a sentence on what is wrong (with the kind or the address) */
  check(kind: string, address: string): Result<string, string>;
  /** Why nothing would be sent to a right address, with the setting that allows it; null when it would. */
  refusalOf(kind: string, address: string): string | null;
  /** The same, asking the network where the address alone does not tell. Not within a transaction. */
  lookedUpRefusalOf(kind: string, address: string): Promise<string | null>;
}

/** Writes an entry of the audit log, in the transaction of the act. Without secrets. */
export type Audit = (
  tx: Tx,
  entry: {
    readonly actor: Actor;
    readonly action: string;
    readonly subjectKind: string;
    readonly subjectId?: string;
    readonly details?: JsonObject;
  },
) => Promise<void>;

/** Told in the same transaction that a person is called or signs in differently, or not at all; answered by the accounts. */
export type PersonRenamed = (
  tx: Tx,
  person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly active: boolean;
    /** The address is another one than before. */
    readonly moved: boolean;
  },
) => Promise<void>;

/** What people and teams cannot simply leave; answered by the schedules and the incidents. */
export interface Duties {
  /** The open incidents that the person has command of, as whoever asks may know them: "INC-12". */
  commandsOf(reader: Reader, personId: string, viewer: Viewer): Promise<readonly string[]>;
  /** Where the person takes turns, in words: "Primary of Payments on call". */
  turnsOf(reader: Reader, personId: string): Promise<readonly string[]>;
  /** The person is no longer active: what they were working on needs somebody else. */
  left(tx: Tx, personId: string): Promise<void>;
  /** An absence of the person was written down: from its beginning on what they are working on needs somebody else. */
  away(tx: Tx, personId: string, from: Instant): Promise<void>;
  /** The team's schedule goes with it. */
  teamArchived(tx: Tx, teamId: string, by: Actor): Promise<void>;
}

/** The roles by which the policy tells somebody something, as far as the directory holds them. */
export type KnownRoles = (reader: Reader) => Promise<readonly string[]>;

/** Tells somebody so in the transaction of the change; answered by communication. */
export type TellReachChanged = (tx: Tx, news: ReachChanged) => Promise<void>;
