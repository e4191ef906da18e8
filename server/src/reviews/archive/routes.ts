import { Readable } from 'node:stream';
import { z } from 'zod';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import type { Archives } from './service.ts';

/** The whole of an incident over a slow line. */
const WITHIN_MS = 30 * 60_000;

export const archiveRoutes =
  (archives: Archives): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/archive',
      config: { permission: 'incidents:respond' },
      handlerTimeout: WITHIN_MS,
      schema: {
        operationId: 'exportArchive',
        summary:
          'Export an incident as a sealed archive (tar): log, timeline, messages, evidence and report with their hashes. It is on the record',
        tags: ['reviews'],
        params: byRef,
        body: z.strictObject({}).nullish(),
        produces: ['application/x-tar'],
        response: { 200: z.string().describe('The archive; check it with `tocsin verify --archive`') },
      },
      handler: async (request, reply) => {
        const { name, bytes, seal, content } = await archives.export(
          request.params.ref,
          principalOf(request),
        );
        reply.headers({
          'content-type': 'application/x-tar',
          'content-length': bytes,
          'content-disposition': `attachment; filename="${name}"`,
          'x-archive-seal': seal,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        });
        // The serialiser of a route knows text and JSON; a stream goes past it.
        return reply.send(Readable.from(content()) as unknown as string);
      },
    });
  };
