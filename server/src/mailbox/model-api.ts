import { z } from 'zod';
import { MAIL_KINDS } from './model.ts';

const time = z.string().describe('ISO 8601, UTC');

export const mailboxReply = z
  .object({
    ways: z.array(z.enum(['imap', 'webhook'])).describe('How mail comes in; empty: no mailbox is set up'),
    fault: z.string().nullable().describe('Why replies cannot be read, as a sentence'),
    replyAddress: z.string().nullable().describe('Address of replies; … stands for the secret of a message'),
    reportAddress: z.string().nullable().describe('Where mail becomes a report, once that is turned on'),
    webhookUrl: z.string().nullable().describe('Where a mail server delivers by a webhook'),
    checkedAt: time.nullable().describe('When the mailbox last answered; null for webhooks'),
    failing: z.object({ since: time, problem: z.string() }).nullable(),
    lastMailAt: time.nullable(),
    lately: z
      .array(z.object({ kind: z.enum(MAIL_KINDS), acted: z.int(), ignored: z.int() }))
      .describe('What came in the last 24 hours'),
  })
  .meta({ id: 'Mailbox' });
export type MailboxReply = z.infer<typeof mailboxReply>;
