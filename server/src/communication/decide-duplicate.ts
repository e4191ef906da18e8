import type { RecentMessage } from './decide-throttle.ts';
import type { Message } from './model.ts';

/**
 * The same words about the same incident to the same address, minutes apart, are one message (two roles of one person,
 * two identical steps). Pages are exempt: repeating itself is what a page is for. So is what a person sends by hand, and
 * news: two alerts of one name a minute apart are two.
 */
export function duplicate(
  message: Message,
  recent: readonly RecentMessage[],
): { readonly kind: 'end'; readonly state: 'suppressed'; readonly reason: 'already_told' } | undefined {
  if (message.purpose === 'page' || EXEMPT.has(message.source.kind)) return undefined;
  const told = recent.some(
    (other) =>
      other.id !== message.id &&
      other.contentHash === message.contentHash &&
      other.incidentId === message.incidentId,
  );
  return told ? { kind: 'end', state: 'suppressed', reason: 'already_told' } : undefined;
}

const EXEMPT: ReadonlySet<Message['source']['kind']> = new Set(['hand', 'news'] as const);
