import { linkState } from '../platform/auth/index.ts';
import { ACCOUNT, accountSubject } from './decide-account.ts';
import type { DeliveryDeps } from './deps.ts';
import type { NotSentReason } from './model.ts';
import type { MessageOwner } from './owner.ts';

/**
 * Answers for the mails about people's own accounts. A link that no longer works is not mailed: whoever taps it learns only
 * that it is too late, and does not know whom to ask.
 */
export const accountOwner = ({ clock }: Pick<DeliveryDeps, 'clock'>): MessageOwner => ({
  kind: ACCOUNT,
  async stillWanted(reader, message): Promise<NotSentReason | null> {
    const subject = accountSubject(message);
    if (subject.what === 'reach') return null;
    const state = await linkState(reader, subject.tokenHash, clock.now());
    return state === 'works' ? null : `link_${state}`;
  },
  // What it says is a moment, and stays true however long it waits.
  refresh: async () => null,
  onEvent: async () => undefined,
});
