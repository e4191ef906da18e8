import type { ChannelState } from '../../communication/index.ts';
import { err, invisibleIn, ok, type Result } from '../../kernel/index.ts';
import type { SlackAnswer, SlackApi } from './api.ts';

/** A member of the workspace: `U…`, or `W…` in an Enterprise Grid. */
const MEMBER = /^[UW][A-Z0-9]{6,20}$/;
const MAIL = /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[^\s@<>"(),:;\\]+$/;
const LONGEST = 254;

/** @returns the member ID, or the e-mail address in lower case */
export function validateAddress(text: string): Result<string, string> {
  const address = text.trim();
  const invisible = invisibleIn(address);
  if (invisible !== undefined) return err(invisible);
  if (MEMBER.test(address.toUpperCase())) return ok(address.toUpperCase());
  if (address.length <= LONGEST && MAIL.test(address)) return ok(address.toLowerCase());
  return err(
    'This is neither an e-mail address nor a member ID. Expected the e-mail address of the Slack account, or something like U012AB3CD.',
  );
}

export type Found = { readonly ok: true; readonly member: string } | Extract<SlackAnswer, { ok: false }>;

/** Who is behind an address. What was looked up is remembered: the method is limited, and a page must not wait for it. */
export function members(api: SlackApi, state: ChannelState) {
  const keyOf = (email: string) => `member:${email}`;
  return {
    async find(address: string, signal: AbortSignal): Promise<Found> {
      if (MEMBER.test(address)) return { ok: true, member: address };
      const known = await state.get(keyOf(address));
      if (known !== undefined && known !== '') return { ok: true, member: known };
      const answer = await api.call('users.lookupByEmail', { email: address }, signal);
      if (!answer.ok) return answer;
      const { id } = (answer.body.user ?? {}) as { readonly id?: unknown };
      const member = String(id ?? '');
      await state.put(keyOf(address), member);
      return { ok: true, member };
    },
    /** Slack knows the member no more; the address may belong to another one by now. */
    forget: (address: string) => (MEMBER.test(address) ? Promise.resolve() : state.put(keyOf(address), '')),
  };
}

export type Members = ReturnType<typeof members>;
