import type { Envelope } from '../../communication/index.ts';
import { subjectOf } from '../words.ts';

/**
 * A page says so first: a page and a notice of one incident would look the same otherwise, and a mail program could not
 * ring for one and keep quiet for the other.
 */
export const mailSubject = (envelope: Pick<Envelope, 'content' | 'bundled' | 'drill' | 'purpose'>): string =>
  subjectOf(envelope.purpose === 'page' ? paged(envelope) : envelope);

const paged = <E extends Pick<Envelope, 'content'>>(envelope: E): E => ({
  ...envelope,
  content: { ...envelope.content, subject: `Page: ${envelope.content.subject}` },
});
