import type { Message } from './model.ts';

/** A message that carries more than this is no longer read; the rest goes in the next one. */
export const MOST_BUNDLED = 20;
/** From so many on, what waits for one address becomes one message. Two are easier to read as two. */
const BUNDLE_FROM = 3;

/**
 * The other notices that go along in this message. Never a page, neither as the carrier nor carried: a page must be
 * seen at once and answered for itself. What says the same twice stays behind, to be recognised as told.
 * @param waiting other messages to the same address that are due
 */
export function bundle(message: Message, waiting: readonly Message[]): readonly Message[] {
  if (message.purpose === 'page' || isAlone(message)) return [];
  const seen = new Set([message.contentHash]);
  const others = waiting.filter((other) => {
    if (other.purpose !== message.purpose || other.drill !== message.drill || seen.has(other.contentHash))
      return false;
    if (isAlone(other)) return false;
    seen.add(other.contentHash);
    return true;
  });
  return others.length + 1 >= BUNDLE_FROM ? others : [];
}

/** A calendar takes one meeting out of one mail; among other things a report loses its subject, by which it is found again. */
const isAlone = ({ content }: Message): boolean =>
  content.invitation !== undefined || content.document === true;
