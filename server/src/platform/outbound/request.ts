import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { assertReachable, guardedLookup } from './network.ts';

export interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
  /** Whether the URL may lie in a private network. */
  readonly allowed: boolean;
  readonly signal: AbortSignal;
}

/**
 * The one place where a request to a URL that people entered leaves: it reaches public addresses only, follows no redirect,
 * uses no proxy of the environment and no connection of another request.
 * @returns the answer, its body still to be read. @throws HostNotAllowed for private addresses unless `allowed`; network
 *   errors; AbortError
 */
export function request(
  url: URL,
  { method, headers, body, allowed, signal }: Sent,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    assertReachable(url, allowed);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: false,
      lookup: guardedLookup(allowed),
      signal,
    });
    outgoing.once('error', reject);
    outgoing.once('response', resolve);
    outgoing.end(body);
  });
}
