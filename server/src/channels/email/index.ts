import nodemailer from 'nodemailer';
import type { Channel } from '../../communication/index.ts';
import { composed, err, invisibleIn, ok } from '../../kernel/index.ts';
import { mailFor } from './message.ts';
import { outcomeOfError } from './outcome.ts';
import { socketWithoutDelay } from './socket.ts';

export interface EmailOptions {
  /** `smtp://user:password@host:587`; nodemailer's options may follow as a query (`?socketTimeout=5000`). */
  readonly smtpUrl: string | undefined;
  readonly from: string;
  /** Public base URL; its host names us in Message-IDs. */
  readonly publicUrl: string;
}

/** Connections kept open per process. A mail waits for one no longer than `timeoutSeconds`. */
const CONNECTIONS = 5;
/** RFC 5321 §4.5.3.1.3: a path is at most 256 octets with its brackets. */
const LONGEST_ADDRESS = 254;
const NOT_SET_UP = 'SMTP_URL is not set.';

export function createEmailChannel(options: EmailOptions): Channel {
  const transport =
    options.smtpUrl === undefined
      ? undefined
      : nodemailer.createTransport({
          url: options.smtpUrl,
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
  const secrets = secretsOf(options.smtpUrl);
  const host = new URL(options.publicUrl).hostname;
  return {
    kind: 'email',
    label: 'e-mail',
    handedTo: 'the mail server',
    capabilities: { links: true, threads: true, receipts: false, maxBytes: 1_000_000 },
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
        const info = await transport.sendMail({ ...mailFor(envelope, { from: options.from, host }), signal });
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

function secretsOf(smtpUrl: string | undefined): string[] {
  if (smtpUrl === undefined) return [];
  const { username, password } = new URL(smtpUrl);
  const plain = [username, password].map(decodeURIComponent);
  const base64 = [...plain, `\u0000${plain.join('\u0000')}`].map((text) =>
    Buffer.from(text).toString('base64'),
  );
  return [smtpUrl, ...plain, ...base64];
}
