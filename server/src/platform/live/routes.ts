import type { ServerResponse } from 'node:http';
import { Fault, type Viewer } from '../../kernel/index.ts';
import { type Authenticate, type Permission, principalOf, type Routes } from '../http/index.ts';
import type { LiveEvent, LiveTopic } from './events.ts';
import type { LiveHub } from './hub.ts';

const HEARTBEAT_MS = 15_000;
/** A named event and not a comment, which browsers keep to themselves: the page must notice when it is silent. */
const HEARTBEAT = 'event: heartbeat\ndata: {}\n\n';

/** What one must be allowed to read to hear that it changed. */
const NEEDS: Readonly<Record<LiveTopic, Permission>> = {
  incident: 'incidents:read',
  alert: 'alerts:read',
  message: 'messages:read',
  oncall: 'oncall:read',
  directory: 'directory:read',
  integration: 'integrations:read',
  policy: 'policy:read',
  policy_draft: 'policy:write',
  runbook: 'policy:read',
  update_draft: 'incidents:respond',
  report: 'incidents:respond',
  status: 'status:read',
  drill: 'oncall:read',
};

/** Who may hear of an event, besides being allowed to read its topic. Asked once per event, however many listen. */
export type AudienceOf = (event: LiveEvent) => Promise<(viewer: Viewer) => boolean>;

/**
 * GET /api/v1/stream: server-sent events (WHATWG HTML §9.2). An event names what changed, never what it says: the
 * browser asks the API, which holds to permissions. Even the name of what changed goes only to those for whom it exists;
 * when that cannot be found out, all are told to ask for everything again, which names nothing.
 *
 * A `heartbeat` at once and every 15 s keeps proxies from closing the line, and lets a page notice a line that hangs. At the
 * same time it is asked again who listens, so that signing out everywhere ends what was open, and a new role counts.
 */
export const streamRoutes =
  (hub: LiveHub, authenticate: Authenticate, audienceOf: AudienceOf, heartbeatMs = HEARTBEAT_MS): Routes =>
  (server) => {
    const open = new Set<ServerResponse>();
    const audiences = new WeakMap<LiveEvent, ReturnType<AudienceOf>>();
    const audience = (event: LiveEvent): ReturnType<AudienceOf> => {
      const known = audiences.get(event) ?? audienceOf(event);
      audiences.set(event, known);
      return known;
    };
    // A stream is never idle, so the server would wait for its end. The browser comes back to whoever answers then.
    server.addHook('preClose', async () => {
      for (const stream of open) stream.end();
    });
    server.get(
      '/api/v1/stream',
      { config: { permission: 'signed-in', limited: true }, schema: { hide: true } },
      (request, reply) => {
        let viewer = principalOf(request);
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        });
        raw.write(`retry: 1000\n\n${HEARTBEAT}`);
        open.add(raw);
        const write = async (event: LiveEvent | 'resync') => {
          if (event !== 'resync' && !viewer.permissions.has(NEEDS[event.topic])) return;
          const hears = event === 'resync' ? undefined : await audience(event).catch(() => undefined);
          // It may have ended while that was asked.
          if (raw.writableEnded) return;
          if (event === 'resync' || hears === undefined) raw.write('event: resync\ndata: {}\n\n');
          else if (hears(viewer)) raw.write(`data: ${JSON.stringify(event)}\n\n`);
        };
        // One after the other: what is asked of the database may be answered in another order.
        let written = Promise.resolve();
        const unsubscribe = hub.subscribe((event) => {
          written = written.then(() => write(event));
        });
        const heartbeat = setInterval(async () => {
          try {
            const principal = await authenticate(request);
            if (principal === undefined) raw.end();
            else viewer = principal;
          } catch (error) {
            // A database that does not answer signs nobody out.
            if (error instanceof Fault) raw.end();
          }
          if (!raw.writableEnded) raw.write(HEARTBEAT);
        }, heartbeatMs);
        request.raw.once('close', () => {
          clearInterval(heartbeat);
          unsubscribe();
          open.delete(raw);
        });
      },
    );
  };
