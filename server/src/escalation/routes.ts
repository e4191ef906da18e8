import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { escalationReply, pageBody, pageStarted, sentReply } from './model-api.ts';
import { presentEscalation } from './present.ts';
import type { Escalation } from './service.ts';

const tags = ['escalation'];
const byRef = z.object({ ref: z.string().max(60).describe('INC-12, or the ID of the incident') });

export const escalationRoutes =
  (escalation: Escalation): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/escalation',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getEscalation',
        summary:
          'Get the escalation plan: who was and will be notified when, and every page with its attempts',
        tags,
        params: byRef,
        response: { 200: escalationReply },
      },
      handler: async (request) =>
        presentEscalation(
          await escalation.ladder(request.params.ref, principalOf(request)),
          principalOf(request),
        ),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/escalation/:stepId/send',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'sendStepNow',
        summary: 'Send an escalation step now, before it is due',
        tags,
        params: byRef.extend({ stepId: z.uuid() }),
        response: { 200: sentReply },
      },
      handler: async (request) => {
        const { ref, stepId } = request.params;
        const decision = await escalation.sendNow(ref, stepId, principalOf(request));
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
        summary: 'Page a person, or the on-call of a team; pages again if already being paged',
        tags,
        params: byRef,
        body: pageBody,
        response: { 201: pageStarted },
      },
      handler: async (request, reply) => {
        const { target } = request.body;
        const pageId = await escalation.pageByHand(request.params.ref, target, principalOf(request));
        return reply.code(201).send({ pageId });
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/pages/:pageId/stop',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'stopPage',
        summary: 'Stop a page; when the paged person stops it, it counts as an acknowledgement',
        tags,
        params: byRef.extend({ pageId: z.uuid() }),
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        const { ref, pageId } = request.params;
        await escalation.stopPage(ref, pageId, principalOf(request));
        return reply.code(204).send(null);
      },
    });
  };
