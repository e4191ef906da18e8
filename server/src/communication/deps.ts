import type { Actor, Clock } from '../kernel/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import type { Log } from '../platform/log/index.ts';
import type { Channel } from './channel.ts';
import type { CommunicationEvent } from './events.ts';
import type { FailureReason, MessagePurpose, Outcome } from './model.ts';
import type { MessageOwners } from './owner.ts';
import type { AddressBook } from './ports.ts';

/** What delivering needs; handed in by app/wire.ts. */
export interface DeliveryDeps {
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Log;
  readonly addressBook: AddressBook;
  /** Who answers for which messages. */
  readonly owners: Pick<MessageOwners, 'of'>;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Who alone is told of an incident because it is a drill; undefined: whoever it is sent to. */
  readonly drillAudience: (
    tx: Tx,
    incidentId: string,
  ) => Promise<((personId: string) => boolean) | undefined>;
  readonly emit: (tx: Tx, event: CommunicationEvent) => Promise<void>;
  /** Writes the audit log in the transaction of the act. */
  readonly audit: (
    tx: Tx,
    entry: {
      readonly actor: Actor;
      readonly action: string;
      readonly subjectKind: string;
      readonly subjectId: string;
    },
  ) => Promise<void>;
  /** Told of every try, for metrics. `seconds` is how long the channel took. */
  readonly observe: (tried: {
    readonly channel: string;
    readonly purpose: MessagePurpose;
    readonly outcome: Outcome['kind'];
    readonly reason: FailureReason | 'none';
    readonly seconds: number;
  }) => void;
  /** Base URL for links in what administrators are told. */
  readonly publicUrl: string;
}
