import { principalOf, type Routes } from '../../platform/http/index.ts';
import type { Changes } from './index.ts';
import { changeBody, changeList, changeQuery, changeReply } from './model-api.ts';
import { presentChange } from './present.ts';

const tags = ['detection'];

/** What has changed lately, and the way for a pipeline to say so. */
export const changeRoutes =
  (changes: Changes): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/changes',
      config: { permission: 'alerts:read' },
      schema: {
        operationId: 'listChanges',
        summary: 'List deployments, releases, flag changes and other changes, newest first',
        tags,
        querystring: changeQuery,
        response: { 200: changeList },
      },
      handler: async ({ query: { cursor, limit } }) => {
        const found = await changes.list(cursor, limit + 1);
        const items = found.slice(0, limit).map(presentChange);
        const last = items.at(-1);
        const more = found.length > limit && last !== undefined;
        return { items, nextCursor: more ? `${last.happenedAt}_${last.id}` : null };
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/changes',
      config: { permission: 'incidents:declare' },
      schema: {
        operationId: 'recordChange',
        summary: 'Record a deployment, a release, a flag change or another change',
        description: 'It notifies nobody. It is shown beside incidents that begin around its time.',
        tags,
        body: changeBody,
        response: { 201: changeReply },
      },
      handler: async (request, reply) => {
        const { system, url, ...said } = request.body;
        const change = await changes.record(
          { ...said, links: url === undefined ? [] : [{ href: url, text: 'Details' }] },
          system ?? null,
          principalOf(request).actor,
        );
        return reply.code(201).send(presentChange(change));
      },
    });
  };
