import type { MailAddresses } from '../communication/index.ts';
import { isAutomatic } from './decide-automatic.ts';
import { bounceIn, isDeliveryReport } from './decide-bounce.ts';
import { calendarAnswerIn } from './decide-calendar.ts';
import type { ReadMail, Route } from './model.ts';

/**
 * What a mail is. Reports of mail servers and answers of calendars come first: programs write them, and calendars send theirs to
 * whatever address they like best. Of all else that a program wrote nothing is believed.
 */
export function routeOf(mail: ReadMail, addresses: Pick<MailAddresses, 'about'>): Route {
  const bounce = bounceIn(mail);
  if (bounce !== undefined) return { kind: 'bounce', bounce };
  const answer = calendarAnswerIn(mail);
  if (answer !== undefined) return { kind: 'calendar', answer };
  const about = mail.to.flatMap((address) => addresses.about(address) ?? []);
  // A secret address before one that everybody knows.
  const reply = about.find((one) => one !== 'report');
  const byList = reply === undefined && about.length > 0;
  if (isDeliveryReport(mail) || isAutomatic(mail, byList)) return { kind: 'other', reason: 'automatic' };
  if (reply !== undefined) return { kind: 'reply', messageId: reply.messageId };
  return about.length > 0 ? { kind: 'report' } : { kind: 'other', reason: 'not_ours' };
}
