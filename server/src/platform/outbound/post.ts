import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from './request.ts';

export interface PostAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the body; with `whole` all of it. */
  readonly text: string;
}

const MOST_READ = 2_000;
/** A receiver has answered with its status. What it says beside that is waited for no longer than this. */
const BODY_MS = 1_000;

interface PostOptions {
  readonly allowed: boolean;
  readonly signal: AbortSignal;
  /** POST, when left out. */
  readonly method?: string;
  /** How many characters of the answer are read; left out: as many as say how it went. */
  readonly mostRead?: number;
  /**
   * `beginning`: what it says matters little. `patient`: as long as `signal` lets, and then what came by then. `whole`: the body is
   * what was asked for, and is all there or an error.
   */
  readonly reading?: 'beginning' | 'patient' | 'whole';
}

/** A body that was asked for as a whole, and broke off or was too long. */
class IncompleteBody extends Error {}

/**
 * One request to a user's URL: no redirect is followed, no proxy of the environment used, no more than the beginning of
 * the answer read, and an answer whose body never ends is an answer all the same, unless it is wanted `whole` (see PostOptions).
 * @throws HostNotAllowed for private addresses unless `allowed`; network errors; AbortError
 */
export async function post(
  url: URL,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  { method = 'POST', mostRead = MOST_READ, reading = 'beginning', allowed, signal }: PostOptions,
): Promise<PostAnswer> {
  const incoming = await request(url, { method, headers, body, allowed, signal });
  return {
    status: incoming.statusCode ?? 0,
    retryAfter: incoming.headers['retry-after'],
    headers: incoming.headers,
    text:
      reading === 'whole'
        ? await readAll(incoming, mostRead, signal)
        : await readSome(incoming, mostRead, reading === 'patient' ? undefined : BODY_MS),
  };
}

/** The beginning of the body: until it ends, breaks off, is long enough or takes too long. */
function readSome(
  incoming: IncomingMessage,
  mostRead: number,
  patienceMs: number | undefined,
): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const done = () => {
      clearTimeout(patience);
      incoming.off('data', take);
      // What breaks while it is closed is of no interest any more.
      incoming.on('error', () => undefined);
      incoming.destroy();
      resolve(text.slice(0, mostRead));
    };
    const take = (chunk: string) => {
      text += chunk;
      if (text.length >= mostRead) done();
    };
    const patience = patienceMs === undefined ? undefined : setTimeout(done, patienceMs);
    incoming.setEncoding('utf8');
    incoming.on('data', take).once('end', done).once('error', done).once('close', done);
  });
}

/** The whole body. @throws IncompleteBody; the signal's reason */
async function readAll(incoming: IncomingMessage, mostRead: number, signal: AbortSignal): Promise<string> {
  let text = '';
  incoming.setEncoding('utf8');
  try {
    for await (const chunk of incoming) {
      text += chunk;
      if (text.length > mostRead)
        throw new IncompleteBody(`The answer is longer than ${mostRead} characters.`);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof IncompleteBody) throw error;
    throw new IncompleteBody('The answer broke off.', { cause: error });
  } finally {
    incoming.destroy();
  }
  if (!incoming.complete) throw new IncompleteBody('The answer broke off.');
  return text;
}
