import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { refParams } from './model-api.ts';
import type { IncidentApi } from './ports-api.ts';

export const viewingRoutes =
  (incidents: IncidentApi): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/viewing',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'viewIncident',
        summary: 'Say that you have an incident open, and get who else has; not on the record',
        description: 'Repeat every 20 seconds: after 45 seconds you are no longer counted.',
        tags: ['incidents'],
        params: refParams,
        response: {
          200: z.object({
            others: z.array(z.object({ id: z.string(), name: z.string() })).describe('At most 50'),
          }),
        },
      },
      handler: (request) => incidents.viewing(request.params.ref, principalOf(request)),
    });
  };
