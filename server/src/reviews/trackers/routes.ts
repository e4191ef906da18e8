import { z } from 'zod';
import { type AppServer, principalOf, type Routes } from '../../platform/http/index.ts';
import type { Trackers } from './connections.ts';
import type { Tracker } from './model.ts';
import { trackerBody, trackerId, trackerReply } from './model-api.ts';
import { isGenuine, keysIn } from './signature.ts';
import type { IssueSync } from './sync.ts';

const tags = ['actions'];
const byId = z.object({ id: trackerId });

/** The connections, for administrators; and where the trackers' webhooks come in. */
export const trackerRoutes =
  (trackers: Trackers, sync: IssueSync): Routes =>
  (server) => {
    const shown = async (tracker: Tracker): Promise<z.input<typeof trackerReply>> => {
      const { id, kind, name, url, project, username, issueType, automatic } = tracker;
      return {
        ...{ id, kind, name, url, project, username, issueType, automatic },
        ...{
          hasWebhookSecret: tracker.sealedWebhookSecret !== null,
          webhookUrl: trackers.webhookUrl(tracker),
        },
        quietUntil: trackers.quietUntil(tracker)?.toString() ?? null,
        ...(await trackers.countIssues(id)),
      };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/trackers',
      // Whoever responds chooses one of them for an action.
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'listTrackers',
        summary: 'List issue trackers by name, without their secrets',
        tags,
        response: { 200: z.object({ items: z.array(trackerReply) }) },
      },
      handler: async () => ({ items: await Promise.all((await trackers.list()).map(shown)) }),
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/trackers/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'saveTracker',
        summary: 'Add or change an issue tracker, once a test shows that it works',
        tags,
        params: byId,
        body: trackerBody,
        response: { 200: trackerReply },
      },
      handler: async (request) =>
        shown(await trackers.save(request.params.id, request.body, principalOf(request).actor)),
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/trackers/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'removeTracker',
        summary: 'Remove an issue tracker; its issues stay, and are not followed any more',
        tags,
        params: byId,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await sync.remove(request.params.id, principalOf(request));
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/trackers/:id/test',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'testTracker',
        summary: 'Test whether an issue tracker works',
        tags,
        params: byId,
        response: { 200: z.object({ works: z.boolean(), message: z.string() }) },
      },
      handler: async ({ params }) => {
        const trouble = await trackers.test(params.id);
        return { works: trouble === null, message: trouble ?? 'The tracker works.' };
      },
    });
    webhooks(trackers, sync)(server);
  };

/** A webhook is only believed that something has changed; what, is asked for. So one that is repeated or late does no harm. */
const webhooks =
  (trackers: Trackers, sync: IssueSync): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.route({
        method: 'POST',
        url: '/callbacks/trackers/:id',
        config: { permission: 'public', exactText: true },
        schema: { hide: true, params: byId },
        handler: async (request, reply) => {
          const { id } = request.params as z.output<typeof byId>;
          const tracker = (await trackers.list()).find((one) => one.id === id);
          const secret = tracker === undefined ? null : trackers.webhookSecret(tracker);
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          if (
            tracker === undefined ||
            secret === null ||
            !isGenuine(tracker.kind, request.headers, body, secret)
          )
            return reply.code(401).send('');
          await sync.heard(tracker.id, keysIn(tracker.kind, body));
          return reply.code(204).send('');
        },
      });
    });
  };
