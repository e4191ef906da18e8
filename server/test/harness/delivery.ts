import { createChannels } from '../../src/channels/index.ts';
import { signingSecret } from '../../src/channels/webhook/index.ts';
import {
  type Channel,
  type Communication,
  type CommunicationEvent,
  createChannelState,
  createCommunication,
  type Enqueued,
  type InboundParts,
  type Message,
  type MessageDraft,
  type NotSentReason,
  type Recipient,
  type Refreshed,
} from '../../src/communication/index.ts';
import { dueJobsRunner, type TaskGroup } from '../../src/jobs/index.ts';
import { type Instant, Temporal } from '../../src/kernel/index.ts';
import { type Database, openDatabase } from '../../src/platform/db/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { MailServer } from '../fakes/mail-server.ts';
import { WebhookReceiver } from '../fakes/webhook-receiver.ts';
import { borrowDatabase } from './database.ts';
import { ManualClock } from './manual-clock.ts';

const SECRET = 'a secret of the delivery tests, long enough';

/** Communication alone, with its real channels, database and queue: for what scenarios cannot bring about from outside. */
export class DeliveryWorld {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly mail: MailServer;
  readonly receiver: WebhookReceiver;
  readonly communication: Communication;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Every event so far. */
  readonly events: CommunicationEvent[] = [];
  /** Contact methods flagged as not working, with the reason. */
  readonly flagged: string[] = [];
  /** Contact methods that are no longer taken for broken. */
  readonly restored: string[] = [];
  /** Acts in the audit log. */
  readonly audited: string[] = [];
  /** Every try as metrics see it: `retry timeout`. */
  readonly observed: string[] = [];
  /** Error-level log lines. */
  readonly errors: string[] = [];
  readonly people = new Map<string, Recipient>();
  administrators: string[] = [];
  /** What the owner answers, by message key. */
  readonly unwanted = new Map<string, NotSentReason>();
  /** What a message that has waited says, by its key. */
  readonly rewritten = new Map<string, Refreshed>();
  readonly #drop: () => Promise<void>;
  readonly #log;

  private constructor(
    parts: Pick<DeliveryWorld, 'clock' | 'database' | 'mail' | 'receiver'>,
    drop: () => Promise<void>,
  ) {
    this.clock = parts.clock;
    this.database = parts.database;
    this.mail = parts.mail;
    this.receiver = parts.receiver;
    this.#drop = drop;
    this.#log = createLog('error', { write: (line: string) => this.errors.push(line) });
    this.channels = createChannels(
      {
        publicUrl: 'http://tocsin.test',
        secret: SECRET,
        allowedHosts: ['127.0.0.1'],
        clock: parts.clock,
        state: (kind) => createChannelState({ ...parts, secret: SECRET }, kind),
      },
      { SMTP_URL: parts.mail.url, MAIL_FROM: 'Tocsin <tocsin@tocsin.test>' },
    );
    this.communication = this.process();
  }

  static async start(at = '2031-03-03T09:00:00Z'): Promise<DeliveryWorld> {
    const { url, drop } = await borrowDatabase();
    const mail = await MailServer.start();
    const receiver = await WebhookReceiver.start((address) => signingSecret(SECRET, address));
    const clock = new ManualClock(at);
    const database = openDatabase(url, { max: 12, name: 'delivery', onError: () => undefined });
    return new DeliveryWorld({ clock, database, mail, receiver }, drop);
  }

  /** Another process of the same Tocsin: same database, nothing else shared. */
  process(channels = this.channels, database = this.database): Communication {
    return createCommunication(this.deps(channels, database));
  }

  /** What a process of communication is made with. */
  deps(channels = this.channels, database = this.database): InboundParts['deps'] {
    return {
      clock: this.clock,
      database,
      log: this.#log,
      channels,
      publicUrl: 'http://tocsin.test',
      audit: async (_tx, { action }) => {
        this.audited.push(action);
      },
      observe: ({ outcome, reason }) => this.observed.push(`${outcome} ${reason}`),
      owners: {
        of: (kind) => ({
          kind,
          stillWanted: async (_reader, message) => this.unwanted.get(message.key) ?? null,
          refresh: async (_reader, message) => this.rewritten.get(message.key) ?? null,
          onEvent: async () => undefined,
        }),
      },
      emit: async (_tx, event) => {
        this.events.push(event);
      },
      drillAudience: async () => undefined,
      addressBook: {
        recipients: async (_tx, ids) =>
          ids.flatMap((id) => {
            const person = this.people.get(id);
            return person === undefined ? [] : [person];
          }),
        methodsAt: async (_tx, channel, address) =>
          [...this.people.values()].flatMap(({ personId, methods }) =>
            methods
              .filter((method) => method.channel === channel && method.address === address)
              .map(({ id, usable }) => ({
                id,
                personId,
                label: id,
                disabledReason: usable ? null : 'flagged',
              })),
          ),
        flag: async (_tx, contactMethodId, reason) => {
          this.flagged.push(`${contactMethodId}: ${reason}`);
        },
        remove: async (_tx, contactMethodId) => {
          this.flagged.push(`${contactMethodId}: removed`);
          return 'Removed';
        },
        restore: async (_tx, contactMethodIds) => {
          this.restored.push(...contactMethodIds);
        },
        administrators: async () => this.administrators,
      },
    };
  }

  /** Channels with a bug in them. */
  brokenChannels(): ReadonlyMap<string, Channel> {
    const send = () => {
      throw new Error('a bug');
    };
    return new Map([...this.channels].map(([kind, channel]) => [kind, { ...channel, send }]));
  }

  /** Another process takes this message and is killed when it has sent it and not yet recorded that. */
  sendAndDie(messageId: string): Promise<void> {
    return this.#takeAndDie(messageId, this.channels);
  }

  /** Another process takes this message, with whatever goes along in it, and is killed before anything has left. */
  claimAndDie(messageId: string): Promise<void> {
    return this.#takeAndDie(messageId, this.brokenChannels());
  }

  /** The queue gives the job of a process that died to another one. */
  async takeOver(messageId: string): Promise<void> {
    await tasksOf(this.process())['deliver.email']?.({ key: messageId }, 2);
  }

  async #takeAndDie(messageId: string, channels: ReadonlyMap<string, Channel>): Promise<void> {
    const died = Promise.withResolvers<never>();
    let transactions = 0;
    const dying: Database = {
      ...this.database,
      transaction: (work) => {
        transactions += 1;
        if (transactions === 1) return this.database.transaction(work);
        died.reject(new Error('killed'));
        return new Promise(() => undefined);
      },
    };
    const doomed = this.wakeAll(this.process(channels, dying), [messageId]);
    await Promise.race([doomed, died.promise]).catch(() => undefined);
  }

  /** Lets a process look at these messages, all at the same time. */
  async wakeAll(communication: Communication, ids: readonly string[]): Promise<void> {
    const tasks = tasksOf(communication);
    await Promise.all(ids.map((key) => tasks['deliver.email']?.({ key }, 1)));
  }

  async enqueue(...drafts: readonly MessageDraft[]): Promise<readonly Enqueued[]> {
    return this.database.transaction((tx) => this.communication.enqueue(tx, drafts));
  }

  async settle(communication = this.communication): Promise<void> {
    await dueJobsRunner(this.database.pool, communication.taskGroups, this.#log)();
  }

  /** Moves the clock by an ISO duration, stopping at each wake-up on the way. */
  async advance(duration: string): Promise<void> {
    const end = this.clock.now().add(Temporal.Duration.from(duration));
    await this.settle();
    for (let next = await this.#nextJob(end); next !== undefined; next = await this.#nextJob(end)) {
      if (Temporal.Instant.compare(next, this.clock.now()) > 0) this.clock.set(next);
      await this.settle();
    }
    this.clock.set(end);
    await this.settle();
  }

  async message(key: string): Promise<Message> {
    const all = await this.communication.list(this.database.db, { hiddenIncidents: [], limit: 1000 });
    const found = all.find((message) => message.key === key);
    if (found === undefined)
      throw new Error(`There is no message ${key}: ${all.map((m) => m.key).join(', ')}`);
    return found;
  }

  async close(): Promise<void> {
    await this.mail.close();
    await this.receiver.close();
    for (const channel of this.channels.values()) await channel.close();
    await this.database.close();
    this.clock.release();
    await this.#drop();
  }

  async #nextJob(end: Instant): Promise<Instant | undefined> {
    const { rows } = await this.database.pool.query<{ run_at: Instant }>(
      `select run_at from graphile_worker.jobs where attempts < max_attempts and locked_at is null and run_at <= $1
       order by run_at limit 1`,
      [end],
    );
    return rows[0]?.run_at;
  }
}

const tasksOf = ({ taskGroups }: Communication): TaskGroup['tasks'] =>
  Object.assign({}, ...taskGroups.map((group) => group.tasks));

/** Somebody with these contact methods and no rules. */
export const person = (personId: string, methods: Recipient['methods']): Recipient => ({
  personId,
  name: personId,
  active: true,
  zone: 'UTC',
  quietHours: null,
  methods,
  rules: [],
});

let keys = 0;

/** A page to an address; `over` says what is different. */
export const draft = (over: Partial<MessageDraft> = {}): MessageDraft => {
  keys += 1;
  return {
    key: `key-${keys}`,
    purpose: 'page',
    channel: 'email',
    address: 'ana@example.com',
    source: { kind: 'page', id: `page-${keys}`, generation: 1 },
    drill: false,
    ...over,
    content: {
      kind: 'page',
      subject: `[P1] INCIDENT: checkout is down ${keys}`,
      headline: 'Checkout answers with errors.',
      facts: [{ label: 'Severity', value: 'P1' }],
      paragraphs: ['No one has acknowledged yet.'],
      actions: [{ label: 'Acknowledge', url: 'http://tocsin.test/a/token', kind: 'acknowledge' }],
      thread: { id: 'incident-1', title: 'Checkout is down' },
      ...over.content,
    },
  };
};
