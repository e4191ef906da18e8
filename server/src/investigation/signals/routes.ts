import { z } from 'zod';
import { Temporal } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import {
  evidenceReply,
  presentOneEvidence,
  presentResult,
  presentSignals,
  resultReply,
  signalsReply,
} from './present.ts';
import type { Signals } from './service.ts';

const tags = ['investigation'];
const byRef = z.object({ ref: z.string().min(1).max(64) });
const queryName = z.object({ system: z.string().min(1).max(100), name: z.string().min(1).max(120) });
const at = z.iso.datetime({ offset: true });

export const signalRoutes =
  (signals: Signals): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/signals',
      config: { permission: 'incidents:read', limited: true },
      schema: {
        operationId: 'getSignals',
        summary: 'Dashboards, queries and evidence of an incident, and what its charts mark',
        tags,
        params: byRef,
        response: { 200: signalsReply },
      },
      handler: async (request) =>
        presentSignals(await signals.overview(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/signals/result',
      config: { permission: 'incidents:respond', limited: true },
      schema: {
        operationId: 'runQuery',
        summary:
          'Run a query of an affected system for the time of the incident; answers within seconds, whatever the connector does',
        tags,
        params: byRef,
        querystring: queryName,
        response: { 200: resultReply },
      },
      handler: async (request) =>
        presentResult(await signals.run(request.params.ref, request.query, principalOf(request))),
    });
    evidenceRoutes(signals)(server);
  };

const evidenceRoutes =
  (signals: Signals): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/evidence',
      config: { permission: 'incidents:respond', limited: true },
      schema: {
        operationId: 'pinEvidence',
        summary: 'Keep what a query finds in this time with the incident, its hash on the record',
        tags,
        params: byRef,
        body: z.strictObject({
          ...{ ...queryName.shape, from: at, to: at },
          note: z.string().trim().min(1).max(2_000).nullable().default(null),
        }),
        response: { 200: signalsReply },
      },
      handler: async (request) => {
        const { params, body } = request;
        const viewer = principalOf(request);
        const span = { from: Temporal.Instant.from(body.from), to: Temporal.Instant.from(body.to) };
        await signals.pin(params.ref, body, span, body.note, viewer);
        return presentSignals(await signals.overview(params.ref, viewer));
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/evidence/:id',
      config: { permission: 'incidents:read', limited: true },
      schema: {
        operationId: 'getEvidence',
        summary: 'Get evidence as it was kept, and whether its hash is the one on the record',
        tags,
        params: byRef.extend({ id: z.uuid() }),
        response: { 200: evidenceReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { directory } = await signals.overview(request.params.ref, viewer);
        return presentOneEvidence(
          await signals.evidence(request.params.ref, request.params.id, viewer),
          directory,
        );
      },
    });
  };
