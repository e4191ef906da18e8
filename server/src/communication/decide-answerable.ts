import type { Envelope } from './channel.ts';
import { TEST } from './decide-contact-test.ts';
import type { Message } from './model.ts';

/**
 * Whether whoever reads a message may answer it. What carries several incidents may not be: nobody could tell which of them the
 * answer is about.
 */
export function answerableBy(message: Message, bundled: readonly Message[]): Pick<Envelope, 'answerable'> {
  const { purpose, personId, incidentId, source, content } = message;
  if (personId === null || (purpose !== 'page' && purpose !== 'notice')) return {};
  const isAboutOne = incidentId !== null && bundled.every((other) => other.incidentId === incidentId);
  if (!isAboutOne && source.kind !== TEST) return {};
  return { answerable: offersAcknowledging(content) ? 'acknowledge' : 'note' };
}

export const offersAcknowledging = ({ actions }: Message['content']): boolean =>
  actions.some(({ kind }) => kind === 'acknowledge');

const WORDS = 'ack|acknowledge|acknowledged|ok|okay|yes';
const ACKNOWLEDGE = new RegExp(`^(?:${WORDS})[.!]?$`, 'i');
/** A hyphen belongs to its word ("ok-ish") unless a space follows. */
const ACKNOWLEDGE_AND_MORE = new RegExp(`^(?:${WORDS})(?:\\s*[.,;:!]+|\\s*[–—]|\\s*-+(?=\\s|$))(.*)$`, 'i');

/** Whether a line that somebody answers with means that they have seen it; the same by every channel. */
export const isAcknowledgement = (line: string): boolean => ACKNOWLEDGE.test(line.trim());

/**
 * What a line says beside that its writer has seen it: "on it" of "ACK, on it"; undefined when it does not say so. For mail, where
 * people write sentences; in a text message, whose answers are typed with a thumb, the whole line is the word.
 */
export function besideAcknowledgement(line: string): string | undefined {
  const text = line.trim();
  return isAcknowledgement(text) ? '' : ACKNOWLEDGE_AND_MORE.exec(text)?.[1]?.trim();
}
