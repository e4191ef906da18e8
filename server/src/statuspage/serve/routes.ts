import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import type { Authenticate, Routes } from '../../platform/http/index.ts';
import { lostFile, policyOf } from '../site/index.ts';
import { PUBLIC_CACHE } from './caching.ts';
import type { LivePages } from './live-pages.ts';
import type { Encoding, Served, Snapshot } from './snapshot.ts';

export interface ServeParts {
  readonly live: LivePages;
  readonly authenticate: Authenticate;
}

/** Much more than a person reads and a monitor polls, and little enough that one address cannot keep a process busy. */
const RATE = { max: 600, timeWindow: '1 minute' };

const encodingFor = (request: FastifyRequest): Encoding => {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
};

/** The status page under /status: files without script, from memory. */
export const servePages =
  (parts: ServeParts): Routes =>
  (server) => {
    const config = { permission: 'public' as const, rateLimit: RATE };
    const schema = { hide: true };
    server.get('/status', { config, schema }, (request, reply) => answer(parts, '', request, reply));
    server.get('/status/*', { config, schema }, (request, reply) =>
      answer(parts, (request.params as { '*': string })['*'], request, reply),
    );
  };

const noPage = () =>
  new Fault(
    'not_found',
    'no_status_page',
    'There is no status page here. Create one under Status page in Tocsin.',
  );

async function answer(
  { live, authenticate }: ServeParts,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const snapshot = await live.current();
  if (snapshot === undefined) throw noPage();
  const isPrivate = snapshot.site.page.visibility === 'private';
  if (isPrivate && (await authenticate(request).catch(() => undefined)) === undefined)
    return stranger(request, reply);
  const asked = request.url.split('?')[0] ?? '';
  // Links are relative: without the slash they would lead out of the folder.
  if (path === '' && !asked.endsWith('/')) return reply.redirect('status/', 308);
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const file = snapshot.file(name);
  if (file === undefined) return lost(snapshot, name, reply);
  return send(snapshot, file, isPrivate, request, reply);
}

/** To somebody who is not signed in, a private page is none; a person in front of a browser can sign in. */
function stranger({ headers }: FastifyRequest, reply: FastifyReply): unknown {
  if (!/\btext\/html\b/.test(headers.accept ?? '')) throw noPage();
  return reply.header('cache-control', 'no-store').redirect('/sign-in?next=%2Fstatus%2F', 303);
}

function lost({ site }: Snapshot, name: string, reply: FastifyReply): unknown {
  const { type, body } = lostFile(site, name);
  return headersOf(reply.code(404), type, site).header('cache-control', 'no-store').send(body);
}

/** Strict, and of the page alone: nothing of the application's own policy is loosened. */
function headersOf(
  reply: FastifyReply,
  type: string,
  { page, subscribeUrl }: Snapshot['site'],
): FastifyReply {
  const isPage = type.startsWith('text/html');
  return reply
    .header('content-type', type)
    .header(
      'content-security-policy',
      isPage
        ? `${policyOf(page.colour, subscribeUrl)}; frame-ancestors 'none'`
        : `default-src 'none'; frame-ancestors 'none'`,
    )
    .header('referrer-policy', 'no-referrer');
}

function send(
  { site }: Snapshot,
  file: Served,
  isPrivate: boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const encoding = encodingFor(request);
  const body = file.packed(encoding);
  const isPacked = body !== file.packed('identity');
  // Weak: the same file, packed in another way, has other bytes.
  const etag = `W/"${file.etag}"`;
  headersOf(reply, file.type, site)
    .header('etag', etag)
    .header('last-modified', new Date(site.asOf.epochMilliseconds).toUTCString())
    .header('vary', 'Accept-Encoding')
    .header('cache-control', isPrivate ? 'private, no-store' : PUBLIC_CACHE);
  if (!isPrivate && file.type.startsWith('application/json'))
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
  if (isKnown(request, etag)) return reply.code(304).send();
  if (isPacked) reply.header('content-encoding', encoding);
  return reply.send(body);
}

/** RFC 9110 §13.1.2. */
const isKnown = ({ headers }: FastifyRequest, etag: string): boolean =>
  String(headers['if-none-match'] ?? '')
    .split(',')
    .some((known) => known.trim() === '*' || `W/${known.trim().replace(/^W\//, '')}` === etag);
