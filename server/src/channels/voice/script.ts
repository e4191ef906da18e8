import type { Envelope } from '../../communication/index.ts';
import { xmlText } from '../twilio/callbacks.ts';
import { discreetBody, discreetTitle, oneLine, shorten } from '../words.ts';

/** Of TwiML sent along with a call (Twilio's limit on the parameter). */
export const MAX_BYTES = 4_000;

/** Said three times, so that who woke up in the middle hears all of it; a minute each is more than anybody listens to. */
const TIMES = 3;
const TITLE = 200;
const BODY = 1_000;
/** Seconds after the last word in which a key still counts. */
const WAIT_SECONDS = 8;

/** The key that acknowledges. */
export const ACKNOWLEDGE_KEY = '1';
const PRESS = `Press ${ACKNOWLEDGE_KEY} to acknowledge.`;

/**
 * References and long numbers as they are dictated: "INC-12" is "I N C, 1 2", and a code is digits and not a hundred thousand.
 * By blanks and not by SSML, which the plain voices read out.
 */
export const spelled = (text: string): string =>
  text
    .replace(
      /\b([A-Z]{2,6})-(\d+)\b/g,
      (_all, letters: string, digits: string) => `${[...letters].join(' ')}, ${[...digits].join(' ')}`,
    )
    .replace(/\+?\d{5,}/g, (digits) => [...digits].join(' '));

/** Whether a call asks for an acknowledgement; one that only informs asks for any key, because a mailbox presses none. */
export const asksAnswer = ({ content }: Pick<Envelope, 'content'>): boolean =>
  content.actions.some(({ kind }) => kind === 'acknowledge');

/** What a call says, as TwiML. @param keysUrl where a pressed key is sent */
export function scriptFor(envelope: Envelope, keysUrl: string): string {
  const title = sentence(spelled(discreetTitle(envelope, TITLE)));
  const asks = asksAnswer(envelope) ? PRESS : 'Press any key to confirm that you heard this.';
  const body = discreetBody(envelope).split('\n').map(spelled).map(sentence).join(' ');
  for (let length = BODY; ; length = Math.floor(length / 2)) {
    const text = ['This is Tocsin.', title, asks, shorten(body, length), asks].join(' ');
    const verbs = `${gather(keysUrl, `<Say loop="${TIMES}">${xmlText(oneLine(text))} </Say>`)}${say('Goodbye.')}`;
    const script = `<Response>${verbs}</Response>`;
    // Escaped, a text can be six times as long as it was.
    if (Buffer.byteLength(script) <= MAX_BYTES || length < 2) return script;
  }
}

const gather = (url: string, verbs: string): string =>
  `<Gather input="dtmf" numDigits="1" timeout="${WAIT_SECONDS}" method="POST" action="${xmlText(url)}">${verbs}</Gather>`;

const say = (text: string): string => `<Say>${xmlText(spelled(text))}</Say>`;

/** What follows a key that acknowledged, or came too late to. */
export const farewell = (text: string): string => `${say(`${text} Goodbye.`)}<Hangup/>`;

/** What follows any other key. */
export const askedAgain = (keysUrl: string): string =>
  `${gather(keysUrl, `<Say loop="${TIMES}">${PRESS}</Say>`)}${say('Goodbye.')}`;

const sentence = (text: string): string => (/[.!?:…]$/.test(text) ? text : `${text}.`);
