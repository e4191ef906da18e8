import { z } from 'zod';
import { type Clock, type Instant, isBefore } from '../kernel/index.ts';
import type { AppServer, Routes } from '../platform/http/index.ts';
import type { AckGrant, AckLinks } from './ack-link.ts';
import { type AckSubject, ackFaultPage, ackPage } from './ack-page.ts';

export interface AckPorts {
  readonly clock: Clock;
  readonly links: AckLinks;
  readonly publicUrl: string;
  /** What the page shows; undefined when the incident is gone or the person is not active any more. */
  subject(grant: AckGrant): Promise<AckSubject | undefined>;
  acknowledge(grant: AckGrant): Promise<void>;
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * The acknowledge link. Looking at it never acts, however often a mail scanner or a preview does; the button does, once.
 * The page carries no script and loads nothing, so that it works in any phone's mail program.
 */
export const ackRoutes =
  (ports: AckPorts): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      // The button's form is empty; whatever is sent is not looked at.
      if (!scope.hasContentTypeParser(FORM))
        scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
      const schema = { hide: true, params: z.object({ token: z.string() }) };
      const config = { permission: 'public' as const };
      scope.get('/a/:token', { config, schema }, async (request, reply) => {
        const found = await find(ports, request.params.token);
        return html(reply, found.status, found.page);
      });
      scope.post('/a/:token', { config, schema }, async (request, reply) => {
        const found = await find(ports, request.params.token);
        if (found.grant === undefined) return html(reply, found.status, found.page);
        await ports.acknowledge(found.grant);
        // Back to looking, so that going back or reloading asks nothing twice.
        return reply.redirect(`/a/${request.params.token}`, 303);
      });
    });
  };

interface Found {
  readonly status: number;
  readonly page: string;
  /** Set when the link may act. */
  readonly grant?: AckGrant;
}

async function find(ports: AckPorts, token: string): Promise<Found> {
  const now = ports.clock.now();
  const grant = ports.links.read(token);
  const subject = grant === undefined ? undefined : await ports.subject(grant);
  if (grant === undefined || subject === undefined)
    return {
      status: 404,
      page: ackFaultPage(
        'This link is invalid.',
        'Your mail program may have truncated it. Sign in to acknowledge.',
        ports.publicUrl,
      ),
    };
  if (isBefore(grant.expiresAt, now))
    return {
      status: 410,
      page: ackFaultPage('This link has expired.', 'Sign in to acknowledge.', subject.url),
    };
  if (subject.reopenedAt !== null && isBefore(grant.issuedAt, wholeSeconds(subject.reopenedAt)))
    return {
      status: 410,
      page: ackFaultPage(
        `${subject.reference} was reopened after this message.`,
        'Use the link in the latest message, or sign in to acknowledge.',
        subject.url,
      ),
    };
  return { status: 200, page: ackPage(subject, now), grant };
}

/** A link knows its time to the second: one that was made in the second of the reopening is taken for newer. */
const wholeSeconds = (at: Instant): Instant => at.round({ smallestUnit: 'second', roundingMode: 'floor' });

const html = (
  reply: {
    code(status: number): { headers(headers: Record<string, string>): { send(body: string): unknown } };
  },
  status: number,
  body: string,
) =>
  reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(body);
