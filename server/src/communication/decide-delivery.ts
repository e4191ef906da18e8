import type { Instant } from '../kernel/index.ts';
import { readdress, type Target } from './decide-address.ts';
import { bundle } from './decide-bundle.ts';
import { claimable } from './decide-claim.ts';
import { duplicate } from './decide-duplicate.ts';
import { type Lateness, lateness } from './decide-late.ts';
import { quietHours } from './decide-quiet.ts';
import { type PagesToday, type RecentMessage, spaceRepeats, throttle, windowOf } from './decide-throttle.ts';
import type { Message, NotSentReason, Recipient, WaitReason } from './model.ts';

/** Everything the pipeline looks at, as read in the transaction that claims. */
export interface DeliveryFacts {
  readonly message: Message;
  /** This wake-up ran before, in a process that did not finish it: whatever it claimed is free again. */
  readonly takenOver: boolean;
  /** What the asker says: a reason not to send after all, or null. */
  readonly unwanted: NotSentReason | null;
  /** Handed or being handed to the same address lately; no pages. */
  readonly recent: readonly RecentMessage[];
  /** Whether its channel is metered. */
  readonly metered: boolean;
  /** Of a page by a metered channel that says nothing new. */
  readonly pagesToday: PagesToday | null;
  /** Other notices to the same address that are due and wanted. */
  readonly waiting: readonly Message[];
  /** The person, as they are now; undefined for a bare address or when they are gone. */
  readonly recipient: Recipient | undefined;
  readonly channels: ReadonlySet<string>;
}

export type Verdict =
  /** A stale wake-up: the message has come to its end. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly until: Instant; readonly reason: WaitReason }
  | { readonly kind: 'end'; readonly state: 'stopped' | 'suppressed'; readonly reason: NotSentReason }
  /** The contact method is gone; the person has another. */
  | { readonly kind: 'readdress'; readonly target: Target }
  | {
      readonly kind: 'send';
      readonly address: string;
      readonly bundled: readonly Message[];
      readonly late: Lateness | undefined;
    };

/**
 * The way of a message, stage by stage; the first stage that has something to say decides. Sending and recording
 * follow in deliver.ts, outside and after the transaction. What is held back has no company yet and no need of an
 * address, so bundling comes last (docs/adr/0020).
 */
export function decideDelivery(facts: DeliveryFacts, now: Instant): Verdict {
  return (
    claimable(facts.message, facts.takenOver, now) ??
    stillWanted(facts) ??
    quietHours(facts.message, facts.recipient, now) ??
    duplicate(facts.message, facts.recent) ??
    throttle(facts.message, facts.recent, now, windowOf(facts.message, facts.metered, now)) ??
    repeats(facts, now) ??
    readdress(facts.message, facts.recipient, facts.channels) ?? {
      kind: 'send',
      address: addressOf(facts),
      bundled: bundle(facts.message, facts.waiting),
      late: lateness(facts.message, now),
    }
  );
}

const repeats = ({ message, pagesToday }: DeliveryFacts, now: Instant): Verdict | undefined =>
  pagesToday === null ? undefined : spaceRepeats(message, pagesToday, now);

/** Acknowledged, resolved, superseded: what nobody wants any more is not sent, however late it has become. */
const stillWanted = ({ message, unwanted }: DeliveryFacts): Verdict | undefined => {
  const reason = unwanted ?? message.stopReason;
  return reason === null ? undefined : { kind: 'end', state: 'stopped', reason };
};

/** The contact method's address of this moment: somebody may have corrected it since the message was written. */
function addressOf({ message, recipient }: DeliveryFacts): string {
  const method = recipient?.methods.find(({ id }) => id === message.contactMethodId);
  return method?.address ?? message.address ?? '';
}
