import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { Fault } from '../../kernel/index.ts';
import { Abandoned } from '../caller.ts';
import { systemClock } from '../clock.ts';
import { isConnectionLost, isTakingTooLong, whyUnavailable } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { memoryThrottle, type Throttle, tooManyAttempts } from '../throttle/index.ts';
import { cleanInput } from './clean.ts';
import { networkOf } from './network.ts';
import { describeDocument, describeRoute, openapi } from './openapi.ts';
import type { Permission } from './permissions.ts';
import { type Authenticate, authorise, keepWithin } from './principal.ts';
import { sendProblem, sendRawProblem } from './problem.ts';
import { rateLimitStore } from './rate-limit-store.ts';
import { stopWithCaller } from './stop-with-caller.ts';

/** The HTTP server as chapters see it: route schemas are Zod and type the handlers. */
export type AppServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a chapter's routes.ts gives: adds its routes to the server. */
export type Routes = (server: AppServer) => void;

const MAX_BODY = 1024 * 1024;
/** Characters of one part of a path: an alias of Opsgenie has up to 512. */
const MAX_PARAM = 600;
/** A database that hangs must not leave people and monitors without any answer; they may be able to try elsewhere. */
const ANSWER_WITHIN_MS = 15_000;

/** A route and what it asks of its caller. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly permission: Permission | 'public' | 'signed-in';
}

export interface ServerOptions {
  readonly log: Log;
  /** Whose word on the client's address and protocol is taken (X-Forwarded-*): addresses, CIDR ranges; empty for nobody. */
  readonly trustedProxies: readonly string[];
  readonly authenticate: Authenticate;
  /** Where the requests of routes with a limit are counted; default: in this process. Reads are always counted there. */
  readonly throttle?: Throttle;
  /**
   * Routes for machines, without what people's requests need: no headers for browsers, no clock and no logger per request.
   * In a storm those cost more than the alert.
   */
  readonly doors?: Routes;
  /** Another address for a request, by the host that it is for; left out: its own. */
  readonly addressFor?: (host: string, url: string) => string;
  /** How long an answer may take before it is 503; default 15 s. */
  readonly answerWithinMs?: number;
}

/**
 * Fastify with our habits: Zod schemas, problem documents, a declared permission on every route, strict headers,
 * trailing slashes ignored (Zabbix and the Opsgenie SDK send them, protocols.md §0.3).
 */
export async function createServer(
  options: ServerOptions,
): Promise<{ server: AppServer; routes: readonly DeclaredRoute[] }> {
  const routes: DeclaredRoute[] = [];
  let atDoors = false;
  const server = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    ...(options.addressFor && { rewriteUrl: rewriter(options.addressFor) }),
    clientErrorHandler: onClientError,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM },
    // At the end idle connections only: an alert whose commit is under way is to get its answer (app/server.ts).
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>();
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler(onError(options.log));
  server.addHook('onRoute', (route) => {
    const permission = route.config?.permission;
    if (permission === undefined)
      throw new Error(`Route ${String(route.method)} ${route.url} declares no permission.`);
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, permission });
    // What people read over a phone's line. Files are compressed already, and monitors read nothing.
    route.compress = !atDoors && route.url.startsWith('/api/') ? {} : false;
    if (atDoors) {
      route.helmet = false;
      return;
    }
    route.handlerTimeout ??= options.answerWithinMs ?? ANSWER_WITHIN_MS;
    stopWithCaller(route);
  });
  server.decorateRequest('principal', undefined);
  // By callback: a promise for each request that needs none of it would be felt in a storm.
  server.addHook('onRequest', (request, _reply, done) => {
    const needed = request.routeOptions.config.permission ?? 'public';
    if (needed === 'public') return done();
    options
      .authenticate(request)
      .then((principal) => {
        request.principal = principal;
        authorise(principal, needed);
        if (principal) keepWithin(principal, request);
      })
      .then(() => done(), done);
  });
  server.addHook('preValidation', ({ query, params, body, routeOptions }, _reply, done) => {
    for (const part of [query, params]) cleanInput(part);
    if (routeOptions.config.exactText !== true) cleanInput(body);
    done();
  });
  if (options.trustedProxies.length === 0) server.addHook('onRequest', warnOfUnknownProxy(options.log));
  // Only where a route asks for it: guessing passwords is slowed down, an alert never is.
  await server.register(rateLimit, {
    global: false,
    keyGenerator: ({ ip }) => networkOf(ip),
    store: rateLimitStore(memoryThrottle(systemClock), options.throttle),
    errorResponseBuilder: (_request, { ttl }) => tooManyAttempts(ttl),
  });
  await server.register(compress, {
    global: false,
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    // The default of brotli takes ten times as long for a tenth less.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    globalDecompression: false,
  });
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await server.register(swagger, {
    openapi,
    transform: describeRoute,
    transformObject: describeDocument,
  });
  atDoors = true;
  await server.register(async (own: AppServer) => {
    own.setChildLoggerFactory((logger) => logger);
    options.doors?.(own);
  });
  atDoors = false;
  return { server, routes };
}

const rewriter =
  (addressFor: NonNullable<ServerOptions['addressFor']>) =>
  ({ headers, url }: RawRequestDefaultExpression<RawServerDefault>): string =>
    addressFor((headers.host ?? '').replace(/:\d+$/, '').toLowerCase(), url ?? '/');

/** Behind a proxy that nobody has named, all callers share its address and with it the limits on guessing. Said once. */
function warnOfUnknownProxy(log: Log) {
  let said = false;
  return ({ headers, ip }: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    if (said || headers['x-forwarded-for'] === undefined) return done();
    said = true;
    log.warn(
      { from: ip },
      'a request came with X-Forwarded-For, but TRUSTED_PROXIES is not set: all clients behind the proxy count as one address',
    );
    done();
  };
}

/** What a person calls the part of a request that was read. */
const WHERE: Readonly<Record<string, string>> = {
  querystring: 'The query',
  params: 'The address',
};

function onError(log: Log) {
  return (
    error: FastifyError | Fault,
    request: { method: string; routeOptions: { url?: string | undefined } },
    reply: Parameters<typeof sendProblem>[0],
  ) => {
    if (error instanceof Fault) return sendProblem(reply, error);
    if (hasZodFastifySchemaValidationErrors(error)) {
      const where = WHERE[error.validationContext ?? ''] ?? 'The body';
      const fields = error.validation.map((issue) => ({
        path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
        message: issue.message ?? 'is invalid',
      }));
      return sendProblem(
        reply,
        new Fault('invalid', 'invalid_request', `${where} has invalid fields.`, fields),
      );
    }
    if (reply.raw.destroyed || reply.raw.socket?.destroyed === true) {
      // Nobody is there to answer, and what stopped half-way need not be a fault: the process may be ending, for one.
      const { method, routeOptions } = request;
      log.warn({ err: error, method, url: routeOptions.url ?? 'none' }, 'a caller left before the answer');
      return sendProblem(reply, outOfTime(method));
    }
    if (isOutOfTime(error)) {
      const { method, routeOptions } = request;
      log.warn({ err: error, method, url: routeOptions.url ?? 'none' }, 'a request took too long');
      return sendProblem(reply.header('retry-after', '5'), outOfTime(method));
    }
    if (isConnectionLost(error)) {
      const { method, routeOptions } = request;
      log.warn(
        { err: error, method, url: routeOptions.url ?? 'none' },
        'the database did not answer a request',
      );
      return sendProblem(reply.header('retry-after', '5'), databaseAway(error));
    }
    const status = error.statusCode ?? 500;
    if (status < 500)
      return sendRawProblem(reply, status, {
        title: STATUS_CODES[status] ?? 'Invalid request',
        code: codeOf(error),
        detail: error.message,
      });
    // The route and not the path: tokens and keys stand in paths.
    const { method, routeOptions } = request;
    log.error({ err: error, method, url: routeOptions.url ?? 'none' }, 'request failed');
    return sendRawProblem(reply, 500, {
      title: 'Internal error',
      code: 'internal_error',
      detail: 'Something went wrong on the server. The log has details.',
    });
  };
}

/** `FST_ERR_CTP_INVALID_MEDIA_TYPE` is `invalid_media_type`: what we are made of is nobody's business, and may change. */
const codeOf = ({ code }: FastifyError): string =>
  /^FST_ERR_(?:CTP_)?(\w+)$/.exec(code ?? '')?.[1]?.toLowerCase() ?? 'bad_request';

/** The answer took longer than a caller is kept waiting, or PostgreSQL ended a statement that did. */
const isOutOfTime = (error: FastifyError): boolean =>
  error.code === 'FST_ERR_HANDLER_TIMEOUT' || error instanceof Abandoned || isTakingTooLong(error);

const outOfTime = (method: string): Fault =>
  new Fault(
    'unavailable',
    'timeout',
    method === 'GET' || method === 'HEAD'
      ? 'The request timed out. Request less data, or try again in a moment.'
      : 'The request timed out. It may still have been completed: check before you try again.',
  );

const databaseAway = (error: unknown): Fault =>
  new Fault('unavailable', 'database_unavailable', `${whyUnavailable(error)} Try again in a moment.`);

/**
 * A request that did not come whole. Node answers a late one with 408, which monitors take for a final refusal and do not
 * repeat; but it is late as well when this process was stopped for a while (a suspended machine), and then the alert would
 * be lost. 503 asks for it again (RFC 9110 §15.6.4).
 */
function onClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const large = error.code === 'HPE_HEADER_OVERFLOW';
  const status = late
    ? '503 Service Unavailable'
    : large
      ? '431 Request Header Fields Too Large'
      : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n${late ? 'Retry-After: 5\r\n' : ''}Connection: close\r\n\r\n`,
  );
}
