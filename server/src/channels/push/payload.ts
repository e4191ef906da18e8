import { createHash } from 'node:crypto';
import type { Envelope, MessageContent, Withdrawal } from '../../communication/index.ts';
import { discreetBody, discreetTitle, oneLine, shorten, shortenToBytes } from '../words.ts';

/** Push services take 4096 bytes encrypted (RFC 8030 §7.2); some phones drop what is near it. */
export const MAX_BYTES = 3_000;

/** Of a title; longer ones are cut by every system. */
const TITLE = 120;

/**
 * Declarative Web Push (W3C Push API, "declarative push message"): the browser shows it by itself, also when no service
 * worker runs, and ours reads the same (web/public/sw.js).
 */
interface Payload {
  readonly web_push: 8030;
  readonly notification: {
    readonly title: string;
    readonly body: string;
    /** Where a tap leads. Of a page: its acknowledge link, one button under the thumb, also for who is signed out. */
    readonly navigate: string;
    readonly lang: 'en';
    readonly dir: 'auto';
    /** What comes later about the same takes its place. */
    readonly tag: string;
    readonly renotify: boolean;
    readonly silent: boolean;
    readonly requireInteraction: boolean;
    readonly timestamp: number;
    readonly icon: string;
    readonly actions: readonly {
      readonly action: string;
      readonly title: string;
      readonly navigate: string;
    }[];
  };
}

/** What goes to a browser of a message, cut until it fits. */
export function payloadFor(envelope: Envelope, publicUrl: string): string {
  for (const length of [2_400, 1_600, 1_000, 500, 200]) {
    const text = JSON.stringify(payload(envelope, publicUrl, length));
    if (Buffer.byteLength(text) <= MAX_BYTES) return text;
  }
  return JSON.stringify(payload(envelope, publicUrl, 60));
}

function payload(envelope: Envelope, publicUrl: string, length: number): Payload {
  const { content, purpose, now } = envelope;
  const acknowledge = content.actions.find(({ kind }) => kind === 'acknowledge');
  const open = content.actions.find(({ kind }) => kind === 'open');
  const navigate = acknowledge?.url ?? open?.url ?? publicUrl;
  return {
    web_push: 8030,
    notification: {
      title: discreetTitle(envelope, TITLE),
      body: shortenToBytes(discreetBody(envelope), length),
      navigate,
      lang: 'en',
      dir: 'auto',
      tag: tagOf(purpose, content),
      renotify: purpose === 'page',
      silent: false,
      requireInteraction: purpose === 'page',
      timestamp: now.epochMilliseconds,
      icon: `${publicUrl}/icon-192.png`,
      actions: [acknowledge, open].flatMap((action) =>
        action === undefined
          ? []
          : [{ action: action.kind, title: shorten(oneLine(action.label), 40), navigate: action.url }],
      ),
    },
  };
}

/** What pages about one incident have in common, and nothing else: a notice takes the place of no page. */
const tagOf = (purpose: Envelope['purpose'], { thread }: Pick<MessageContent, 'thread'>): string =>
  `${purpose}:${thread.id}`;

/** The same as a `Topic`, by which a push service replaces what it has not delivered: 32 characters (RFC 8030 §5.4). */
export const topicOf = (purpose: Envelope['purpose'], content: Pick<MessageContent, 'thread'>): string =>
  createHash('sha256').update(tagOf(purpose, content)).digest().subarray(0, 24).toString('base64url');

/** Takes the place of a page that has ended, without a sound. Browsers demand that something is shown for every push. */
export function withdrawalPayload({ content, drill, sentence, now }: Withdrawal, publicUrl: string): string {
  const open = content.actions.find(({ kind }) => kind === 'open')?.url ?? publicUrl;
  const subject = content.discreet ?? content.subject;
  const payload: Payload = {
    web_push: 8030,
    notification: {
      title: shorten(oneLine(`${drill ? '[DRILL] ' : ''}${subject}`), TITLE),
      body: content.discreet === undefined ? sentence : 'No longer open.',
      navigate: open,
      lang: 'en',
      dir: 'auto',
      tag: tagOf('page', content),
      renotify: false,
      silent: true,
      requireInteraction: false,
      timestamp: now.epochMilliseconds,
      icon: `${publicUrl}/icon-192.png`,
      actions: [],
    },
  };
  return JSON.stringify(payload);
}
