import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { escalationReply, pageBody, pageStarted, sentReply } from './model-api.ts';
import { presentEscalation } from './present.ts';
import type { Escalation } from './service.ts';

const tags = ['escalation'];
const byRef = z.object({ ref: z.string().max(60).describe('INC-12, or the id of the incident') });

export const escalationRoutes =
  (escalation: Escalation): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/escalation',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getEscalation',
        summary: 'The ladder: who was told, who will be told when, and every page with its tries',
        tags,
        params: byRef,
        response: { 200: escalationReply },
      },
      handler: async (request) => presentEscalation(await escalation.ladder(request.params.ref)),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/escalation/:stepId/send',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'sendStepNow',
        summary: 'Tell somebody of the ladder now, before their time',
        tags,
        params: byRef.extend({ stepId: z.uuid() }),
        response: { 200: sentReply },
      },
      handler: async (request) => {
        const { ref, stepId } = request.params;
        const decision = await escalation.sendNow(ref, stepId, principalOf(request).actor);
        return decision.kind === 'send'
          ? { outcome: 'sent' as const, reason: null }
          : { outcome: 'not_sent' as const, reason: 'reason' in decision ? decision.reason : null };
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/page',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'pageByHand',
        summary: 'Page a person, or whoever is on call for a team; again, if they are being paged',
        tags,
        params: byRef,
        body: pageBody,
        response: { 201: pageStarted },
      },
      handler: async (request, reply) => {
        const { target } = request.body;
        const pageId = await escalation.pageByHand(request.params.ref, target, principalOf(request).actor);
        return reply.code(201).send({ pageId });
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/pages/:pageId/stop',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'stopPage',
        summary: 'Stop one page; by the person who is paged, it counts as their answer',
        tags,
        params: byRef.extend({ pageId: z.uuid() }),
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        const { ref, pageId } = request.params;
        await escalation.stopPage(ref, pageId, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };
