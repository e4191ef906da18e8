import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { VISIBILITIES } from './model.ts';
import { actorReply, refParams } from './model-api.ts';
import type { IncidentApi } from './ports-api.ts';

export const accessRoutes =
  (incidents: IncidentApi): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/access',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getIncidentAccess',
        summary: 'Get who takes part in an incident and, of a private one, who has looked at it (TYP-3)',
        tags: ['incidents'],
        params: refParams,
        response: {
          200: z.object({
            visibility: z.enum(VISIBILITIES),
            members: z
              .array(
                z.object({
                  id: z.string(),
                  name: z.string(),
                  because: z
                    .enum(['role', 'responder', 'acknowledged', 'declared', 'told'])
                    .describe('The first of these that holds; told: paged, notified or given a task'),
                }),
              )
              .describe('By name. A restricted incident exists for them alone'),
            looks: z
              .array(z.object({ actor: actorReply, at: z.iso.datetime() }))
              .describe('The latest 100, newest first; once per person and quarter of an hour'),
          }),
        },
      },
      handler: async (request) => incidents.access(request.params.ref, principalOf(request)),
    });
  };
