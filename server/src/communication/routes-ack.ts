import { z } from 'zod';
import type { LimitedSessions } from '../platform/auth/index.ts';
import type { AppServer, Routes } from '../platform/http/index.ts';
import type { AckLinks } from './ack-link.ts';
import { ackPage, tapFaultPage, testPage } from './ack-page.ts';
import { type AnswerPorts, acknowledge, judge } from './answers.ts';

export interface AckPorts extends Pick<AnswerPorts, 'clock' | 'subject' | 'acknowledge' | 'tests'> {
  readonly links: Pick<AckLinks, 'read'>;
  /** What lets whoever holds a page's link see its incident without a password, and nothing else. */
  readonly sessions: Pick<LimitedSessions, 'begin'>;
  readonly publicUrl: string;
}

/** What the service worker asks for: it shows what came of it in the notification. */
const JSON_ONLY = 'application/json';
const STATUS = { taken: 200, over: 200, expired: 410, refused: 403, unknown: 404 } as const;

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
        if (request.headers.accept === JSON_ONLY) {
          const answered = await acknowledge(ports, ports.links.read(request.params.token), 'link');
          return reply
            .code(STATUS[answered.kind])
            .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
            .send(JSON.stringify(answered));
        }
        const found = await find(ports, request.params.token);
        if (found.act === undefined) return html(reply, found.status, found.page);
        await found.act();
        // Back to looking, so that going back or reloading asks nothing twice.
        return reply.redirect(`/a/${request.params.token}`, 303);
      });
      // A POST as well: what a link scanner opens must not be a session.
      scope.post('/a/:token/open', { config, schema }, async (request, reply) => {
        const judged = await judge(ports, ports.links.read(request.params.token));
        if (judged.kind !== 'good') return reply.redirect(`/a/${request.params.token}`, 303);
        const { personId, incidentId, issuedAt } = judged.grant;
        const { reference, url } = judged.subject;
        const cookie = await ports.sessions.begin({ personId, incidentId, reference }, issuedAt);
        // Without one the incident asks whoever is not signed in to do so.
        if (cookie !== undefined) reply.header('set-cookie', cookie);
        // On the host that gave the cookie, whatever the public address says.
        return reply.redirect(new URL(url).pathname, 303);
      });
    });
  };

interface Found {
  readonly status: number;
  readonly page: string;
  /** Set when the link may act. */
  readonly act?: () => Promise<void>;
}

async function find(ports: AckPorts, token: string): Promise<Found> {
  const judged = await judge(ports, ports.links.read(token));
  switch (judged.kind) {
    case 'unknown':
      return {
        status: 404,
        page: tapFaultPage(
          'This link is invalid.',
          'Your mail program may have truncated it. Sign in to acknowledge.',
          ports.publicUrl,
        ),
      };
    case 'expired':
      return {
        status: 410,
        page: tapFaultPage('This link has expired.', 'Sign in to acknowledge.', judged.subject.url),
      };
    case 'reopened':
      return {
        status: 410,
        page: tapFaultPage(
          `${judged.subject.reference} was reopened after this message.`,
          'Use the link in the latest message, or sign in to acknowledge.',
          judged.subject.url,
        ),
      };
    case 'test':
      return { status: 200, page: testPage(judged.test), act: () => ports.tests.answer(judged.grant) };
    case 'good':
      return {
        status: 200,
        page: ackPage(judged.subject, `/a/${token}/open`, ports.clock.now()),
        act: () => ports.acknowledge(judged.grant, 'link'),
      };
  }
}

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
