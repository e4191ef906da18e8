import nodemailer from 'nodemailer';
import { z } from 'zod';
import { composed, err, invisibleIn, ok } from '../../kernel/index.ts';
import { urlSetting } from '../../platform/config/index.ts';
import { type ChannelBody, type ChannelContext, defineChannel, type SettingsOf } from '../define.ts';
import { mailFor } from './message.ts';
import { outcomeOfError } from './outcome.ts';
import { socketWithoutDelay } from './socket.ts';

/** Connections kept open per process. A mail waits for one no longer than `timeoutSeconds`. */
const CONNECTIONS = 5;
/** RFC 5321 §4.5.3.1.3: a path is at most 256 octets with its brackets. */
const LONGEST_ADDRESS = 254;
const NOT_SET_UP = 'SMTP_URL is not set.';

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
};

export const email = defineChannel({
  settings,
  guide: {
    needs: 'A mail server that accepts mail from Tocsin: your own, or that of your provider.',
    steps: [
      'Create an account for Tocsin on the mail server.',
      'Set `SMTP_URL` to `smtp://user:password@host:587`, or `smtps://` for port 465, and `MAIL_FROM` to an address the server may send from.',
      'Restart Tocsin and send yourself a test page from your profile.',
    ],
  },
  create: createEmail,
});

function createEmail(
  { publicUrl }: ChannelContext,
  { SMTP_URL, MAIL_FROM }: SettingsOf<typeof settings>,
): ChannelBody {
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
        const info = await transport.sendMail({ ...mailFor(envelope, { from: MAIL_FROM, host }), signal });
        return { kind: 'accepted', providerId: info.messageId, detail: info.response.slice(0, 300) };
      } catch (error) {
        if (signal.aborted) return { kind: 'retry', reason: 'timeout', detail: 'No answer in time.' };
        return outcomeOfError(error as Error, secrets);
      }
    },
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
