import { once } from 'node:events';
import { inWords, type Trouble, Unanswered } from '../ask.ts';
import { HostNotAllowed, inPrivateNetwork } from '../network.ts';
import type { DatabaseAddress, Session, SqlOptions, Statement, StatementAnswer } from './model.ts';
import { mysql } from './mysql.ts';
import { postgresql } from './postgresql.ts';
import { GuardedSocket } from './socket.ts';

export type { Statement, StatementAnswer } from './model.ts';

const MOMENT_MS = 2_000;
const DRIVERS = { postgresql, mysql };

/**
 * Asks a database that people entered, in one session that can only read. Bounded in time, rows and bytes whatever the other side
 * does. What it refuses of a statement is an answer; a session without one is an error, in a sentence that can be shown and that
 * holds neither values nor the password. @throws Unanswered
 */
export async function askDatabase(
  address: DatabaseAddress,
  statements: readonly Statement[],
  options: SqlOptions,
): Promise<readonly StatementAnswer[]> {
  const { url } = address;
  let session: Session | undefined;
  let stop: (why: Unanswered) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  stopped.catch(() => undefined);
  const socket = new GuardedSocket(url, options.allowed(url), options.mostBytes, () =>
    stop(new Unanswered('too_large', `${url.host} answered with more than ${inWords(options.mostBytes)}.`)),
  );
  socket.on('error', () => undefined);
  const seconds = options.timeoutMs / 1000;
  const within = `within ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`;
  const late = (trouble: Trouble, what: string) => () =>
    stop(new Unanswered(trouble, `${url.host} did not ${what} ${within}`));
  let patience = setTimeout(late('slow', 'answer'), options.timeoutMs);
  const work = async () => {
    session = await DRIVERS[address.kind](address, socket, options);
    clearTimeout(patience);
    // The server ends what takes too long by itself, and has a moment to say so.
    patience = setTimeout(late('unfinished', 'finish'), options.timeoutMs + MOMENT_MS);
    const answers: StatementAnswer[] = [];
    for (const statement of statements) answers.push(await session.ask(statement));
    return answers;
  };
  const working = work();
  working.catch(() => undefined);
  let polite = false;
  try {
    const answers = await Promise.race([working, stopped]);
    polite = true;
    return answers;
  } catch (error) {
    throw error instanceof Unanswered ? error : troubleOf(error, address);
  } finally {
    clearTimeout(patience);
    if (polite && session !== undefined) await closed(session, socket);
    socket.destroy();
  }
}

/** Waits until the server has let go of the session: where connections are scarce, ours must not be the one too many next time. */
async function closed(session: Session, socket: GuardedSocket): Promise<void> {
  if (socket.closed) return;
  const enough = AbortSignal.timeout(MOMENT_MS);
  const over = once(socket, 'close', { signal: enough }).catch(() => undefined);
  session.close();
  await over;
}

const FULL = new Set([
  '53300',
  'ER_CON_COUNT_ERROR',
  'ER_TOO_MANY_USER_CONNECTIONS',
  'ER_USER_LIMIT_REACHED',
]);
const DENIED = new Set(['28P01', 'ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR']);
const UNREACHED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE']);

function troubleOf(error: unknown, { url }: DatabaseAddress): Unanswered {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const { host } = url;
  if (error instanceof HostNotAllowed) return new Unanswered('private', inPrivateNetwork(url));
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Unanswered('unknown_host', `The name ${url.hostname} could not be resolved.`);
  if (FULL.has(code)) return new Unanswered('full', `${host} accepts no more connections: ${message}.`);
  // Not a wrong password: the server has no rule for this user from here, and says which it lacks.
  if (code === '28000') return new Unanswered('denied', `${host} does not let this user in: ${message}.`);
  if (DENIED.has(code))
    return new Unanswered('denied', `${host} rejected the user name or the password (${code}).`);
  if (UNREACHED.has(code))
    return new Unanswered('refused', `${host} refused the connection or closed it (${code}).`);
  if (/CERT|TLS|SSL|EPROTO|SELF_SIGNED|ALTNAME|HANDSHAKE/i.test(`${code} ${message}`))
    return new Unanswered('tls', `No encrypted connection to ${host}: ${message}.`);
  return new Unanswered('broken', `${host} broke off: ${message || 'no reason given'}.`);
}
