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
  const acknowledges = content.actions.some(({ kind }) => kind === 'acknowledge');
  return { answerable: acknowledges ? 'acknowledge' : 'note' };
}

const ACKNOWLEDGE = /^(?:ack|acknowledge|acknowledged|ok|okay|yes)[.!]?$/i;

/** Whether a line that somebody answers with means that they have seen it; the same by every channel. */
export const isAcknowledgement = (line: string): boolean => ACKNOWLEDGE.test(line.trim());
