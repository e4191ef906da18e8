import { inboundOf, withoutAckLinks } from '../communication/index.ts';
import { countMails, mailboxRoutes, mailboxTasks } from '../mailbox/index.ts';
import { reportOfMail } from '../reports/index.ts';
import type { Chapter } from './chapter.ts';
import { type CommunicationParts, inboundParts } from './communication.ts';
import type { Services } from './services.ts';

/** Mail that comes in, wired to those who act because of it. */
export function mailboxChapter(
  { mailbox, reviews, userReports, reportSettings }: Services,
  parts: CommunicationParts,
): Chapter {
  return {
    name: 'mailbox',
    routes: mailboxRoutes(mailbox, parts.publicUrl),
    tasks: [
      mailboxTasks({
        ...{ ...parts, mailbox, inbound: inboundOf(inboundParts(parts), 'email') },
        count: countMails(parts.metrics),
        report: async (mail) => {
          if (!(await reportSettings.read()).mailOn) return false;
          await userReports.create(
            reportOfMail({ ...mail, text: withoutAckLinks(mail.text, parts.publicUrl) }),
          );
          return true;
        },
        attend: (by, { uid, sequence, answer }) => reviews.answered({ uid, sequence, answer, by }),
      }),
    ],
    watch: { name: 'incoming mail', run: () => mailbox.watch() },
  };
}
