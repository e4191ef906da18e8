import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Instant } from '../../src/kernel/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { Gate } from './gate.ts';

/** A mail as its reader has it before them. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly parsed: ParsedMail;
  /** By the scenario's clock. */
  readonly at: Instant;
  /** Set once the scenario has expected it. */
  expected: boolean;
}

interface Refusal {
  readonly at: 'connect' | 'sender' | 'recipient' | 'data';
  readonly code: number;
  readonly text: string;
  readonly to: RegExp;
}

/** What a server says beside the code when a test leaves it to it (RFC 3463). */
const ENHANCED: Readonly<Record<number, string>> = { 451: '4.3.0', 550: '5.1.1', 552: '5.2.2', 554: '5.7.1' };

/** A real SMTP server that keeps what it takes, and can refuse, hang, break off and vanish. */
export class MailServer {
  readonly mails: Mail[] = [];
  /** Told of every mail that was taken. */
  onMail: ((mail: Mail) => void) | undefined;
  readonly #smtp: SMTPServer;
  readonly #gate: Gate;
  #refusals: Refusal[] = [];
  #beforeAnswer: ((mail: Mail) => Promise<void>) | undefined;

  private constructor(smtp: SMTPServer, gate: Gate) {
    this.#smtp = smtp;
    this.#gate = gate;
  }

  static async start(): Promise<MailServer> {
    const self: { server?: MailServer } = {};
    const refuse =
      (at: Refusal['at'], whom: (to: string) => string = (to) => to) =>
      (subject: { address?: string }, _session: unknown, done: (error?: Error) => void) =>
        done(self.server?.refusalAt(at, whom(subject.address ?? '')));
    const smtp = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      hideENHANCEDSTATUSCODES: true,
      logger: false,
      onConnect: (_session, done) => done(self.server?.refusalAt('connect', '')),
      onMailFrom: refuse('sender', () => ''),
      onRcptTo: refuse('recipient'),
      onData: (stream, session, done) => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        simpleParser(stream as never).then(
          (parsed) => void self.server?.take(parsed, to, done),
          (error: Error) => done(error),
        );
      },
    });
    smtp.on('error', () => undefined);
    const listening = smtp.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const gate = await Gate.before((listening.address() as AddressInfo).port);
    self.server = new MailServer(smtp, gate);
    return self.server;
  }

  /** For SMTP_URL. Time-outs are a second, so that a silent server does not hold up the test. */
  get url(): string {
    const timeouts = ['connectionTimeout', 'greetingTimeout', 'socketTimeout'].map((name) => `${name}=1000`);
    return `smtp://127.0.0.1:${this.#gate.port}?${timeouts.join('&')}`;
  }

  /**
   * From now on refuses, at one point of the conversation, mail to matching addresses (default: all).
   * @param text may begin with an enhanced code; of a recipient's 550 the fake says 5.1.1, no such mailbox
   */
  refuse(at: Refusal['at'], code: number, text: string, to = /(?:)/): void {
    const enhanced = /^\d\.\d/.test(text) ? undefined : ENHANCED[code];
    this.refusePlainly(at, code, enhanced === undefined ? text : `${enhanced} ${text}`, to);
  }

  /** As a server does that knows no enhanced codes. */
  refusePlainly(at: Refusal['at'], code: number, text: string, to = /(?:)/): void {
    this.#refusals.push({ at, code, text, to });
  }

  /** Connections are refused. */
  goDown(): Promise<void> {
    return this.#gate.cut();
  }

  /** Connections are accepted, nothing is ever answered. */
  goSilent(): void {
    this.#gate.goSilent();
  }

  /** All is well again. */
  async recover(): Promise<void> {
    this.#refusals = [];
    this.#beforeAnswer = undefined;
    await this.#gate.restore();
  }

  /** Called when a mail has been taken and its sender does not know yet: the moment of "sent, but not recorded". */
  beforeAnswering(act: (mail: Mail) => Promise<void>): void {
    this.#beforeAnswer = act;
  }

  async close(): Promise<void> {
    await this.#gate.cut();
    await new Promise<void>((resolve) => this.#smtp.close(resolve));
  }

  /** @internal */
  refusalAt(at: Refusal['at'], to: string): Error | undefined {
    const refusal = this.#refusals.find(
      (item) => item.at === at && ((at !== 'recipient' && at !== 'data') || item.to.test(to)),
    );
    return refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code });
  }

  /** @internal */
  async take(
    parsed: ParsedMail,
    to: string,
    done: (error?: Error | null, text?: string) => void,
  ): Promise<void> {
    const refusal = this.refusalAt('data', to);
    if (refusal !== undefined) return done(refusal);
    const mail: Mail = {
      to,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html || '',
      parsed,
      at: systemClock.now(),
      expected: false,
    };
    try {
      await this.#beforeAnswer?.(mail);
    } catch (error) {
      return done(error as Error);
    }
    this.mails.push(mail);
    this.onMail?.(mail);
    done(null, `queued as ${this.mails.length}`);
  }
}
