import type { SendMailOptions } from 'nodemailer';
import type { Envelope } from '../../communication/index.ts';
import { oneLine } from '../words.ts';
import type { MailSecrets } from './addresses.ts';
import { renderInvitation } from './invitation.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { mailSubject } from './subject.ts';

/** Letters, digits, dashes and dots: what may stand in a Message-ID without quoting (RFC 5322 §3.6.4). */
const idPart = (text: string): string => text.replace(/[^A-Za-z0-9.-]/g, '-');

/**
 * The mail as a whole. Threading: every mail about an incident refers to one id derived from it, so that programs show
 * them together whichever came first. The Message-ID is that of the message, not of the try: what arrives twice after a
 * crash is shown once by most programs. Auto-Submitted (RFC 3834) and X-Auto-Response-Suppress keep out-of-office
 * answers away.
 */
export function mailFor(
  envelope: Envelope,
  options: {
    readonly from: string;
    readonly host: string;
    /** Left out: nobody reads what comes back. */
    readonly mailbox: MailSecrets | undefined;
  },
): SendMailOptions {
  const mailbox = options.mailbox?.fault === null ? options.mailbox : undefined;
  const isRead = mailbox !== undefined;
  const host = idPart(options.host);
  const thread = `<thread.${idPart(envelope.content.thread.id)}@${host}>`;
  const urgent = envelope.purpose === 'page';
  return {
    from: senderOf(envelope.content, options.from),
    to: { address: envelope.to.address, name: oneLine(envelope.to.name ?? '') },
    subject: mailSubject(envelope),
    messageId: `<${idPart(envelope.messageId)}@${host}>`,
    inReplyTo: thread,
    references: [thread],
    date: new Date(envelope.now.epochMilliseconds),
    ...(isRead && envelope.answerable && { replyTo: mailbox.replyTo(envelope.messageId) }),
    text: renderText(envelope, isRead),
    html: renderHtml(envelope, isRead),
    ...invitationPart(envelope.content, options.from, isRead),
    ...(urgent && { priority: 'high' as const }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...listHeaders(envelope.content, host),
      'X-Tocsin-Message': idPart(envelope.messageId),
      // A mail that comes back shows its headers: this one proves that it was ours.
      ...(isRead && { 'X-Tocsin-Return': mailbox.proofOf(envelope.messageId) }),
      // For filters that a subject in another language, or a reworded one, must not mislead.
      'X-Tocsin-Purpose': envelope.purpose,
      ...(envelope.drill && { 'X-Tocsin-Drill': 'yes' }),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** `text/calendar` as an alternative to the text, which is what calendars look for, and as a file for those that do not (RFC 6047). */
const invitationPart = (
  { invitation }: Envelope['content'],
  from: string,
  answersAreRead: boolean,
): Pick<SendMailOptions, 'icalEvent'> =>
  invitation === undefined
    ? {}
    : {
        icalEvent: {
          method: invitation.method,
          filename: 'review.ics',
          content: renderInvitation(invitation, addressIn(from), answersAreRead),
        },
      };

/** The address itself of a sender with a name. */
export const addressIn = (from: string): string => /<([^<>]+)>$/.exec(from)?.[1] ?? from;

/** Those of a subscription have its name, at our address. */
function senderOf({ subscription }: Envelope['content'], from: string): SendMailOptions['from'] {
  if (subscription === undefined) return from;
  return { name: oneLine(subscription.from), address: addressIn(from) };
}

/** A subscription is left with one click, without a page in between (RFC 2369, RFC 8058). */
const listHeaders = ({ subscription }: Envelope['content'], host: string): Record<string, string> =>
  subscription === undefined
    ? { 'List-Id': `Tocsin <tocsin.${host}>` }
    : {
        'List-Id': `Status <status.${host}>`,
        'List-Unsubscribe': `<${subscription.unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
