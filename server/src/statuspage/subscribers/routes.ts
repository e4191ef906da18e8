import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import type { AppServer, Routes } from '../../platform/http/index.ts';
import { LANGUAGES } from '../model.ts';
import { type Answer, answerPage, mainLanguage, policyOf, type Site } from '../site/index.ts';
import type { Subscribers } from './service.ts';

const FORM = 'application/x-www-form-urlencoded';

const many = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => (given === undefined ? [] : [given].flat()))
  .pipe(z.array(z.string().max(60)).max(500));
const subscribeBody = z.object({
  email: z.string().max(254).optional(),
  webhook: z.string().max(1000).optional(),
  language: z.enum(LANGUAGES).optional(),
  component: many,
});

export interface SubscriberRouteParts {
  readonly subscribers: Subscribers;
  /** The public page; undefined when there is none, or a private one. */
  site(): Promise<Site | undefined>;
}

/**
 * The form of the page and the links in its messages. Looking at a link never acts, however often a mail scanner does; the button
 * does, and so does the one click of a mail program (RFC 8058), which is a POST.
 */
export const subscriberRoutes =
  (parts: SubscriberRouteParts): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      if (!scope.hasContentTypeParser(FORM))
        scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) =>
          done(null, formOf(String(body))),
        );
      const limited = { permission: 'public' as const, rateLimit: { max: 20, timeWindow: '1 minute' } };
      scope.post(
        '/status/subscribe',
        { config: limited, schema: { hide: true, body: subscribeBody } },
        async (request, reply) => {
          const { email = '', webhook = '', component, language } = request.body;
          const site = await mustHave(parts);
          const spoken =
            language !== undefined && site.page.languages.includes(language) ? language : mainLanguage(site);
          const kind = email.trim() === '' ? 'webhook' : 'email';
          const address = kind === 'email' ? email : webhook;
          const answer = await parts.subscribers
            .ask(site, { kind, address, language: spoken, components: component })
            .then((): Answer => ({ word: 'check_inbox' }))
            .catch((error: unknown): Answer => {
              if (error instanceof Fault && error.code === 'bad_address') return { word: 'bad_address' };
              throw error;
            });
          const page = answerPage(site, spoken, 'subscribe', answer);
          return send(reply, site, answer.word === 'bad_address' ? 400 : 200, page);
        },
      );
      const params = z.object({ token: z.string().max(200) });
      const schema = { hide: true, params };
      for (const purpose of ['confirm', 'unsubscribe'] as const) {
        const path = `/status/${purpose}/:token`;
        scope.get(path, { config: limited, schema }, (request, reply) =>
          answer(parts, purpose, request.params.token, false, reply),
        );
        scope.post(path, { config: limited, schema }, (request, reply) =>
          answer(parts, purpose, request.params.token, true, reply),
        );
      }
    });
  };

/** A form's fields; those that come several times as lists. */
function formOf(body: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(body);
  const names = [...new Set(fields.keys())].filter((name) => name !== '__proto__');
  return Object.fromEntries(
    names.map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

async function mustHave({ site, subscribers }: SubscriberRouteParts): Promise<Site> {
  const found = await site();
  if (found === undefined || !subscribers.isPossible)
    throw new Fault('not_found', 'no_subscriptions', 'There is nothing to subscribe to here.');
  return found;
}

async function answer(
  parts: SubscriberRouteParts,
  purpose: 'confirm' | 'unsubscribe',
  token: string,
  acts: boolean,
  reply: FastifyReply,
): Promise<unknown> {
  const site = await mustHave(parts);
  const found = await parts.subscribers.holder(token);
  const at = `${purpose}/link`;
  if (found === undefined || found.grant.purpose !== purpose)
    return send(reply, site, 404, answerPage(site, mainLanguage(site), at, { word: 'dead_link' }));
  const { language } = found.subscriber;
  const show = (status: number, said: Answer) =>
    send(reply, site, status, answerPage(site, language, at, said));
  if (!acts)
    return purpose === 'confirm'
      ? show(200, { word: 'confirm_subject', button: 'confirm' })
      : show(200, { word: 'why_you', button: 'unsubscribe' });
  const done = await parts.subscribers.act(found);
  if (done === false) return show(410, { word: 'dead_link' });
  if (purpose === 'unsubscribe') return show(200, { word: 'unsubscribed' });
  return show(200, { word: 'confirmed', ...(done !== null && { secret: done }) });
}

const send = (reply: FastifyReply, { page, subscribeUrl }: Site, status: number, body: string): unknown =>
  reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', `${policyOf(page.colour, subscribeUrl)}; frame-ancestors 'none'`)
    .header('cache-control', 'no-store')
    .send(body);
