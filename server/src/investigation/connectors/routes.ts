import { z } from 'zod';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import type { Connector, Read } from './model.ts';
import { connectionReply, connectorBody, connectorId, connectorReply } from './model-api.ts';
import type { Connectors } from './service.ts';

const tags = ['investigation'];
const byId = z.object({ id: connectorId });

export const connectorRoutes =
  (connectors: Connectors): Routes =>
  (server) => {
    readRoutes(connectors)(server);
    writeRoutes(connectors)(server);
  };

const shownBy =
  (connectors: Connectors) =>
  async ({ id, kind, name, url, auth, username, hasSecret, options, systemIds, warning }: Connector) => ({
    ...{ id, kind, name, url, auth, username, hasSecret, options, warning },
    ...usersOf(await connectors.usedBy(id)),
    systems: await connectors.systemsOf(systemIds),
  });

const usersOf = ({ systems, checks }: Awaited<ReturnType<Connectors['usedBy']>>) => ({
  usedBy: systems.map((each) => ({ ...each })),
  usedByChecks: checks.map((each) => ({ ...each })),
});

const readRoutes =
  (connectors: Connectors): Routes =>
  (server) => {
    const shown = shownBy(connectors);
    server.route({
      method: 'GET',
      url: '/api/v1/connectors',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'listConnectors',
        summary: 'List connectors by name, without their secrets',
        tags,
        response: { 200: z.object({ items: z.array(connectorReply), nextCursor: z.null() }) },
      },
      handler: async () => ({
        items: await Promise.all((await connectors.list()).map(shown)),
        nextCursor: null,
      }),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/connectors/:id',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'getConnector',
        summary: 'Get a connector, without its secret',
        tags,
        params: byId,
        response: { 200: connectorReply },
      },
      handler: async ({ params }) => shown(await connectors.get(params.id)),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/connectors/:id/test',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'testConnector',
        summary: 'Test whether a connector works',
        tags,
        params: byId,
        response: { 200: connectionReply },
      },
      handler: async ({ params }) => tested(await connectors.test(params.id)),
    });
  };

const tested = (read: Read<string | null>): z.input<typeof connectionReply> =>
  'fault' in read
    ? { works: false, message: read.fault, warning: null }
    : { works: true, message: 'The connector works.', warning: read.ok };

const writeRoutes =
  (connectors: Connectors): Routes =>
  (server) => {
    const shown = shownBy(connectors);
    server.route({
      method: 'PUT',
      url: '/api/v1/connectors/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'saveConnector',
        summary: 'Add or change a connector, once a test shows that it works',
        tags,
        params: byId,
        querystring: z.object({
          untested: z.stringbool().default(false).describe('Save it although it does not work now'),
        }),
        body: connectorBody,
        response: { 200: connectorReply },
      },
      handler: async (request) => {
        const { params, query, body } = request;
        const { actor } = principalOf(request);
        return shown(await connectors.save(params.id, body, actor, query.untested));
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/connectors/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'removeConnector',
        summary: 'Remove a connector that no system and no check uses',
        tags,
        params: byId,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await connectors.remove(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };
