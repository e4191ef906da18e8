import type { Tx } from '../platform/db/index.ts';
import type { Recipient } from './model.ts';

/** A contact method, and whose it is. */
interface MethodAt {
  readonly id: string;
  readonly personId: string;
  readonly label: string;
  /** Why nothing is sent there; null when something is. */
  readonly disabledReason: string | null;
}

/** Who can be reached where; answered by the directory. */
export interface AddressBook {
  /** The people among `personIds` who exist. */
  recipients(tx: Tx, personIds: readonly string[]): Promise<readonly Recipient[]>;
  /** Everybody's contact methods of a channel at one address: a number can be shared. */
  methodsAt(tx: Tx, channel: string, address: string): Promise<readonly MethodAt[]>;
  /** Remembers that a contact method does not work, so that its owner is shown and other methods come first. */
  flag(tx: Tx, contactMethodId: string, reason: string): Promise<void>;
  /** Removes a contact method whose device is gone. @returns what its owner called it; undefined when it is not there */
  remove(tx: Tx, contactMethodId: string): Promise<string | undefined>;
  /** Forgets that these do not work: something was handed over there, or it was their provider that failed. */
  restore(tx: Tx, contactMethodIds: readonly string[]): Promise<void>;
  /** Those who are told when Tocsin itself is in trouble. */
  administrators(tx: Tx): Promise<readonly string[]>;
}
