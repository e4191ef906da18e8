import { z } from 'zod';
import { requireSelf, requireSelfOrManager } from '../directory/index.ts';
import type { Database } from '../platform/db/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import type { ContactTests } from './contact-tests.ts';

/** Testing contact methods: a page with a code in it. */
export const contactTestRoutes =
  ({ database, tests }: { readonly database: Database; readonly tests: ContactTests }): Routes =>
  (server) => {
    const params = z.object({ id: z.uuid(), item: z.uuid() });
    const url = '/api/v1/people/:id/contact-methods/:item';
    const config = { permission: 'self:write' as const };
    const done = z.null().describe('Done');
    server.route({
      method: 'POST',
      url: `${url}/test`,
      config,
      schema: {
        operationId: 'sendTestPage',
        summary: 'Send a test page with a code to a contact method',
        tags: ['directory'],
        params,
        response: { 204: done },
      },
      handler: async (request, reply) => {
        const { id, item } = request.params;
        requireSelfOrManager(principalOf(request), id);
        await database.transaction((tx) => tests.send(tx, id, item));
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'POST',
      url: `${url}/confirm`,
      config,
      schema: {
        operationId: 'confirmContactMethod',
        summary: 'Confirm your own contact method with the code in the latest test page',
        tags: ['directory'],
        params,
        body: z.strictObject({ code: z.string().trim().max(20) }),
        response: { 204: done },
      },
      handler: async (request, reply) => {
        const { id, item } = request.params;
        requireSelf(principalOf(request), id);
        await tests.confirm(id, item, request.body.code.replaceAll(/\D/g, ''));
        return reply.code(204).send(null);
      },
    });
  };
