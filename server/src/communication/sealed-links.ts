import { createSeal } from '../platform/auth/index.ts';
import type { Channel } from './channel.ts';
import type { MessageContent } from './model.ts';

/*
 * Links with which an account is entered are closed while their message waits in the outbox, and opened as it leaves.
 * Whoever reads the database, or a backup of it, must not be able to choose somebody's password. The outbox keeps
 * messages, so the link cannot simply stand there; nor can it be made as the message leaves, because the same must come
 * at every try.
 */

const SCHEME = 'sealed:';
const sealOf = (secret: string) => createSeal(secret, 'links of accounts');

/** The link as it is stored. */
export const closedLink = (secret: string, url: string): string => `${SCHEME}${sealOf(secret).close(url)}`;

/** The same channels, whose messages leave with their links opened. */
export function openingLinks(
  channels: ReadonlyMap<string, Channel>,
  secret: string,
): ReadonlyMap<string, Channel> {
  const seal = sealOf(secret);
  const open = (content: MessageContent): MessageContent => ({
    ...content,
    actions: content.actions.map((action) =>
      action.url.startsWith(SCHEME) ? { ...action, url: seal.open(action.url.slice(SCHEME.length)) } : action,
    ),
  });
  const wrap = (channel: Channel): Channel => ({
    ...channel,
    send: (envelope, signal) =>
      channel.send(
        { ...envelope, content: open(envelope.content), bundled: envelope.bundled.map(open) },
        signal,
      ),
  });
  return new Map([...channels].map(([kind, channel]) => [kind, wrap(channel)]));
}
