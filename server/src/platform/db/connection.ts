import type { Socket } from 'node:net';
import pg from 'pg';
import type { Breaker } from './breaker.ts';

/** A connection that is not there by then is given up; a database coming back answers sooner. */
const CONNECT_MS = 5_000;
/** A statement that takes longer has gone wrong; it must not hold locks and a connection for ever. */
const STATEMENT = '30s';
/**
 * Ours do nothing slow between statements: a transaction idle for so long belongs to a process that hangs or is stopped,
 * and everybody else waits for what it has locked.
 */
const IDLE_TRANSACTION = '10s';
/** The longest of ours, applying a whole organisation, takes seconds. Known to PostgreSQL 17 and newer. */
const WHOLE_TRANSACTION = '120s';
/** Silence beyond the longest statement, and what the network adds. */
const SILENCE_MS = 45_000;
/** The same for a pool whose statements are all short: a half-open connection of it is noticed within seconds. */
export const SHORT_SILENCE_MS = 10_000;
const LOOK_MS = 2_500;

/**
 * What a session of ours relies on, whatever the database, the role or the server is set to. `synchronous_commit` is what
 * "stored" means: with `off`, as a database may be set to, what was accepted is lost when PostgreSQL dies. A stronger
 * setting (`remote_apply`) is left as it is.
 *
 * The TCP ones are PostgreSQL's side of the line: a machine of ours that loses power says no good-bye, and its session
 * would hold its locks for the two hours of the default. */
const ALWAYS = {
  synchronous_commit: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  extra_float_digits: '1',
  lock_timeout: '0',
  idle_session_timeout: '0',
  timezone: 'UTC',
  tcp_keepalives_idle: '20',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '4',
  tcp_user_timeout: '40s',
};
const LIMITS = {
  statement_timeout: STATEMENT,
  idle_in_transaction_session_timeout: IDLE_TRANSACTION,
  transaction_timeout: WHOLE_TRANSACTION,
};

/** Where the database is, and the breaker that all sessions of a process with it go through. */
export interface Source {
  readonly url: string;
  readonly breaker: Breaker;
}

/** What `pg.Pool` and `Session` take to open a session of ours. */
export interface Connection extends pg.ClientConfig {
  readonly connectionString: string;
  readonly connectionTimeoutMillis: number;
  readonly breaker: Breaker;
  readonly settings: Readonly<Record<string, string>>;
  readonly Client: new () => pg.Client;
}

/**
 * How every session of ours is opened. It speaks UTC, and PostgreSQL ends what takes too long. The settings are sent as
 * the first statement and not as the start-up parameter `options`, which would save a round trip: connection poolers
 * such as pgbouncer refuse it, or ignore it without a word.
 * @param limits `none` for work that may take long (migrations)
 */
export function connection(
  { url, breaker }: Source,
  name: string,
  limits: 'usual' | 'none' = 'usual',
): Connection {
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 20_000,
    breaker,
    settings: limits === 'none' ? ALWAYS : { ...ALWAYS, ...LIMITS },
    // The driver's types know no class that takes a configuration, which is how its pool makes them.
    Client: Session as unknown as new () => pg.Client,
  };
}

/**
 * A client that is connected once it is set up: a pooler that is paused lets everybody in and answers nothing, so that only
 * the answer to a statement says that there is a database. It connects when the breaker lets it.
 */
export class Session extends pg.Client {
  readonly #breaker: Breaker;
  readonly #settings: Readonly<Record<string, string>>;
  #gaveUp = false;

  constructor(config: Connection) {
    super(config);
    this.#breaker = config.breaker;
    this.#settings = config.settings;
    // Whoever waits on it is told by their statement; without a listener the event would end the process.
    this.on('error', () => undefined);
  }

  override connect(): Promise<pg.Client>;
  override connect(callback: ((err: Error) => void) | ((err: null, c: pg.Client) => void)): undefined;
  override connect(callback?: unknown): Promise<pg.Client> | undefined {
    const connected = this.#breaker.attempt(
      () => this.#open(),
      () => this.#gaveUp,
    );
    if (callback === undefined) return connected;
    const done = callback as (error: Error | null, client?: pg.Client) => void;
    connected.then(() => done(null, this), done);
    return undefined;
  }

  /** Ends it without a good-bye, which would wait for an answer; an attempt to connect as well. */
  giveUp(): void {
    this.#gaveUp = true;
    socketOf(this).destroy();
  }

  async #open(): Promise<pg.Client> {
    await super.connect();
    try {
      await setUp(this, this.#settings);
    } catch (error) {
      // The driver's good-bye would wait for ever for an answer to it.
      socketOf(this).destroy();
      throw error;
    }
    return this;
  }
}

/** A version that does not know a setting goes without it. */
async function setUp(client: pg.ClientBase, settings: Readonly<Record<string, string>>): Promise<void> {
  await client.query({
    text: `select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting (name, value)
           where current_setting(name, true) is not null
             and (name <> 'synchronous_commit' or current_setting(name) in ('off', 'local'))`,
    values: [Object.keys(settings), Object.values(settings)],
    query_timeout: CONNECT_MS,
  } as pg.QueryConfig);
}

const socketOf = (client: pg.ClientBase): Socket =>
  (client as unknown as { connection: { stream: Socket } }).connection.stream;

/** Does so with every connection of a pool (see endWhenSilent). */
export function endSilentConnections(pool: pg.Pool, silenceMs = SILENCE_MS, lookMs = LOOK_MS): void {
  pool.on('connect', (client) => endWhenSilent(client, silenceMs, lookMs));
}

/**
 * Ends a connection whose server has gone silent: something was sent and no byte has come back for longer than any
 * statement may take. The driver's own `query_timeout` was the other choice; it gives up the one statement and hands the
 * connection on, possibly in the middle of a transaction that the next to use it would commit.
 */
export function endWhenSilent(client: pg.ClientBase, silenceMs: number, lookMs: number): void {
  const stream = socketOf(client);
  // Whoever waits on it is told by their statement; without a listener the event would end the process.
  client.on('error', () => undefined);
  let answered = stream.bytesWritten;
  let silentSince: number | undefined;
  stream.on('data', () => {
    answered = stream.bytesWritten;
    silentSince = undefined;
  });
  const timer = setInterval(() => {
    if (stream.bytesWritten <= answered) return;
    silentSince ??= performance.now();
    if (performance.now() - silentSince >= silenceMs)
      stream.destroy(Object.assign(new Error('the database does not answer'), { code: 'ETIMEDOUT' }));
  }, lookMs);
  timer.unref();
  stream.once('close', () => clearInterval(timer));
}
