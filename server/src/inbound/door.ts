import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FrontDoor, IntegrationKind, RawPayload, SignalOutcome } from '../detection/index.ts';
import { Fault } from '../kernel/index.ts';
import { codeOf, isConnectionLost } from '../platform/db/index.ts';
import type { AppServer } from '../platform/http/index.ts';
import type { Log } from '../platform/log/index.ts';
import { counter, type Metrics } from '../platform/telemetry/index.ts';
import { ANSWER_WITHIN_MS, createDeadline } from './deadline.ts';

export interface InboundPorts {
  readonly door: FrontDoor;
  readonly log: Log;
  readonly metrics: Metrics;
  /** How long an answer may take before the sender is told to try again; default 15 s. */
  readonly answerWithinMs?: number | undefined;
}

/** Why a request was turned away. A closed set: it is a metric's label. */
export type Refusal =
  | 'not_json'
  | 'invalid'
  | 'unknown_key'
  | 'too_large'
  | 'overloaded'
  | 'unavailable'
  | 'error';

/** What a vendor's clients understand as each kind of failure. */
export type AnswerFailure = (reply: FastifyReply, refusal: Refusal, detail: string) => FastifyReply;

export type Note = ReturnType<typeof createNote>;

/** Counts what comes in, and logs what is turned away: the only trace that a bad request leaves. */
export function createNote({ log, metrics }: Pick<InboundPorts, 'log' | 'metrics'>) {
  const requests = counter(metrics, 'tocsin_inbound_requests_total', 'Requests from monitors', [
    'kind',
    'result',
  ]);
  const signals = counter(metrics, 'tocsin_signals_total', 'Signals from monitors', ['kind', 'outcome']);
  return {
    refused(kind: IntegrationKind, refusal: Refusal, detail: string, bytes: number): void {
      requests.inc({ kind, result: refusal });
      log.info({ kind, refusal, detail: detail.slice(0, 300), bytes }, 'inbound request turned away');
    },
    accepted(kind: IntegrationKind, outcomes: readonly SignalOutcome[]): void {
      requests.inc({ kind, result: 'accepted' });
      for (const outcome of outcomes) signals.inc({ kind, outcome });
    },
  };
}

export interface Scope {
  readonly kind: IntegrationKind;
  readonly note: Note;
  readonly log: Log;
  readonly answerFailure: AnswerFailure;
  readonly answerWithinMs: number | undefined;
}

const TOOK_TOO_LONG = 'This took too long. Send again shortly.';

/** The content type as it was sent; ours to show, and nobody's to look at. */
const sentAs = new WeakMap<FastifyRequest, string>();

/**
 * Routes of one vendor in a scope of their own: bodies stay bytes whatever their content type says (Netdata posts JSON as a
 * form, SNS as text; protocols.md §0.2) and however odd it is, which Fastify would refuse; gzip is undone; and every
 * failure, ours too, is answered in the vendor's shape.
 */
export function vendorScope(server: AppServer, scope: Scope, routes: (server: AppServer) => void): void {
  server.register(async (own: AppServer) => {
    own.removeAllContentTypeParsers();
    const deadline = createDeadline((reply) => {
      scope.note.refused(scope.kind, 'unavailable', TOOK_TOO_LONG, bodyOf(reply.request).length);
      scope.answerFailure(reply, 'unavailable', TOOK_TOO_LONG);
    }, scope.answerWithinMs ?? ANSWER_WITHIN_MS);
    own.addHook('onRequest', (request, reply, done) => {
      deadline.begin(reply);
      sentAs.set(request, request.headers['content-type'] ?? '');
      delete request.headers['content-type'];
      reply.header('x-content-type-options', 'nosniff');
      done();
    });
    own.addHook('onResponse', (_request, reply, done) => {
      deadline.end(reply);
      done();
    });
    own.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer) =>
      decoded(body, request.headers['content-encoding'], request.routeOptions.bodyLimit ?? BODY_LIMIT),
    );
    own.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const refusal = refusalOf(error);
      if (error.cause !== undefined) scope.log.warn({ err: error.cause }, 'alerts could not be stored');
      if (refusal === 'error')
        scope.log.error({ err: error, route: request.routeOptions.url }, 'an inbound request failed');
      scope.note.refused(scope.kind, refusal, error.message, bodyOf(request).length);
      return scope.answerFailure(reply, refusal, refusal === 'error' ? 'Internal error' : error.message);
    });
    routes(own);
  });
}

function refusalOf(error: Error & { statusCode?: number }): Refusal {
  if (error instanceof Fault) return error.code === 'ingest_overloaded' ? 'overloaded' : 'unavailable';
  if (error.statusCode === 413) return 'too_large';
  if (error.statusCode !== undefined && error.statusCode < 500) return 'invalid';
  // The database is away, or took so long that the server gave up: not our bug, and the sender should try again.
  if (error.statusCode === 503) return 'unavailable';
  return isConnectionLost(error) ? 'unavailable' : 'error';
}

/** Fastify's own, where a route sets none. */
const BODY_LIMIT = 1024 * 1024;
const inflate = promisify(gunzip);

class NotDecodable extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** The body without its compression; never more than `limit` bytes of it, however little was sent. */
async function decoded(body: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  const said = (encoding ?? '').trim().toLowerCase();
  // By its first bytes too: JSON never begins so, and some senders forget the header.
  const isGzip = body[0] === 0x1f && body[1] === 0x8b;
  if (!isGzip) {
    if (['', 'identity', 'gzip', 'x-gzip'].includes(said)) return body;
    throw new NotDecodable(415, 'This Content-Encoding is not understood. Use gzip or none.');
  }
  try {
    return await inflate(body, { maxOutputLength: limit });
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
      ? new NotDecodable(413, 'The body is too large.')
      : new NotDecodable(400, 'The body is not whole: it cannot be decompressed.');
  }
}

const NOTHING = Buffer.alloc(0);

/** The body as it came; empty when there was none. */
export const bodyOf = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : NOTHING;

/** The request as it is kept: byte for byte, but for the key, which opens the door to whoever reads it. */
export const rawOf = (request: FastifyRequest, key: string): RawPayload => ({
  contentType: (sentAs.get(request) ?? '').slice(0, 200),
  body: withoutKey(bodyOf(request), key),
});

/** Characters of a key that stay readable, as they are shown everywhere. */
const HINT = 4;

function withoutKey(body: Buffer, key: string): Buffer {
  let at = body.indexOf(key);
  if (at === -1) return body;
  const masked = Buffer.from(body);
  for (; at !== -1; at = masked.indexOf(key, at + key.length)) masked.fill('*', at, at + key.length - HINT);
  return masked;
}
