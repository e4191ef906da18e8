import nodemailer from 'nodemailer';
import { z } from 'zod';
import { composed, err, invisibleIn, ok } from '../../kernel/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { isReplyTemplate, mailSecrets } from './addresses.ts';
import { mailHook } from './hook.ts';
import { readMailbox } from './imap.ts';
import { addressIn, mailFor } from './message.ts';
import { outcomeOfError } from './outcome.ts';
import { socketWithoutDelay } from './socket.ts';

/** Connections kept open per process. A mail waits for one no longer than `timeoutSeconds`. */
const CONNECTIONS = 5;
/** RFC 5321 §4.5.3.1.3: a path is at most 256 octets with its brackets. */
const LONGEST_ADDRESS = 254;
const NOT_SET_UP = 'SMTP_URL is not set.';
/** A channel that cannot send does not listen either. */
const NOT_READ = 'SMTP_URL is not set, so the mailbox is not read.';

/** `tocsin@example.com`, `Tocsin <tocsin@example.com>`. */
const isSender = (text: string): boolean =>
  /^(?:[^\s@<>]+@[^\s@<>]+|[^@<>\r\n]*<[^\s@<>]+@[^\s@<>]+>)$/.test(text);

/** Nodemailer's own options may follow the URL as a query (`?socketTimeout=5000`). */
const settings = {
  SMTP_URL: urlSetting(/^smtps?$/, 'smtp://user:password@mail.example.com:587')
    .optional()
    .describe('Mail server for pages, notices and invitations.'),
  MAIL_FROM: z
    .string()
    .refine(isSender, 'must be an address, such as Tocsin <tocsin@example.com>')
    .default('Tocsin <tocsin@localhost>')
    .describe('Sender of all e-mail.'),
  IMAP_URL: urlSetting(/^imaps?$/, 'imaps://user:password@mail.example.com')
    .optional()
    .describe(
      'Mailbox in which replies, reports and returned mail arrive; a folder other than INBOX as its path. With imap:// STARTTLS is required, unless ?tls=none says that the server is on the same machine.',
    ),
  MAIL_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 random bytes in base64')
    .optional()
    .describe(
      'Secret with which a mail server signs the mail that it delivers to /callbacks/email/inbound (whsec_…), instead of IMAP or beside it.',
    ),
  MAIL_REPLY_ADDRESS: z
    .string()
    .refine(isReplyTemplate, 'must be an address with {token} once, such as tocsin+{token}@example.com')
    .optional()
    .describe(
      'Address for replies, with {token} where each message has its secret: {token}@in.example.com for a domain that takes all mail. Default: MAIL_FROM with +{token}.',
    ),
  MAIL_REPORT_ADDRESS: z
    .email('must be an address such as incidents@example.com')
    .optional()
    .describe(
      'Address at which mail becomes a report, when that is turned on. Default: MAIL_REPLY_ADDRESS with report as the token.',
    ),
};

export const email = defineChannel({
  settings,
  guide: {
    needs: 'A mail server that accepts mail from Tocsin: your own, or that of your provider.',
    steps: [
      'Create an account for Tocsin on the mail server.',
      'Set `SMTP_URL` to `smtp://user:password@host:587`, or `smtps://` for port 465, and `MAIL_FROM` to an address the server may send from.',
      'Restart Tocsin and send yourself a test page from your profile.',
      'For replies, reports, calendar answers and returned mail: create a mailbox that receives mail for the address in `MAIL_FROM`, including plus addresses (`name+anything@…`), and set `IMAP_URL` to `imaps://user:password@host`. Or have the mail server deliver by a webhook signed with `MAIL_WEBHOOK_SECRET`.',
      'Where the mail server knows no addresses with `+`, let all mail to a domain of its own arrive there and set `MAIL_REPLY_ADDRESS` to `{token}@in.example.com`. `MAIL_REPORT_ADDRESS` gives reports an address that people can remember.',
    ],
  },
  create: createEmail,
});

function createEmail(
  { publicUrl, secret, clock, state }: ChannelContext,
  given: SettingsOf<typeof settings>,
): ChannelBody {
  const { SMTP_URL, MAIL_FROM, IMAP_URL, MAIL_WEBHOOK_SECRET } = given;
  const ways = [
    ...(IMAP_URL === undefined ? [] : ['imap' as const]),
    ...(MAIL_WEBHOOK_SECRET === undefined ? [] : ['webhook' as const]),
  ];
  const mailbox =
    ways.length === 0
      ? undefined
      : {
          ...mailSecrets({
            ...{ secret, ways, sender: addressIn(MAIL_FROM) },
            ...{ template: given.MAIL_REPLY_ADDRESS, reports: given.MAIL_REPORT_ADDRESS },
          }),
          ...(SMTP_URL === undefined && IMAP_URL !== undefined && { fault: NOT_READ }),
        };
  const transport = SMTP_URL === undefined ? undefined : transportTo(SMTP_URL);
  const secrets = secretsOf(SMTP_URL);
  const host = new URL(publicUrl).hostname;
  return {
    kind: 'email',
    label: 'e-mail',
    handedTo: 'the mail server',
    traits: {
      wakes: false,
      acknowledges: true,
      links: true,
      threads: true,
      receipts: false,
      codes: false,
      contactable: true,
      maxBytes: 1_000_000,
    },
    fields: [
      {
        name: 'address',
        label: 'E-mail address',
        type: 'email',
        placeholder: 'ana@example.com',
        help: 'Pages and notices come with a link to acknowledge.',
      },
    ],
    timeoutSeconds: 20,
    concurrency: CONNECTIONS,
    missing: transport === undefined ? NOT_SET_UP : null,
    providerOf: () => 'mail server',
    display: (address) => address,
    validateAddress(address) {
      const trimmed = composed(address.trim().toLowerCase());
      const invisible = invisibleIn(trimmed);
      if (invisible !== undefined) return err(invisible);
      if (trimmed.length > LONGEST_ADDRESS) return err('This e-mail address is too long.');
      if (!/^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\]+$/.test(trimmed))
        return err('This is not a valid e-mail address. Expected something like ana@example.com.');
      return ok(trimmed);
    },
    async send(envelope, signal) {
      if (transport === undefined) return { kind: 'retry', reason: 'not_configured', detail: NOT_SET_UP };
      try {
        const info = await transport.sendMail({
          ...mailFor(envelope, { from: MAIL_FROM, host, mailbox }),
          signal,
        });
        return { kind: 'accepted', providerId: info.messageId, detail: info.response.slice(0, 300) };
      } catch (error) {
        if (signal.aborted) return { kind: 'retry', reason: 'timeout', detail: 'No answer in time.' };
        return outcomeOfError(error as Error, secrets);
      }
    },
    ...(mailbox !== undefined && { mailbox }),
    ...(MAIL_WEBHOOK_SECRET !== undefined && {
      callbacks: (inbound) => [mailHook(MAIL_WEBHOOK_SECRET, clock, inbound)],
    }),
    ...(IMAP_URL !== undefined && {
      listen: (inbound, signal) =>
        readMailbox({ url: IMAP_URL, inbound, state: state('email'), clock }, signal),
    }),
    async close() {
      transport?.close({ force: true });
    },
  };
}

const transportTo = (url: string) =>
  nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // A lost connection is our pipeline's to retry, which records it and may choose another way.
    maxRequeues: 0,
    connectionTimeout: 5_000,
    getSocket: socketWithoutDelay,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
    dnsTimeout: 5_000,
  });

function secretsOf(smtpUrl: string | undefined): string[] {
  if (smtpUrl === undefined) return [];
  const { username, password } = new URL(smtpUrl);
  const plain = [username, password].map(decodeURIComponent);
  const base64 = [...plain, `\u0000${plain.join('\u0000')}`].map((text) =>
    Buffer.from(text).toString('base64'),
  );
  return [smtpUrl, ...plain, ...base64];
}
