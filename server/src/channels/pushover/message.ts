import type { Envelope } from '../../communication/index.ts';
import { discreetBody, discreetTitle, oneLine, shorten } from '../words.ts';

/** Pushover's limits, in characters (pushover.net/api#limits). */
const LIMITS = { title: 250, message: 1_024, url: 512, urlTitle: 100 };

/** Of four bytes each. */
export const MAX_BYTES = 4 * (LIMITS.title + LIMITS.message + LIMITS.urlTitle) + LIMITS.url + 10;

/** How often an emergency rings, in seconds; Pushover allows nothing below 30. */
const RETRY_SECONDS = 60;
/**
 * How long an emergency rings by itself; Pushover allows three hours. The pager sends a page of its own each round (five minutes by
 * default): one that rang for hours would soon be ten of them that ring at once. Longer than a round, so that there is no gap.
 */
export const EXPIRE_SECONDS = 600;

/**
 * A message as the form that Pushover takes. Text alone: `html` is not set, so that whatever was typed somewhere is shown as it is.
 * @param callback where Pushover tells that it was acknowledged; undefined when it could not reach that
 */
export function formFor(envelope: Envelope, callback: string | undefined): Record<string, string> {
  const { content, purpose, to, messageId } = envelope;
  const open = content.actions.find(({ kind, url }) => kind === 'open' && url.length <= LIMITS.url);
  return {
    user: to.address,
    title: discreetTitle(envelope, LIMITS.title),
    message: bodyOf(envelope),
    ...(open !== undefined && { url: open.url, url_title: shorten(oneLine(open.label), LIMITS.urlTitle) }),
    ...(purpose === 'page'
      ? {
          priority: '2',
          retry: String(RETRY_SECONDS),
          expire: String(EXPIRE_SECONDS),
          // What ends the emergency, also one whose receipt was lost with the answer to it.
          tags: messageId,
          ...(callback !== undefined && { callback }),
        }
      : { priority: '0' }),
  };
}

/** The app's own button acknowledges; the link below the text is for when that finds no way back. */
function bodyOf(envelope: Envelope): string {
  const acknowledge = envelope.content.actions.find(({ kind }) => kind === 'acknowledge');
  const link = acknowledge === undefined ? '' : `\nAcknowledge in the browser: ${acknowledge.url}`;
  return `${shorten(discreetBody(envelope), LIMITS.message - link.length)}${link}`;
}
