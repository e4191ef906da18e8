import type { Envelope } from '../../communication/index.ts';
import { subjectOf } from '../words.ts';

/**
 * A page says so first: a page and a notice of one incident would look the same otherwise, and a mail program could not
 * ring for one and keep quiet for the other. Of a restricted incident it says that there is one, because subjects are shown
 * on lock screens and in the lists of shared mailboxes.
 */
export const mailSubject = ({
  content,
  purpose,
  ...envelope
}: Pick<Envelope, 'content' | 'bundled' | 'drill' | 'purpose'>): string => {
  const said = content.discreet ?? content.subject;
  return subjectOf({
    ...envelope,
    content: { ...content, subject: purpose === 'page' ? `Page: ${said}` : said },
  });
};
