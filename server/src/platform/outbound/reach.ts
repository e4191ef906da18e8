import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import { notAllowed, Unanswered } from './ask.ts';
import { assertReachable, guardedLookup, HostNotAllowed } from './network.ts';

interface Bounds {
  readonly allowed: (url: URL) => boolean;
  readonly timeoutMs: number;
}

/** Opens a connection and closes it. @throws Unanswered */
export function connectTo(host: string, port: number, { allowed, timeoutMs }: Bounds): Promise<void> {
  const url = new URL(`tcp://${host.includes(':') ? `[${host}]` : host}:${port}`);
  return new Promise((resolve, reject) => {
    if (!mayReach(url, allowed)) return reject(notAllowed(url));
    const socket = connect({ host, port, lookup: guardedLookup(allowed(url)) });
    const end = (error?: Unanswered) => {
      clearTimeout(patience);
      socket.destroy();
      if (error === undefined) resolve();
      else reject(error);
    };
    const slow = `${url.host} did not answer within ${timeoutMs / 1000} seconds.`;
    const patience = setTimeout(() => end(new Unanswered('slow', slow)), timeoutMs);
    socket.once('connect', () => end());
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const why = `${url.host} accepts no connections (${error.code ?? error.message}).`;
      end(error instanceof HostNotAllowed ? notAllowed(url) : new Unanswered('refused', why));
    });
  });
}

function mayReach(url: URL, allowed: Bounds['allowed']): boolean {
  try {
    assertReachable(url, allowed(url));
    return true;
  } catch {
    return false;
  }
}

/** The records of a name; none is an empty list. @throws Unanswered */
export async function recordsOf(name: string, type: string, timeoutMs: number): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: timeoutMs / 4, tries: 3 });
  const patience = setTimeout(() => resolver.cancel(), timeoutMs);
  try {
    const records: unknown = await resolver.resolve(name, type);
    return Array.isArray(records) ? records.map(recordText) : [];
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENODATA' || code === 'ENOTFOUND') return [];
    throw new Unanswered('unknown_host', `${name} could not be resolved (${code}).`);
  } finally {
    clearTimeout(patience);
  }
}

/** A mail server by its name, a text in one piece. */
const recordText = (record: unknown): string =>
  Array.isArray(record)
    ? record.join('')
    : typeof record === 'object' && record !== null && 'exchange' in record
      ? String(record.exchange)
      : String(record);
