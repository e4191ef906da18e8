import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { changeRoutes } from './changes/routes.ts';
import { checkRoutes } from './checks/index.ts';
import {
  alertDetailsReply,
  alertList,
  alertQuery,
  alertReply,
  integrationChange,
  integrationDetailsReply,
  integrationReply,
  integrationWithKey,
  newIntegration,
  testAlert,
} from './model-api.ts';
import { presentAlert, presentDetails, presentIntegration, presentSet, sendTo } from './present.ts';
import type { Detection } from './service.ts';
import type { Integration } from './store-integrations.ts';

const tags = ['detection'];
const byId = z.object({ id: z.string().max(100) });

/** Alerts and integrations. The doors through which alerts come in are in inbound/. */
export const detectionRoutes =
  (detection: Detection, publicUrl: string): Routes =>
  (server) => {
    alertRoutes(detection)(server);
    changeRoutes(detection.changes)(server);
    checkRoutes(detection.checks)(server);
    readIntegrations(detection, publicUrl)(server);
    writeIntegrations(detection, publicUrl)(server);
    issueKeys(detection, publicUrl)(server);
  };

const alertRoutes =
  (detection: Detection): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/alerts',
      config: { permission: 'alerts:read', limited: true },
      schema: {
        operationId: 'listAlerts',
        summary: 'List alerts, newest first',
        tags,
        querystring: alertQuery,
        response: { 200: alertList },
      },
      handler: async (request) => {
        const { status, system, integration, incident, q, cursor, limit } = request.query;
        const filter = { status, systemId: system, integrationId: integration, incidentId: incident, q };
        const { alerts, next } = await detection.alerts(
          { ...filter, before: cursor },
          limit,
          principalOf(request),
        );
        const names = await detection.alertNames(alerts);
        return { items: alerts.map((alert) => presentAlert(alert, names)), nextCursor: next };
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/alerts/:id',
      config: { permission: 'alerts:read', limited: true },
      schema: {
        operationId: 'getAlert',
        summary: 'Get an alert with its original payload',
        tags,
        params: z.object({ id: z.uuid() }),
        response: { 200: alertDetailsReply },
      },
      handler: async (request) => {
        const details = await detection.alert(request.params.id, principalOf(request));
        return presentDetails(details, await detection.alertNames([details.alert]));
      },
    });
  };

/** An integration as it is shown, with what it has ignored. */
const shownBy = (detection: Detection, publicUrl: string) => async (integration: Integration) =>
  presentIntegration(integration, publicUrl, (await detection.ignored()).get(integration.id));

const readIntegrations =
  (detection: Detection, publicUrl: string): Routes =>
  (server) => {
    const { integrations } = detection;
    const show = shownBy(detection, publicUrl);
    server.route({
      method: 'GET',
      url: '/api/v1/integrations',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'listIntegrations',
        summary: 'List integrations',
        tags,
        response: { 200: z.object({ items: z.array(integrationReply), nextCursor: z.null() }) },
      },
      handler: async () => {
        const ignored = await detection.ignored();
        const all = await integrations.list();
        const items = all.map((item) => presentIntegration(item, publicUrl, ignored.get(item.id)));
        return { items, nextCursor: null };
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/integrations/:id',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'getIntegration',
        summary: 'Get an integration, without its key',
        tags,
        params: byId,
        response: { 200: integrationDetailsReply },
      },
      handler: async ({ params }) => {
        const integration = await integrations.get(params.id);
        const [shown, silences, heartbeats] = await Promise.all([
          show(integration),
          detection.silences.open(integration.id),
          detection.heartbeats.list(integration.id),
        ]);
        return { ...shown, ...presentSet(silences, heartbeats) };
      },
    });
  };

const writeIntegrations =
  (detection: Detection, publicUrl: string): Routes =>
  (server) => {
    const { integrations } = detection;
    const show = shownBy(detection, publicUrl);
    server.route({
      method: 'PATCH',
      url: '/api/v1/integrations/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'changeIntegration',
        summary: 'Update an integration',
        tags,
        params: byId,
        body: integrationChange,
        response: { 200: integrationReply },
      },
      handler: async (request) => {
        const { actor } = principalOf(request);
        return show(await integrations.change(request.params.id, request.body, actor));
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/integrations/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'removeIntegration',
        summary: 'Delete an integration; its key stops working',
        tags,
        params: byId,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await integrations.remove(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/integrations/:id/test',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'testIntegration',
        summary: 'Send a real test alert: it opens an incident and pages as the policy defines',
        tags,
        params: byId,
        body: testAlert.nullish(),
        response: { 202: alertReply },
      },
      handler: async (request, reply) => {
        const test = testAlert.parse(request.body ?? {});
        const alert = await detection.sendTest(request.params.id, test, principalOf(request));
        return reply.code(202).send(presentAlert(alert, await detection.alertNames([alert])));
      },
    });
  };

const issueKeys =
  (detection: Detection, publicUrl: string): Routes =>
  (server) => {
    const { integrations } = detection;
    const show = shownBy(detection, publicUrl);
    server.route({
      method: 'POST',
      url: '/api/v1/integrations',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'createIntegration',
        summary: 'Create an integration; the key is shown once',
        tags,
        body: newIntegration,
        response: { 201: integrationWithKey },
      },
      handler: async (request, reply) => {
        const { integration, key } = await integrations.create(request.body, principalOf(request).actor);
        const url = sendTo(publicUrl, integration.kind, key);
        return reply.code(201).send({ ...(await show(integration)), key, url });
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/integrations/:id/rotate',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'rotateIntegrationKey',
        summary: 'Rotate the key; the old one stops working',
        tags,
        params: byId,
        response: { 200: integrationWithKey },
      },
      handler: async (request) => {
        const { integration, key } = await integrations.rotate(request.params.id, principalOf(request).actor);
        return {
          ...(await show(integration)),
          key,
          url: sendTo(publicUrl, integration.kind, key),
        };
      },
    });
  };
