import { z } from 'zod';
import type { Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import { exportQuery, sendDocument } from './document.ts';
import type { Report } from './model.ts';

const tags = ['reviews'];

/** The operation's id and its summary. */
type Named = readonly [operationId: string, summary: string];

interface Published<R extends z.ZodType> {
  /** Where the report is, of which these are the versions. */
  readonly base: string;
  readonly reports: {
    document(ref: string, version: number | 'draft' | 'latest', viewer: Viewer): Promise<Report>;
    publish(ref: string, viewer: Viewer): Promise<number>;
    signOff(ref: string, version: number, viewer: Viewer): Promise<void>;
  };
  readonly show: (ref: string, viewer: Viewer) => Promise<z.input<R>>;
  readonly reply: R;
  readonly export: Named;
  readonly publish: Named;
  readonly signOff: Named;
}

/** The way out of a report, for those inside and for readers outside alike: download, publish, sign off. */
export const versionRoutes =
  <R extends z.ZodType>({ base, reports, show, reply: shown, ...named }: Published<R>): Routes =>
  (server) => {
    const about = ([operationId, summary]: Named) => ({ operationId, summary, tags });
    server.route({
      method: 'GET',
      url: `${base}/export`,
      config: { permission: 'incidents:read' },
      schema: {
        ...about(named.export),
        params: byRef,
        querystring: exportQuery,
        response: { 200: z.string().describe('The document') },
      },
      handler: async (request, reply) => {
        const { format, version } = request.query;
        const report = await reports.document(request.params.ref, version, principalOf(request));
        return sendDocument(reply, report, format);
      },
    });
    server.route({
      method: 'POST',
      url: `${base}/versions`,
      config: { permission: 'incidents:respond' },
      schema: { ...about(named.publish), params: byRef, response: { 201: shown as z.ZodType } },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        await reports.publish(request.params.ref, viewer);
        return reply.code(201).send(await show(request.params.ref, viewer));
      },
    });
    server.route({
      method: 'POST',
      url: `${base}/versions/:version/sign-off`,
      config: { permission: 'incidents:respond' },
      schema: {
        ...about(named.signOff),
        params: byRef.extend({ version: z.coerce.number().int().positive() }),
        response: { 200: shown as z.ZodType },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { ref, version } = request.params;
        await reports.signOff(ref, version, viewer);
        return show(ref, viewer);
      },
    });
  };
