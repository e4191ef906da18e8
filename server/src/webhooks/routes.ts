import { z } from 'zod';
import { type AppServer, principalOf, type Routes } from '../platform/http/index.ts';
import {
  deliveryDetails,
  deliveryQuery,
  deliveryReply,
  eventReply,
  replayBody,
  secretReply,
  stateBody,
  webhookBody,
  webhookId,
  webhookReply,
} from './model-api.ts';
import { EVENTS, PAYLOAD_VERSION } from './model-events.ts';
import { presentAttempt, presentDelivery, presentWebhook } from './present.ts';
import type { Webhooks } from './service.ts';

const tags = ['webhooks'];
const byId = z.object({ id: webhookId });
const byDelivery = z.object({ id: webhookId, delivery: z.uuid() });
const read = { permission: 'integrations:read' } as const;
const write = { permission: 'integrations:write' } as const;

/** What happens, told to other programs. */
export const webhookRoutes =
  (webhooks: Webhooks): Routes =>
  (server) => {
    readRoutes(webhooks, server);
    changeRoutes(webhooks, server);
    commandRoutes(webhooks, server);
    logRoutes(webhooks, server);
  };

const mayWrite = (request: Parameters<typeof principalOf>[0]): boolean =>
  principalOf(request).permissions.has('integrations:write');

const shown = async (webhooks: Webhooks, id: string, whole = true) =>
  presentWebhook(await webhooks.get(id), await webhooks.facts(), (await webhooks.counts()).get(id), whole);

function readRoutes(webhooks: Webhooks, server: AppServer): void {
  server.get(
    '/api/v1/webhooks',
    {
      config: read,
      schema: {
        ...{ operationId: 'listWebhooks', summary: 'List webhooks by name, without their secrets', tags },
        response: { 200: z.object({ items: z.array(webhookReply), nextCursor: z.null() }) },
      },
    },
    async (request) => {
      const [facts, counts] = [await webhooks.facts(), await webhooks.counts()];
      const whole = mayWrite(request);
      const items = (await webhooks.list()).map((each) =>
        presentWebhook(each, facts, counts.get(each.id), whole),
      );
      return { items, nextCursor: null };
    },
  );
  server.get(
    '/api/v1/webhook-events',
    {
      config: read,
      schema: {
        ...{ operationId: 'listWebhookEvents', summary: 'List the events that webhooks are told of', tags },
        response: { 200: z.object({ items: z.array(eventReply), nextCursor: z.null() }) },
      },
    },
    async () => ({
      items: EVENTS.map(({ type, when, details }) => ({
        ...{ type, when, version: PAYLOAD_VERSION, details: [...details] },
      })),
      nextCursor: null,
    }),
  );
  server.get(
    '/api/v1/webhooks/:id',
    {
      config: read,
      schema: {
        ...{ operationId: 'getWebhook', summary: 'Get a webhook, without its secret', tags },
        params: byId,
        response: { 200: webhookReply },
      },
    },
    async (request) => shown(webhooks, request.params.id, mayWrite(request)),
  );
  server.get(
    '/api/v1/webhooks/:id/secret',
    {
      config: write,
      schema: {
        ...{ operationId: 'getWebhookSecret', summary: 'Get the secret that signs for a webhook', tags },
        params: byId,
        response: { 200: secretReply },
      },
    },
    async ({ params }) => ({ secret: await webhooks.secret(params.id) }),
  );
}

function changeRoutes(webhooks: Webhooks, server: AppServer): void {
  server.put(
    '/api/v1/webhooks/:id',
    {
      config: write,
      schema: {
        ...{ operationId: 'saveWebhook', summary: 'Add a webhook, or replace its settings', tags },
        params: byId,
        body: webhookBody,
        response: { 200: webhookReply },
      },
    },
    async (request) => {
      const { id } = request.params;
      await webhooks.save(id, request.body, principalOf(request).actor);
      return shown(webhooks, id);
    },
  );
  server.delete(
    '/api/v1/webhooks/:id',
    {
      config: write,
      schema: {
        ...{ operationId: 'removeWebhook', summary: 'Remove a webhook with its log', tags },
        params: byId,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await webhooks.remove(request.params.id, principalOf(request).actor);
      return reply.code(204).send(null);
    },
  );
}

function commandRoutes(webhooks: Webhooks, server: AppServer): void {
  server.post(
    '/api/v1/webhooks/:id/state',
    {
      config: write,
      schema: {
        ...{ operationId: 'turnWebhook', summary: 'Turn a webhook on or off', tags },
        params: byId,
        body: stateBody,
        response: { 200: webhookReply },
      },
    },
    async (request) => {
      const { id } = request.params;
      const { on, sendHeld } = request.body;
      await webhooks.turn(id, on, sendHeld, principalOf(request).actor);
      return shown(webhooks, id);
    },
  );
  server.post(
    '/api/v1/webhooks/:id/rotate',
    {
      config: write,
      schema: {
        operationId: 'rotateWebhookSecret',
        summary: 'Replace the secret; for a day the one before signs as well',
        tags,
        params: byId,
        response: { 200: secretReply },
      },
    },
    async (request) => ({
      secret: await webhooks.rotate(request.params.id, principalOf(request).actor),
    }),
  );
  server.post(
    '/api/v1/webhooks/:id/ping',
    {
      config: write,
      schema: {
        ...{ operationId: 'pingWebhook', summary: 'Send a test event', tags },
        params: byId,
        response: { 202: z.object({ id: z.string().describe('Of its delivery') }) },
      },
    },
    async (request, reply) =>
      reply.code(202).send({ id: await webhooks.ping(request.params.id, principalOf(request).actor) }),
  );
  server.post(
    '/api/v1/webhooks/:id/replay',
    {
      config: write,
      schema: {
        ...{ operationId: 'replayWebhook', summary: 'Send everything since a moment again', tags },
        params: byId,
        body: replayBody,
        response: { 202: z.object({ count: z.int() }) },
      },
    },
    async (request, reply) => {
      const { since } = request.body;
      const count = await webhooks.replay(request.params.id, { since }, principalOf(request));
      return reply.code(202).send({ count });
    },
  );
}

function logRoutes(webhooks: Webhooks, server: AppServer): void {
  server.get(
    '/api/v1/webhooks/:id/deliveries',
    {
      config: read,
      schema: {
        ...{ operationId: 'listWebhookDeliveries', summary: 'List what was sent, newest first', tags },
        params: byId,
        querystring: deliveryQuery,
        response: { 200: z.object({ items: z.array(deliveryReply), nextCursor: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { cursor: before, limit, state } = request.query;
      const page = { before, limit: limit + 1, state };
      const found = await webhooks.log(request.params.id, page, principalOf(request));
      const items = found.slice(0, limit).map(({ delivery, last }) => presentDelivery(delivery, last));
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
  );
  server.get(
    '/api/v1/webhooks/:id/deliveries/:delivery',
    {
      config: read,
      schema: {
        operationId: 'getWebhookDelivery',
        summary: 'Get a delivery with what was sent and answered',
        tags,
        params: byDelivery,
        response: { 200: deliveryDetails },
      },
    },
    async (request) => {
      const { id, delivery: deliveryId } = request.params;
      const { delivery, attempts } = await webhooks.delivery(id, deliveryId, principalOf(request));
      return {
        ...presentDelivery(delivery, attempts.at(-1) ?? null),
        ...{ body: delivery.body, attempts: attempts.map(presentAttempt) },
      };
    },
  );
  server.post(
    '/api/v1/webhooks/:id/deliveries/:delivery/replay',
    {
      config: write,
      schema: {
        ...{ operationId: 'replayWebhookDelivery', summary: 'Send one delivery again', tags },
        params: byDelivery,
        response: { 202: z.object({ count: z.int() }) },
      },
    },
    async (request, reply) => {
      const { id, delivery } = request.params;
      const count = await webhooks.replay(id, { id: delivery }, principalOf(request));
      return reply.code(202).send({ count });
    },
  );
}
