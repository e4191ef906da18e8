import { z } from 'zod';
import type { Json } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import {
  draftBody,
  factsBody,
  keptReply,
  moveBody,
  previewReply,
  type UpdatesReply,
  updateBody,
  updatesReply,
} from './model-api.ts';
import { presentPreview, presentUpdates } from './present.ts';
import { authorOf, type Updates } from './service.ts';

const tags = ['updates'];
const byRef = z.object({ ref: z.string().max(60).describe('INC-12, or the ID of the incident') });

export const updateRoutes =
  (updates: Updates): Routes =>
  (server) => {
    const show = async (ref: string, viewer: ReturnType<typeof principalOf>) =>
      presentUpdates({ ...(await updates.show(ref, viewer)), author: authorOf(viewer.actor) });
    const command = (body: z.output<typeof updateBody>) => ({
      ...body,
      kind: body.kind ?? null,
      nextUpdateAt: body.nextUpdateAt ?? null,
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/updates',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getUpdates',
        summary: 'Get the updates sent so far, the promise of the next one, and what the next can say',
        tags,
        params: byRef,
        response: { 200: updatesReply },
      },
      handler: (request) => show(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/updates/preview',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'previewUpdate',
        summary: 'Get an update as its readers would get it; nothing is sent',
        tags,
        params: byRef,
        body: updateBody,
        response: { 200: previewReply },
      },
      handler: async (request) => {
        const { ref } = request.params;
        const { subject, update, facts, sender } = await updates.preview(
          ref,
          command(request.body),
          principalOf(request),
        );
        return presentPreview(subject, update, facts, sender);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/updates',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'sendUpdate',
        summary: 'Send an update to stakeholders, and promise the next one',
        tags,
        params: byRef,
        body: updateBody,
        response: { 201: updatesReply },
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        await updates.send(request.params.ref, command(request.body), viewer);
        return reply.code(201).send(await show(request.params.ref, viewer));
      },
    });
    recordRoutes(updates, show)(server);
    draftRoutes(updates)(server);
  };

/** What is put onto the record beside the updates themselves. */
const recordRoutes =
  (
    updates: Updates,
    show: (ref: string, viewer: ReturnType<typeof principalOf>) => Promise<UpdatesReply>,
  ): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/updates/facts',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'recordUpdateFacts',
        summary: 'Record or correct what is known (impact, workarounds, ETA …) without sending an update',
        tags,
        params: byRef,
        body: factsBody,
        response: { 200: updatesReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        await updates.recordFacts(request.params.ref, request.body.facts, viewer);
        return show(request.params.ref, viewer);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/updates/promise',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'moveNextUpdate',
        summary: 'Move the next update to another time; those it was promised to are told why',
        tags,
        params: byRef,
        body: moveBody,
        response: { 200: updatesReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { to, reason } = request.body;
        await updates.movePromise(request.params.ref, to, reason, viewer);
        return show(request.params.ref, viewer);
      },
    });
  };

const draftRoutes =
  (updates: Updates): Routes =>
  (server) => {
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/updates/draft',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'saveUpdateDraft',
        summary: 'Keep what you are writing; others who write see it',
        tags,
        params: byRef,
        body: draftBody,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        const body = { ...request.body } as unknown as Json;
        await updates.saveDraft(request.params.ref, body, principalOf(request));
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/incidents/:ref/updates/draft',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'discardUpdateDraft',
        summary: 'Discard your draft',
        tags,
        params: byRef,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await updates.discardDraft(request.params.ref, principalOf(request));
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/updates/promises',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getPromisesKept',
        summary: 'Get how many promised updates were sent in time',
        tags,
        querystring: z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }),
        response: { 200: keptReply },
      },
      handler: async (request) => {
        const { days } = request.query;
        const { kept, missed } = await updates.promisesKept(days);
        return { days, kept, missed, rate: kept + missed === 0 ? null : kept / (kept + missed) };
      },
    });
  };
