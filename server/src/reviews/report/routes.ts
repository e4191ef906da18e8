import { z } from 'zod';
import type { Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import { reportSchema, SECTIONS } from './model.ts';
import { inputBody, reportReply, savedReply, textBody, whysBody } from './model-api.ts';
import { presentReport } from './present.ts';
import { versionRoutes } from './routes-versions.ts';
import type { Reports } from './service.ts';

const tags = ['reviews'];
const base = '/api/v1/incidents/:ref/report';

type Show = (ref: string, viewer: Viewer) => Promise<z.input<typeof reportReply>>;

export const reportRoutes =
  (reports: Reports): Routes =>
  (server) => {
    const show: Show = async (ref, viewer) => presentReport(await reports.show(ref, viewer));
    server.route({
      method: 'GET',
      url: base,
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getReport',
        summary: 'Get the report of an incident as the record and people have it now',
        tags,
        params: byRef,
        response: { 200: reportReply },
      },
      handler: (request) => show(request.params.ref, principalOf(request)),
    });
    versionRoutes({
      ...{ base, reports, show, reply: reportReply },
      export: ['exportReport', 'Download the report as Markdown, HTML, JSON or PDF'],
      publish: ['publishReport', 'Publish the report; all required information must be there'],
      signOff: ['signOffReport', 'Sign off a published version of the report'],
    })(server);
    writeRoutes(reports, show)(server);
    server.route({
      method: 'GET',
      url: '/api/v1/schemas/report',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getReportSchema',
        summary: 'Get the JSON Schema of exported reports',
        tags,
        response: { 200: z.record(z.string(), z.unknown()) },
      },
      handler: async () => ({ ...z.toJSONSchema(reportSchema, { target: 'draft-2020-12' }) }),
    });
  };

const writeRoutes =
  (reports: Reports, show: Show): Routes =>
  (server) => {
    server.route({
      method: 'PUT',
      url: `${base}/sections/:section`,
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'saveReportSection',
        summary: 'Save a section; when someone else was faster, both texts are kept',
        tags,
        params: byRef.extend({ section: z.enum(SECTIONS) }),
        body: textBody,
        response: { 200: savedReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { ref, section } = request.params;
        const aside = await reports.saveText(ref, section, request.body, viewer);
        return { aside, report: await show(ref, viewer) };
      },
    });
    server.route({
      method: 'PUT',
      url: `${base}/five-whys`,
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'saveFiveWhys',
        summary: 'Save the five whys as a tree; when someone else was faster, both trees are kept',
        tags,
        params: byRef,
        body: whysBody,
        response: { 200: savedReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { whys, ...saved } = request.body;
        const aside = await reports.saveWhys(request.params.ref, whys, saved, viewer);
        return { aside, report: await show(request.params.ref, viewer) };
      },
    });
    server.route({
      method: 'PUT',
      url: `${base}/events/:seq`,
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'markReportEvent',
        summary: 'Put an entry of the timeline into the report, or into its annex only',
        tags,
        params: byRef.extend({ seq: z.coerce.number().int().positive() }),
        body: z.object({ key: z.boolean() }),
        response: { 200: reportReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { ref, seq } = request.params;
        await reports.markEvent(ref, seq, request.body.key, viewer);
        return show(ref, viewer);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/review/input',
      // Whoever was affected may say so, also without a part in the response.
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'addReviewInput',
        summary: 'Say what went well or could be improved, with your name or without',
        tags,
        params: byRef,
        body: inputBody,
        response: { 201: reportReply },
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        await reports.addInput(request.params.ref, request.body, viewer);
        return reply.code(201).send(await show(request.params.ref, viewer));
      },
    });
  };
