import { Writable } from 'node:stream';
import type { InjectOptions } from 'fastify';
import { type App, build } from '../../src/app/build.ts';
import { channelSettings } from '../../src/channels/index.ts';
import { signingSecret } from '../../src/channels/webhook/index.ts';
import { dueJobsRunner } from '../../src/jobs/index.ts';
import { type Instant, Temporal } from '../../src/kernel/index.ts';
import { type Config, readConfig } from '../../src/platform/config/index.ts';
import { type Database, openDatabase } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { MailServer } from '../fakes/mail-server.ts';
import { PushService } from '../fakes/push-service.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import type { Contents } from './contents.ts';
import { borrowDatabase, readContents, type TestDatabase } from './database.ts';
import { expectPush, expectWebhook, PersonInTest, unexpectedMessages } from './mailbox.ts';
import { ManualClock } from './manual-clock.ts';

import { type Reply, replyOf } from './reply.ts';

export type { Reply } from './reply.ts';

export const ADMIN_TOKEN = 'administrator-token-of-the-test-harness';

export interface HarnessOptions {
  /** ISO instant at which the scenario begins. Default: Monday 2031-03-03 09:00 UTC. */
  readonly at?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whose data it begins with; default: a database that nobody has used. */
  readonly database?: TestDatabase;
  /** What its database holds at the beginning; default: what every new one does. */
  readonly contents?: Contents;
}

/** The whole product in this process on a database of its own, driven from outside, under a clock that the test moves. */
export class Harness {
  readonly clock: ManualClock;
  readonly app: App;
  readonly database: Database;
  readonly config: Config & { readonly secret: string };
  readonly errors: string[];
  /** The mail server of the scenario: refuses, hangs, vanishes and comes back as told. */
  readonly mail: MailServer;
  #drop: () => Promise<void>;
  #expectedErrors: RegExp[] = [];
  readonly #receivers: WebhookReceiver[] = [];
  readonly #pushServices: PushService[] = [];
  readonly #people = new Map<string, PersonInTest>();
  #othersMayWrite = false;
  hearsUpdates = false;

  private constructor(
    parts: Pick<Harness, 'clock' | 'app' | 'database' | 'config' | 'errors' | 'mail'>,
    drop: () => Promise<void>,
  ) {
    this.clock = parts.clock;
    this.app = parts.app;
    this.database = parts.database;
    this.config = parts.config;
    this.errors = parts.errors;
    this.mail = parts.mail;
    this.#drop = drop;
  }

  static async start(options: HarnessOptions = {}): Promise<Harness> {
    const { url, kept, drop } = options.database ?? (await borrowDatabase(options.contents));
    const errors: string[] = [];
    const log = createLog(
      'error',
      new Writable({
        write(chunk, _encoding, done) {
          errors.push(String(chunk));
          done();
        },
      }),
    );
    const mail = await MailServer.start();
    const clock = new ManualClock(options.at ?? '2031-03-03T09:00:00Z');
    const settings = {
      DATABASE_URL: url,
      TOCSIN_URL: 'http://tocsin.test',
      TOCSIN_BOOTSTRAP_TOKEN: ADMIN_TOKEN,
      SMTP_URL: mail.url,
      MAIL_FROM: 'Tocsin <tocsin@tocsin.test>',
      ALLOWED_HOSTS: '127.0.0.1',
    };
    const config = {
      ...readConfig(channelSettings, { ...settings, ...options.env }),
      secret: 'a secret of the test harness, long enough',
    };
    const onError = (error: Error) => void errors.push(String(error));
    if (kept) kept.listener.onError = onError;
    const database = kept?.database ?? openDatabase(url, { max: 10, name: 'test', onError });
    const app = await build({ config, clock, database, log });
    await app.server.ready();
    await app.accounts.prepare();
    return new Harness({ clock, app, database, config, errors, mail }, async () => {
      if (kept === undefined) await database.close();
      await drop();
    });
  }

  /** One request through the real server; `as` is a bearer token (default: the administrator's), null for nobody. */
  async http(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    options: { as?: string | null; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const token = options.as === undefined ? ADMIN_TOKEN : options.as;
    const request: InjectOptions = {
      method,
      url: path,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...options.headers },
      ...(body === undefined ? {} : { payload: body as object }),
    };
    const response = await this.app.server.inject(request);
    return replyOf(response.statusCode, response.headers, response.body);
  }

  /** All that the database holds now, to begin another scenario with. */
  contents(): Promise<Contents> {
    return readContents(this.database.url);
  }

  /** Lets everything that is due now happen. */
  async settle(): Promise<void> {
    await this.app.runDueJobs();
  }

  /** The same, while all workers of one group are busy with something that does not end. */
  async settleWithout(group: string): Promise<void> {
    const others = this.app.taskGroups.filter(({ name }) => name !== group);
    await dueJobsRunner(this.database.pool, others, createLog('silent'))();
  }

  /** Moves the clock by an ISO duration (`PT15M`), stopping at each wake-up on the way, as the real time would. */
  async advance(duration: string): Promise<void> {
    await this.advanceTo(this.clock.now().add(Temporal.Duration.from(duration)));
  }

  /** Moves the clock to an instant, stopping at each wake-up on the way. */
  async advanceTo(target: Instant | string): Promise<void> {
    const end = typeof target === 'string' ? Temporal.Instant.from(target) : target;
    await this.settle();
    for (let next = await this.#nextJob(end); next !== undefined; next = await this.#nextJob(end)) {
      // A retry's time has microseconds, the clock has not: up, or the job would never be due.
      const due = next.round({ smallestUnit: 'millisecond', roundingMode: 'ceil' });
      if (Temporal.Instant.compare(due, this.clock.now()) > 0) this.clock.set(due);
      await this.settle();
    }
    this.clock.set(end);
    await this.settle();
  }

  /** The next minute boundary etc. is no concern of tests; this is the next job's time, if it lies before `end`. */
  async #nextJob(end: Instant): Promise<Instant | undefined> {
    const { rows } = await this.database.pool.query<{ run_at: Instant }>(
      `select run_at from graphile_worker.jobs where attempts < max_attempts and locked_at is null and run_at <= $1
       order by run_at limit 1`,
      [end],
    );
    return rows[0]?.run_at;
  }

  /**
   * Somebody with a mailbox: `await harness.person('ana@example.com').expectMail(/P1/)`. Once a scenario speaks of
   * anybody, every message must be expected by somebody, or `close` fails.
   */
  person(email: string): PersonInTest {
    const person = this.#people.get(email) ?? new PersonInTest(this, this.mail, email);
    this.#people.set(email, person);
    return person;
  }

  /** A receiver of signed webhooks, closed with the scenario. */
  async webhookReceiver(): Promise<WebhookReceiver> {
    const receiver = await WebhookReceiver.start((url) => signingSecret(this.config.secret, url));
    this.#receivers.push(receiver);
    return receiver;
  }

  /** Lets everything due happen; then the oldest call not yet expected that matches is the one. */
  expectWebhook(receiver: WebhookReceiver, pattern?: RegExp) {
    return expectWebhook(this, receiver, pattern);
  }

  /**
   * For a scenario that is about updates: reminders of one that is due, what managers are told of one that was missed or of
   * a late first response, and the resolution count like any other message. Others need not speak of them.
   */
  updatesToo(): void {
    this.hearsUpdates = true;
  }

  /** A push service with the browsers behind it, closed with the scenario. */
  async pushService(): Promise<PushService> {
    const service = await PushService.start(() => this.clock.now().epochMilliseconds);
    this.#pushServices.push(service);
    return service;
  }

  /** Lets everything due happen; then the oldest message to a device that nobody expected yet and that matches is the one. */
  expectPush(service: PushService, device: string, pattern?: RegExp) {
    return expectPush(this, service, device, pattern);
  }

  /** For a scenario that is about some messages only: those nobody expected do not fail it. */
  othersMayWrite(): void {
    this.#othersMayWrite = true;
  }

  /** Says that error-level log lines matching this belong to the scenario (a dead mail server, say). */
  expectErrors(pattern: RegExp): void {
    this.#expectedErrors.push(pattern);
  }

  /** Ends the scenario. Fails it when an error-level line was logged, or a message sent, that nobody expected. */
  async close(): Promise<void> {
    await this.app.close();
    await this.mail.close();
    for (const receiver of [...this.#receivers, ...this.#pushServices]) await receiver.close();
    this.clock.release();
    // Before the drop: it cuts connections that the pools have let go of but the server has not seen leave yet.
    const logged = [...this.errors];
    await this.#drop();
    const unexpected = logged.filter((line) => !this.#expectedErrors.some((pattern) => pattern.test(line)));
    if (unexpected.length > 0)
      throw new Error(`Errors were logged during the scenario:\n${unexpected.join('\n')}`);
    const listens =
      this.#people.size + this.#receivers.length + this.#pushServices.length > 0 && !this.#othersMayWrite;
    const heard = { receivers: this.#receivers, pushServices: this.#pushServices };
    const surprises = listens ? unexpectedMessages(this.mail, heard, this.hearsUpdates) : [];
    if (surprises.length > 0) throw new Error(`Nobody expected these messages:\n${surprises.join('\n')}`);
  }
}
