import { isEmailAddress } from '../kernel/index.ts';
import { type NewReport, REPORT_TEXT_MAX, REPORT_TITLE_MAX } from './model.ts';

/** A mail to the report address, as a report. */
export interface ReportMail {
  /** The same for the same mail. */
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What somebody mailed, as a report of the public: whoever seems to have sent it may not have, so it is nobody's who has an account,
 * and it has no answers by which it could page. It is told whole: what was forwarded is part of what is wrong.
 */
export function reportOfMail({ id, from, subject, text }: ReportMail): NewReport {
  const title = oneLine(subject) || oneLine(text) || 'Report by e-mail';
  return {
    ...{
      source: 'mail',
      title: cut(title, REPORT_TITLE_MAX),
      description: cut(text.trim(), REPORT_TEXT_MAX),
    },
    ...{ systemId: null, answers: {}, reporterId: null, ticketId: null, ticketUrl: null },
    ...{ reporterEmail: isEmailAddress(from) ? from : null, sentId: id },
  };
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replace(/^(?:(?:re|aw|fwd?|wg|tr|sv)\s*:\s*)+/i, '');

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
