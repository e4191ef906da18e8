import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import { Fault } from '../../kernel/index.ts';
import { sendProblem } from './problem.ts';
import type { AppServer } from './server.ts';

const DIST = fileURLToPath(new URL('../../../../web/dist/', import.meta.url));
const YEAR_S = 31_536_000;
/** A file leaves as slowly as its reader takes it: on a phone with a bad line that is longer than an answer may take. */
const DOWNLOAD_MS = 3_600_000;

/** Paths that belong to machines: an unknown one is a 404, never the web application. */
const MACHINE_PATHS =
  /^\/(api|in|v2|alertmanager|opsgenie|jsm|generic|integration|a|callbacks|status|metrics|healthz|readyz)(\/|$)/;

/**
 * Whether the caller asks for a page, as browsers do when they go somewhere. Whatever takes anything (`*` of curl, of health
 * checks and of scripts) is no browser: it would take 200 with a page for a yes.
 */
const wantsPage = ({ headers }: FastifyRequest): boolean =>
  /\b(?:text\/html|application\/xhtml\+xml)\b/i.test(headers.accept ?? '');

/**
 * Serves the built web application: hashed assets for ever, `index.html` (uncached) for every other path from which a page
 * is asked, so that a link to an incident works when opened from a mail. The front page itself is for everybody: it says
 * that Tocsin is here. Without a build (`npm run dev`) only the API is served.
 */
export async function serveWeb(server: AppServer, dist = DIST): Promise<void> {
  const built = existsSync(`${dist}index.html`);
  if (built) {
    await server.register(fastifyStatic, {
      root: dist,
      serve: false,
      decorateReply: true,
      // The build has written a .br and a .gz beside each text file.
      preCompressed: true,
    });
    server.get(
      '/assets/*',
      { config: { permission: 'public' }, schema: { hide: true }, handlerTimeout: DOWNLOAD_MS },
      (request, reply) => {
        const path = `assets/${(request.params as { '*': string })['*']}`;
        return reply.sendFile(path, dist, { maxAge: YEAR_S * 1000, immutable: true });
      },
    );
  }
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const notFound = () =>
      sendProblem(reply, new Fault('not_found', 'no_such_route', `${request.method} ${path} not found.`));
    if (!built || !isRead || MACHINE_PATHS.test(path)) return notFound();
    if (/^\/[\w.-]+\.(svg|png|ico|webmanifest|js|txt)$/.test(path) && existsSync(`${dist}${path.slice(1)}`))
      return reply.sendFile(path.slice(1), dist, { maxAge: 0, cacheControl: true });
    if (path !== '/' && !wantsPage(request)) return notFound();
    // The same address has another answer for somebody else: a cache on the way must not mix them up.
    return reply.header('vary', 'Accept').sendFile('index.html', dist, { maxAge: 0, cacheControl: false });
  });
}
