import { z } from 'zod';
import { tapFaultPage } from '../communication/index.ts';
import { cleanText } from '../kernel/index.ts';
import type { AppServer, Routes } from '../platform/http/index.ts';
import { questionPage } from './question-page.ts';
import type { Questions } from './questions.ts';

const FORM = 'application/x-www-form-urlencoded';
const LONGEST_COMMENT = 2_000;

/** Looking never acts, as with acknowledge links: scanners and previews follow links, people press a button. */
export const questionRoutes =
  (questions: Questions, publicUrl: string): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      scope.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: 16_384 }, (_request, body, done) =>
        done(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
      const schema = { hide: true, params: z.object({ token: z.string().max(200) }) };
      const config = { permission: 'public' as const };
      const look = async (token: string): Promise<{ status: number; page: string }> => {
        const grant = questions.read(token);
        const subject = grant && (await questions.subject(grant));
        return subject === undefined
          ? {
              status: 404,
              page: tapFaultPage(
                'This link is invalid.',
                'Your mail program may have truncated it. Sign in to see the incident.',
                publicUrl,
              ),
            }
          : { status: 200, page: questionPage(subject) };
      };
      const html = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
      scope.get('/q/:token', { config, schema }, async (request, reply) => {
        const { status, page } = await look(request.params.token);
        return reply.code(status).headers(html).send(page);
      });
      scope.post('/q/:token', { config, schema }, async (request, reply) => {
        const { token } = request.params;
        const grant = questions.read(token);
        const { works, comment } = (request.body ?? {}) as { works?: unknown; comment?: unknown };
        if (grant !== undefined && (works === 'yes' || works === 'no')) {
          const text = typeof comment === 'string' ? cleanText(comment).trim().slice(0, LONGEST_COMMENT) : '';
          await questions.answer(grant, works === 'yes', text === '' ? null : text);
        }
        // Back to looking, so that going back or reloading asks nothing twice.
        return reply.redirect(`/q/${encodeURIComponent(token)}`, 303);
      });
    });
  };
