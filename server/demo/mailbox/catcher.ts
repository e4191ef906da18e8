import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that was caught instead of delivered. */
export interface CaughtMail {
  readonly id: number;
  /** ISO instant of its arrival. */
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** The HTML part as sent; empty when there is none. Not to be trusted: it may come from an alert. */
  readonly html: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface MailCatcher {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: readonly CaughtMail[];
  /** Calls back for every mail from now on. */
  onMail(listener: (mail: CaughtMail) => void): void;
  close(): Promise<void>;
}

/** How many mails are kept; the oldest go first. A demo that runs over a weekend must not fill the memory. */
const KEPT = 500;

/** A mail server on a free loopback port that accepts everything, delivers nothing, and remembers it. */
export async function startMailCatcher(): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  const listeners: ((mail: CaughtMail) => void)[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      simpleParser(stream, { skipTextToHtml: true, skipImageLinks: true }).then((parsed) => {
        count += 1;
        const mail: CaughtMail = {
          id: count,
          at: new Date().toISOString(),
          from: parsed.from?.text ?? '',
          to: session.envelope.rcptTo.map(({ address }) => address),
          subject: parsed.subject ?? '(no subject)',
          text: parsed.text ?? '',
          html: parsed.html || '',
          headers: parsed.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
        };
        mails.push(mail);
        if (mails.length > KEPT) mails.shift();
        for (const listener of listeners) listener(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    onMail: (listener) => void listeners.push(listener),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
