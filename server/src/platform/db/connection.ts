import type { Socket } from 'node:net';
import type pg from 'pg';

const CONNECT_MS = 5_000;
/** A statement that takes longer has gone wrong; it must not hold locks and a connection for ever. */
const STATEMENT = '30s';
/** Ours do nothing slow between statements: a transaction idle for so long belongs to a process that hangs. */
const IDLE_TRANSACTION = '60s';
/** Silence beyond the longest statement, and what the network adds. */
const SILENCE_MS = 45_000;
const LOOK_MS = 5_000;

/**
 * How every session of ours is opened. It speaks UTC. The TCP settings are PostgreSQL's side of the line: a machine of
 * ours that loses power says no good-bye, and its session would hold its locks for the two hours of the default.
 * @param limits `none` for work that may take long (migrations)
 */
export function connection(url: string, name: string, limits: 'usual' | 'none' = 'usual'): pg.ClientConfig {
  const settings = [
    'timezone=UTC',
    'tcp_keepalives_idle=20',
    'tcp_keepalives_interval=5',
    'tcp_keepalives_count=4',
    'tcp_user_timeout=40s',
    ...(limits === 'none'
      ? []
      : [`statement_timeout=${STATEMENT}`, `idle_in_transaction_session_timeout=${IDLE_TRANSACTION}`]),
  ];
  return {
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 20_000,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  };
}

/**
 * Ends connections whose server has gone silent: something was sent and no byte has come back for longer than any
 * statement may take. The driver's own `query_timeout` was the other choice; it gives up the one statement and hands the
 * connection on, possibly in the middle of a transaction that the next to use it would commit.
 */
export function endSilentConnections(pool: pg.Pool, silenceMs = SILENCE_MS, lookMs = LOOK_MS): void {
  pool.on('connect', (client) => {
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
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
  });
}
