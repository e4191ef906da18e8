import type { FailureReason } from './model.ts';

/** Enhanced codes (RFC 3463 §3.2, RFC 7505 §3) that say: no such mailbox, no such host, no address, moved, no mail there. */
const BAD_ADDRESS: ReadonlySet<string> = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10']);
/** Message too long for the mailbox, or for the system (RFC 3463 §3.3, §3.4). */
const TOO_LARGE: ReadonlySet<string> = new Set(['5.2.3', '5.3.4']);

/** What an enhanced code says for certain; undefined when it says no more than that it failed. */
export function reasonOfMailCode(code: string): FailureReason | undefined {
  if (BAD_ADDRESS.has(code)) return 'bad_address';
  if (TOO_LARGE.has(code)) return 'too_large';
  if (code.startsWith('5.2.')) return 'mailbox_full';
  return code.startsWith('5.7.') ? 'refused' : undefined;
}
