import type { Channel } from '../communication/api.ts';
import type { ContactMethod } from './api.ts';

/** Where a contact method leads: somewhere, or why nowhere. The server judges alike before it sends (`reachOf`). */
export type Way = 'works' | 'off' | 'not_set_up' | 'no_channel';

type Judged = Pick<ContactMethod, 'kind' | 'disabledReason'>;
type Known = Pick<Channel, 'kind' | 'missing' | 'signIn'>;

export function wayOf(method: Judged, channels: readonly Known[]): Way {
  if (method.disabledReason !== null) return 'off';
  const channel = channels.find(({ kind }) => kind === method.kind);
  if (channel === undefined) return 'no_channel';
  return channel.missing === null ? 'works' : 'not_set_up';
}

/** Why nobody can reach somebody with these ways, as one sentence; null when one of them works. */
export function unreachableWords(methods: readonly Judged[], channels: readonly Known[]): string | null {
  // Whoever has set up nothing is reached at the address they sign in with.
  const own = channels
    .filter(({ signIn }) => signIn)
    .map(({ kind }): Judged => ({ kind, disabledReason: null }));
  const ways = (methods.length === 0 ? own : methods).map((method) => wayOf(method, channels));
  if (ways.includes('works')) return null;
  if (ways.includes('not_set_up')) return 'Unreachable: none of their contact methods is configured';
  if (ways.includes('no_channel')) return 'Unreachable: none of their contact methods is supported';
  return 'All contact methods are disabled or failing; the address they sign in with is used as a last resort';
}
