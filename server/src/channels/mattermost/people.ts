import type { ChannelState } from '../../communication/index.ts';
import { err, invisibleIn, ok, type Result } from '../../kernel/index.ts';
import { fieldOf, type MattermostAnswer, type MattermostApi } from './api.ts';

const MAIL = /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[^\s@<>"(),:;\\]+$/;
const NAME = /^@[a-z0-9][a-z0-9._-]{0,63}$/;
const LONGEST = 254;

/** @returns the e-mail address, or `@name`, in lower case */
export function validateAddress(text: string): Result<string, string> {
  const address = text.trim().toLowerCase();
  const invisible = invisibleIn(address);
  if (invisible !== undefined) return err(invisible);
  if (address.length <= LONGEST && (NAME.test(address) || MAIL.test(address))) return ok(address);
  return err(
    'This is neither an e-mail address nor a user name. Expected the e-mail address of the Mattermost account, or something like @ana.ruiz.',
  );
}

type Failed = Extract<MattermostAnswer, { ok: false }>;
export type Known = { readonly ok: true; readonly id: string } | Failed;

/** Who is behind an address. */
export async function userOf(api: MattermostApi, address: string, signal: AbortSignal): Promise<Known> {
  const path = address.startsWith('@')
    ? `/users/username/${encodeURIComponent(address.slice(1))}`
    : `/users/email/${encodeURIComponent(address)}`;
  const answer = await api.call('GET', path, undefined, signal);
  return answer.ok ? { ok: true, id: fieldOf(answer.body, 'id') } : answer;
}

/** Tocsin's conversation with somebody. Remembered: a page must not wait for two look-ups. */
export function conversations(api: MattermostApi, state: ChannelState) {
  const keyOf = (address: string) => `direct:${address}`;
  return {
    async with(address: string, signal: AbortSignal): Promise<Known> {
      const known = await state.get(keyOf(address));
      if (known !== undefined && known !== '') return { ok: true, id: known };
      const user = await userOf(api, address, signal);
      if (!user.ok) return user;
      const self = await api.call('GET', '/users/me', undefined, signal);
      if (!self.ok) return self;
      const both = [fieldOf(self.body, 'id'), user.id];
      const made = await api.call('POST', '/channels/direct', both, signal);
      if (!made.ok) return made;
      const id = fieldOf(made.body, 'id');
      await state.put(keyOf(address), id);
      return { ok: true, id };
    },
    forget: (address: string) => state.put(keyOf(address), ''),
  };
}

export type Conversations = ReturnType<typeof conversations>;
