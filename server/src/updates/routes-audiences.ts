import { z } from 'zod';
import { emailSchema, nameSchema, roleNameSchema, slugSchema } from '../directory/index.ts';
import { escapeHtml, Fault } from '../kernel/index.ts';
import { type AppServer, type Principal, principalOf, type Routes } from '../platform/http/index.ts';
import { READERS, severity } from '../policy/index.ts';
import type { Audiences } from './audiences.ts';
import type { LeaveLinks } from './leave-link.ts';
import { isExternal } from './model.ts';

const tags = ['updates'];
const audienceBody = z.object({
  name: nameSchema,
  readers: z.enum(READERS).default('responders').describe('In whose wording it reads'),
  roles: z.array(roleNameSchema).max(50).default([]),
  teams: z.array(slugSchema).max(200).default([]),
  people: z.array(z.uuid()).max(1000).default([]),
  addresses: z
    .array(emailSchema)
    .max(1000)
    .default([])
    .describe('Mailing lists, addresses outside; read as customers'),
});
const audienceReply = z.object({
  id: z.string(),
  name: z.string(),
  readers: z.enum(READERS),
  external: z.boolean().describe('Someone in it is outside the organisation'),
  roles: z.array(z.string()),
  teams: z.array(z.string()),
  people: z.array(z.string()),
  addresses: z.array(z.string()),
});
const subscriptionBody = z.object({
  systems: z.array(slugSchema).max(500).default([]).describe('IDs of systems; empty: every system'),
  severities: z.array(severity).max(4).default([]).describe('Empty: every severity'),
});
const subscriptionReply = subscriptionBody.nullable().describe('null: not subscribed');

/** @throws Fault for a token that is nobody's */
function personOf({ personId }: Principal): string {
  if (personId === undefined)
    throw new Fault('invalid', 'no_person', 'This token belongs to no one who could subscribe.');
  return personId;
}

export const audienceRoutes =
  (audiences: Audiences, links: LeaveLinks): Routes =>
  (server) => {
    const list = async () => ({
      items: (await audiences.list()).map((audience) => ({
        ...audience,
        external: isExternal(audience),
        roles: [...audience.roles],
        teams: [...audience.teams],
        people: [...audience.people],
        addresses: [...audience.addresses],
      })),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/audiences',
      config: { permission: 'directory:read' },
      schema: {
        operationId: 'listAudiences',
        summary: 'List the audiences that updates can be sent to',
        tags,
        response: { 200: z.object({ items: z.array(audienceReply) }) },
      },
      handler: list,
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/audiences/:id',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'putAudience',
        summary: 'Add or change an audience',
        tags,
        params: z.object({ id: slugSchema }),
        body: audienceBody,
        response: { 200: z.object({ items: z.array(audienceReply) }) },
      },
      handler: async (request) => {
        await audiences.put({ id: request.params.id, ...request.body }, principalOf(request).actor);
        return list();
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/audiences/:id',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'removeAudience',
        summary: 'Remove an audience',
        tags,
        params: z.object({ id: slugSchema }),
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await audiences.remove(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
    subscriptionRoutes(audiences)(server);
    leaveRoutes(audiences, links)(server);
  };

const subscriptionRoutes =
  (audiences: Audiences): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/me/subscription',
      config: { permission: 'self:write' },
      schema: {
        operationId: 'getSubscription',
        summary: 'Get which incidents you are told about besides those of the escalation matrix',
        tags,
        response: { 200: z.object({ subscription: subscriptionReply }) },
      },
      handler: async (request) => {
        const found = await audiences.subscription(personOf(principalOf(request)));
        return {
          subscription:
            found === null ? null : { systems: [...found.systems], severities: [...found.severities] },
        };
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/me/subscription',
      config: { permission: 'self:write' },
      schema: {
        operationId: 'subscribe',
        summary: 'Subscribe to incidents by system and severity',
        tags,
        body: subscriptionBody,
        response: { 200: z.object({ subscription: subscriptionReply }) },
      },
      handler: async (request) => {
        await audiences.subscribe({ personId: personOf(principalOf(request)), ...request.body });
        return { subscription: request.body };
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/me/subscription',
      config: { permission: 'self:write' },
      schema: {
        operationId: 'unsubscribe',
        summary: 'End your subscription',
        tags,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await audiences.unsubscribe(personOf(principalOf(request)));
        return reply.code(204).send(null);
      },
    });
  };

const FORM = 'application/x-www-form-urlencoded';

/** The link in a mail to a subscriber. Looking at it never acts, however often a scanner does; the button does. */
const leaveRoutes =
  (audiences: Audiences, links: LeaveLinks): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      if (!scope.hasContentTypeParser(FORM))
        scope.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
      const schema = { hide: true, params: z.object({ token: z.string() }) };
      const config = { permission: 'public' as const };
      const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
      scope.get('/unsubscribe/:token', { config, schema }, async (request, reply) => {
        const personId = links.read(request.params.token);
        if (personId === undefined) return reply.code(404).headers(headers).send(unknownPage);
        const subscribed = (await audiences.subscription(personId)) !== null;
        return reply.headers(headers).send(subscribed ? askPage : donePage);
      });
      scope.post('/unsubscribe/:token', { config, schema }, async (request, reply) => {
        const personId = links.read(request.params.token);
        if (personId === undefined) return reply.code(404).headers(headers).send(unknownPage);
        await audiences.unsubscribe(personId);
        return reply.redirect(`/unsubscribe/${request.params.token}`, 303);
      });
    });
  };

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>:root{color-scheme:light dark;--back:#f5f5f6;--text:#15171c;--ink:#15171c;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--back:#0e1013;--text:#eceef1;--ink:#eceef1;--paper:#16191d}}
body{margin:0;background:var(--back);color:var(--text);font:17px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}h1{font-size:1.5rem;line-height:1.25}
button{width:100%;min-height:3.75rem;border:0;border-radius:.6rem;background:var(--ink);color:var(--paper);font:inherit;font-size:1.2rem;font-weight:650;cursor:pointer}
button:focus-visible{outline:3px solid var(--ink);outline-offset:3px}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>
`;

const askPage = page(
  'Stop updates about incidents?',
  '<p>You are still told about incidents by the escalation matrix and when you respond to one.</p><form method="post"><button type="submit">Unsubscribe</button></form>',
);
const donePage = page('You are unsubscribed.', '<p>You can subscribe again on your account page.</p>');
const unknownPage = page(
  'This link is invalid.',
  '<p>Your mail program may have truncated it. Change your subscription on your account page.</p>',
);
