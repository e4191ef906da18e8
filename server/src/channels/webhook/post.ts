import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { assertReachable, guardedLookup } from './network.ts';

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of the body. */
  readonly text: string;
}

const MOST_READ = 2_000;

/**
 * One POST to a user's URL: no redirect is followed, no proxy of the environment used, no more than the beginning of
 * the answer read. @throws HostNotAllowed for private addresses unless `allowed`; network errors; AbortError
 */
export function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  options: { readonly allowed: boolean; readonly signal: AbortSignal },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    assertReachable(url, options.allowed);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: guardedLookup(options.allowed),
      signal: options.signal,
    });
    outgoing.once('error', reject);
    outgoing.once('response', (incoming) => {
      readSome(incoming).then((text) => {
        resolve({ status: incoming.statusCode ?? 0, retryAfter: incoming.headers['retry-after'], text });
        incoming.destroy();
      }, reject);
    });
    outgoing.end(body);
  });
}

async function readSome(incoming: IncomingMessage): Promise<string> {
  let text = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) {
    text += chunk;
    if (text.length >= MOST_READ) break;
  }
  return text.slice(0, MOST_READ);
}
