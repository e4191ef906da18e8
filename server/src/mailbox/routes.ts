import type { Routes } from '../platform/http/index.ts';
import { MAIL_KINDS } from './model.ts';
import { type MailboxReply, mailboxReply } from './model-api.ts';
import type { Mailbox } from './service.ts';

/** How incoming mail is. No mail is shown to anybody: what it led to is where it belongs, and the rest concerns nobody. */
export const mailboxRoutes =
  (mailbox: Mailbox, publicUrl: string): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/mailbox',
      config: { permission: 'directory:read' },
      schema: {
        operationId: 'getMailbox',
        summary: 'Get the state of incoming mail',
        tags: ['communication'],
        response: { 200: mailboxReply },
      },
      handler: async () => present(await mailbox.show(), publicUrl),
    });
  };

function present(
  { addresses, health, lastAt, lately }: Awaited<ReturnType<Mailbox['show']>>,
  publicUrl: string,
): MailboxReply {
  const ways = [...(addresses?.ways ?? [])];
  const isRead = ways.includes('imap');
  const { heardAt, failingSince, problem } = health;
  const count = (kind: string, acted: boolean) =>
    lately.find((one) => one.kind === kind && one.acted === acted)?.count ?? 0;
  return {
    ways,
    fault: addresses?.fault ?? null,
    replyAddress: addresses?.replies ?? null,
    reportAddress: addresses?.reports ?? null,
    webhookUrl: ways.includes('webhook') ? `${publicUrl}/callbacks/email/inbound` : null,
    checkedAt: isRead ? (heardAt?.toString() ?? null) : null,
    failing:
      isRead && failingSince !== null ? { since: failingSince.toString(), problem: problem ?? '' } : null,
    lastMailAt: lastAt?.toString() ?? null,
    lately: MAIL_KINDS.map((kind) => ({ kind, acted: count(kind, true), ignored: count(kind, false) })),
  };
}
