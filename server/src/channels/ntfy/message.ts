import type { Envelope } from '../../communication/index.ts';
import { discreetBody, discreetTitle, oneLine, shorten, shortenToBytes } from '../words.ts';

/** Longer messages are turned into attachments by ntfy, which nobody opens at night. */
export const MAX_BYTES = 4_096;

const TITLE = 250;
/** Of the message itself: title, links and labels come on top. */
const BODY_BYTES = 2_500;

/** 5 rings through Do Not Disturb on Android, with the app's "max priority" channel. */
const PRIORITY: Readonly<Record<Envelope['purpose'], number>> = {
  ...{ page: 5, notice: 3, system: 3, subscriber: 3 },
};

/** A message as ntfy takes it at the root of the server ("publish as JSON"). */
export interface NtfyMessage {
  readonly topic: string;
  readonly title: string;
  readonly message: string;
  readonly priority: number;
  readonly tags: readonly string[];
  readonly click?: string;
  readonly actions: readonly NtfyAction[];
}

type NtfyAction =
  | { readonly action: 'view'; readonly label: string; readonly url: string; readonly clear: boolean }
  | {
      readonly action: 'http';
      readonly label: string;
      readonly url: string;
      readonly method: 'POST';
      readonly headers: Readonly<Record<string, string>>;
      /** The notification goes once the call succeeded, and stays when it did not. */
      readonly clear: boolean;
    };

export function messageFor(envelope: Envelope): NtfyMessage {
  const { content, purpose, to } = envelope;
  const open = content.actions.find(({ kind }) => kind === 'open');
  const isPage = purpose === 'page';
  return {
    topic: to.address,
    title: discreetTitle(envelope, TITLE),
    message: shortenToBytes(discreetBody(envelope), BODY_BYTES),
    priority: PRIORITY[purpose],
    tags: isPage ? ['rotating_light'] : [],
    ...(open !== undefined && { click: open.url }),
    actions: content.actions.slice(0, 3).map(({ kind, label, url }): NtfyAction => {
      const word = shorten(oneLine(label), 40);
      return kind === 'open'
        ? { action: 'view', label: word, url, clear: false }
        : // The phone calls it, so that it needs no password: the link is the page's own one-time secret.
          {
            action: 'http',
            label: word,
            url,
            method: 'POST',
            headers: { accept: 'application/json' },
            clear: true,
          };
    }),
  };
}
