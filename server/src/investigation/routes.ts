import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { VERDICTS } from './model.ts';
import { changesReply, presentChanges } from './present.ts';
import type { Investigation } from './service.ts';

const tags = ['investigation'];
const ref = z.string().min(1).max(64);

export const investigationRoutes =
  (investigation: Investigation): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/changes',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getWhatChanged',
        summary: 'What changed around the start of an incident, the most likely cause first',
        tags,
        params: z.object({ ref }),
        response: { 200: changesReply },
      },
      handler: async (request) =>
        presentChanges(await investigation.whatChanged(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/changes/:changeId',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'judgeChange',
        summary: 'Mark a change as a suspect, rule it out, or take that back',
        tags,
        params: z.object({ ref, changeId: z.uuid() }),
        body: z.strictObject({ verdict: z.enum(VERDICTS).nullable() }),
        response: { 200: changesReply },
      },
      handler: async (request) => {
        const { params, body } = request;
        return presentChanges(
          await investigation.judge(params.ref, params.changeId, body.verdict, principalOf(request)),
        );
      },
    });
  };
