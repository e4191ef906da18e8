import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { HostNotAllowed, inPrivateNetwork } from './network.ts';
import { request } from './request.ts';

export interface AskOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether a URL may lie in a private network. */
  readonly allowed: (url: URL) => boolean;
  /** For everything together: the name, the connection, redirects and the body. */
  readonly timeoutMs: number;
  readonly mostBytes: number;
  /** A longer body is cut instead of refused: for what only looks at its beginning. */
  readonly cut?: boolean;
  /**
   * How many redirects are followed, without headers and body; each is judged like the first URL. Default 0: one is an
   * error; null: one is the answer.
   */
  readonly redirects?: number | null;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** When the certificate of an encrypted answer ends; null without encryption. */
  readonly certificateEnds: Date | null;
  /** As the other side wrote it: seconds, or a date. */
  readonly retryAfter: string | null;
}

export type Trouble =
  | 'slow'
  | 'too_large'
  | 'private'
  | 'unknown_host'
  | 'refused'
  | 'tls'
  | 'redirect'
  | 'full'
  | 'unfinished'
  | 'denied'
  | 'broken';

/** A request without a usable answer, in a sentence that can be shown. Never holds headers or the body sent. */
export class Unanswered extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble, message: string) {
    super(message);
    this.name = 'Unanswered';
    this.trouble = trouble;
  }
}

/**
 * One request to a URL that people entered. Bounded in time and bytes whatever the other side does, so that nothing that
 * waits for it waits longer. @throws Unanswered
 */
export async function ask(url: URL, options: AskOptions): Promise<Answer> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), options.timeoutMs);
  try {
    return await follow(url, options, patience.signal);
  } catch (error) {
    if (error instanceof Unanswered) throw error;
    if (patience.signal.aborted)
      throw new Unanswered('slow', `${url.host} did not answer within ${options.timeoutMs / 1000} seconds.`);
    throw troubleOf(error, url);
  } finally {
    clearTimeout(timer);
  }
}

async function follow(first: URL, options: AskOptions, signal: AbortSignal): Promise<Answer> {
  let url = first;
  const none = options.redirects === null;
  for (let left = options.redirects ?? 0; ; left -= 1) {
    const sent: Sent = url === first ? options : { allowed: options.allowed };
    const here = url;
    const incoming = await open(url, sent, signal).catch((error: unknown) => {
      throw signal.aborted ? error : troubleOf(error, here);
    });
    const to = none ? undefined : redirectOf(incoming, url);
    if (to === undefined) return await read(incoming, url, options, signal);
    incoming.destroy();
    if (left <= 0) throw new Unanswered('redirect', `${url.host} redirects to ${to.origin}${to.pathname}.`);
    url = to;
  }
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return undefined;
  const to = URL.parse(headers.location, from.href);
  return to !== null && /^https?:$/.test(to.protocol) ? to : undefined;
}

type Sent = Pick<AskOptions, 'method' | 'headers' | 'body' | 'allowed'>;

const open = async (
  url: URL,
  { method = 'GET', headers, body, allowed }: Sent,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  request(url, {
    ...{ method, body, signal, allowed: allowed(url) },
    // Compressed, a few bytes become gigabytes.
    headers: { 'user-agent': 'Tocsin', accept: '*/*', 'accept-encoding': 'identity', ...headers },
  });

async function read(
  incoming: IncomingMessage,
  url: URL,
  options: AskOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const stop = () => incoming.destroy(new Error('too slow'));
  signal.addEventListener('abort', stop, { once: true });
  const certificateEnds = endOfCertificate(incoming);
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= options.mostBytes) continue;
      if (options.cut) break;
      throw new Unanswered('too_large', `${url.host} answered with more than ${inWords(options.mostBytes)}.`);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    incoming.on('error', () => undefined);
    incoming.destroy();
  }
  return {
    status: incoming.statusCode ?? 0,
    contentType: incoming.headers['content-type'] ?? '',
    text: Buffer.concat(chunks).subarray(0, options.mostBytes).toString('utf8'),
    certificateEnds,
    retryAfter: incoming.headers['retry-after'] ?? null,
  };
}

function endOfCertificate({ socket }: IncomingMessage): Date | null {
  if (!('getPeerCertificate' in socket)) return null;
  const { valid_to: ends } = (socket as TLSSocket).getPeerCertificate();
  return ends === undefined ? null : new Date(ends);
}

export const inWords = (bytes: number): string =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${Math.ceil(bytes / 1_000)} kB`;

const REFUSED = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EPIPE']);

function troubleOf(error: unknown, url: URL): Unanswered {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (error instanceof HostNotAllowed) return notAllowed(url);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Unanswered('unknown_host', `The name ${url.hostname} could not be resolved.`);
  if (REFUSED.has(code)) return new Unanswered('refused', `${url.host} refused the connection or closed it.`);
  if (/CERT|TLS|SSL|EPROTO|SELF_SIGNED|ALTNAME/.test(code))
    return new Unanswered('tls', `The certificate of ${url.host} was not accepted: ${message}.`);
  return new Unanswered('broken', `${url.host} broke off its answer.`);
}

export const notAllowed = (url: URL): Unanswered => new Unanswered('private', inPrivateNetwork(url));
