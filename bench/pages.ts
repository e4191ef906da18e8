import { setTimeout as wait } from 'node:timers/promises';
import { MailServer } from '../server/test/fakes/mail-server.ts';

/** The people's mail server, which only wants to know when each page has come. */
export class Pages {
  readonly #waiting = new Map<string, (at: number) => void>();
  readonly #mail: MailServer;
  #last = performance.now();

  static async start(): Promise<Pages> {
    return new Pages(await MailServer.start());
  }

  private constructor(mail: MailServer) {
    this.#mail = mail;
    mail.beforeAnswering(async ({ subject }) => {
      this.#last = performance.now();
      const name = /Bench[a-z]+\d+x/.exec(subject)?.[0] ?? '';
      this.#waiting.get(name)?.(this.#last);
      this.#waiting.delete(name);
    });
  }

  /** For SMTP_URL. */
  get url(): string {
    return this.#mail.url;
  }

  /** When the first mail that names this alert has come. */
  expect(name: string): Promise<number> {
    return new Promise((resolve) => this.#waiting.set(name, resolve));
  }

  /** Resolves after two seconds without mail. */
  async quiet(): Promise<void> {
    while (performance.now() - this.#last < 2_000) await wait(100);
  }

  close(): Promise<void> {
    return this.#mail.close();
  }
}
