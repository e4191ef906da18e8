import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type {
  FrontDoor,
  IntegrationKind,
  IntegrationRef,
  MonitorApis,
  RawPayload,
  SignalOutcome,
} from '../detection/index.ts';
import { type Clock, Fault } from '../kernel/index.ts';
import { isConnectionLost } from '../platform/db/index.ts';
import type { AppServer } from '../platform/http/index.ts';
import type { Log } from '../platform/log/index.ts';
import { counter, type Metrics } from '../platform/telemetry/index.ts';
import { drain, LargeBodies, NotReadable, readBody } from './body.ts';
import { ANSWER_WITHIN_MS, createDeadline, LARGE_WITHIN_MS } from './deadline.ts';
import { type Unread, unreadSignal } from './unread.ts';

export interface InboundPorts {
  readonly door: FrontDoor;
  /** For the protocols that read back and set things; absent: their doors are not served. */
  readonly apis?: (MonitorApis & { readonly clock: Clock }) | undefined;
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
  | 'wrong_address'
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
      log.info({ kind, refusal, detail: detail.slice(0, 300), bytes }, 'inbound request rejected');
    },
    /** Told what asks for nothing, by its integration's mapping or by what its tool means. */
    ignored(kind: IntegrationKind, integrationId: string, reasons: readonly string[]): void {
      requests.inc({ kind, result: 'ignored' });
      const reason = reasons[0]?.slice(0, 300);
      log.info(
        { kind, integration: integrationId, reason, count: reasons.length },
        'inbound request ignored',
      );
    },
    accepted(kind: IntegrationKind, outcomes: readonly SignalOutcome[]): void {
      requests.inc({ kind, result: 'accepted' });
      for (const outcome of outcomes) signals.inc({ kind, outcome });
    },
  };
}

/** The sender of a request, by the key in its address or in the first bytes of its body. */
export type Whose = (
  request: FastifyRequest,
  head: Buffer,
) => Promise<{ readonly integration: IntegrationRef; readonly key: string } | undefined>;

export interface Scope {
  readonly kind: IntegrationKind;
  readonly ports: InboundPorts;
  readonly note: Note;
  readonly answerFailure: AnswerFailure;
  readonly whose: Whose;
}

const TOOK_TOO_LONG = 'The request timed out. Retry shortly.';

/** What came with a request and is ours to look at only: the content type, and the answer that it waits for. */
const came = new WeakMap<FastifyRequest, { readonly contentType: string; readonly reply: FastifyReply }>();

/** One for all doors of this process: the memory is one, too. */
const room = new LargeBodies();

/**
 * Routes of one vendor in a scope of their own: bodies stay bytes whatever their content type says (Netdata posts JSON as a
 * form, SNS as text; protocols.md §0.2) and however odd it is, which Fastify would refuse; compression is undone; and every
 * failure, ours too, is answered in the vendor's shape. Whatever a known sender said that could not be read becomes an
 * alert before the answer, because the sender will not say it again.
 */
export function vendorScope(server: AppServer, scope: Scope, routes: (server: AppServer) => void): void {
  const { kind, ports, note, answerFailure, whose } = scope;
  server.register(async (own: AppServer) => {
    own.removeAllContentTypeParsers();
    const giveUp = (reply: FastifyReply) => {
      note.refused(kind, 'unavailable', TOOK_TOO_LONG, bodyOf(reply.request).length);
      answerFailure(reply, 'unavailable', TOOK_TOO_LONG);
    };
    const ordinary = createDeadline(giveUp, ports.answerWithinMs ?? ANSWER_WITHIN_MS);
    const large = createDeadline(giveUp, LARGE_WITHIN_MS);
    own.addHook('onRequest', (request, reply, done) => {
      ordinary.begin(reply);
      came.set(request, { contentType: request.headers['content-type'] ?? '', reply });
      delete request.headers['content-type'];
      reply.header('x-content-type-options', 'nosniff');
      done();
    });
    own.addHook('onResponse', (_request, reply, done) => {
      ordinary.end(reply);
      large.end(reply);
      done();
    });
    own.addContentTypeParser('*', (request: FastifyRequest, stream: Readable) => {
      const { reply } = came.get(request) ?? {};
      if (reply === undefined) throw new Error('A request skipped the hook of its door.');
      const isKnown = async (_: FastifyRequest, head: Buffer) => (await whose(request, head)) !== undefined;
      const onLarge = () => {
        ordinary.end(reply);
        large.begin(reply);
      };
      return readBody(stream, { request, reply, room, isKnown, onLarge });
    });
    own.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
      const refusal = await toldOf(scope, request, error);
      if (error.cause !== undefined) ports.log.warn({ err: error.cause }, 'alerts could not be stored');
      if (refusal === 'error')
        ports.log.error({ err: error, route: request.routeOptions.url }, 'an inbound request failed');
      const bytes = error instanceof NotReadable ? error.bytes : bodyOf(request).length;
      note.refused(kind, refusal, error.message, bytes);
      if (error instanceof NotReadable) await drain(request.raw);
      return answerFailure(reply, refusal, refusal === 'error' ? 'Internal error' : error.message);
    });
    routes(own);
  });
}

/** Makes an alert of a body that could not be read. @returns what to answer, which is "again" when that failed */
async function toldOf(scope: Scope, request: FastifyRequest, error: Error): Promise<Refusal> {
  const refusal = refusalOf(error);
  if (!(error instanceof NotReadable) || error.bytes === 0) return refusal;
  const unread = refusal === 'too_large' ? 'too_large' : refusal === 'invalid' ? 'not_json' : undefined;
  if (unread === undefined) return refusal;
  try {
    const from = await scope.whose(request, error.head);
    if (from === undefined) return refusal;
    const raw = {
      ...rawOf(request, from.key),
      body: withoutKey(error.head, from.key).subarray(0, KEPT_UNREAD),
    };
    await tellUnread(scope.ports, from.integration, unread, error.message, error.bytes, raw);
    return refusal;
  } catch (failure) {
    return failure instanceof Error ? refusalOf(failure) : 'error';
  }
}

/** Bytes kept of a body that was too large or could not be unpacked. */
const KEPT_UNREAD = 64 * 1024;

/** Opens (or counts on) the alert about what could not be read. @throws Fault as FrontDoor.accept */
export async function tellUnread(
  { door }: Pick<InboundPorts, 'door'>,
  integration: IntegrationRef,
  unread: Unread,
  detail: string,
  bytes: number,
  raw: RawPayload,
): Promise<void> {
  await door.accept(integration, [unreadSignal(integration, unread, detail, bytes)], raw);
}

function refusalOf(error: Error & { statusCode?: number }): Refusal {
  if (error instanceof Fault) return error.kind === 'rate_limited' ? 'overloaded' : 'unavailable';
  if (error instanceof NotReadable && error.statusCode === 503) return 'overloaded';
  if (error.statusCode === 413) return 'too_large';
  if (error.statusCode !== undefined && error.statusCode < 500) return 'invalid';
  // The database is away, or took so long that the server gave up: not our bug, and the sender should try again.
  if (error.statusCode === 503) return 'unavailable';
  return isConnectionLost(error) ? 'unavailable' : 'error';
}

const NOTHING = Buffer.alloc(0);

/** The body as it came; empty when there was none. */
export const bodyOf = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : NOTHING;

/** What the sender calls its body; the doors read it whatever that is. */
export const contentTypeOf = (request: FastifyRequest): string => came.get(request)?.contentType ?? '';

/** The request as it is kept: byte for byte, but for the key, which opens the door to whoever reads it. */
export const rawOf = (request: FastifyRequest, key: string): RawPayload => ({
  contentType: contentTypeOf(request).slice(0, 200),
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
