import { z } from 'zod';
import { actorName, namesFrom } from '../../incidents/index.ts';
import type { Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import { exportQuery, sendDocument } from '../report/document.ts';
import { publicText } from './decide-public-text.ts';
import { answersBody, externalReply } from './model-api.ts';
import type { ExternalReports } from './service.ts';

const tags = ['reviews'];
const base = '/api/v1/incidents/:ref/report/external';

/** What an update of the status page holds. */
const MOST_PUBLIC = 10_000;

type Show = (ref: string, viewer: Viewer) => Promise<z.input<typeof externalReply>>;

/** The report for readers outside, with its own names to be checked, versions and sign-off. */
export const externalReportRoutes =
  (reports: ExternalReports): Routes =>
  (server) => {
    const show: Show = async (ref, viewer) => {
      const { subject, report, mentions, answers, versions, internal } = await reports.show(ref, viewer);
      const names = namesFrom({ directory: subject.directory, integrations: new Map() });
      return {
        ...{ report, internalPublished: internal > 0 },
        publicText: versions[0] === undefined ? null : publicText(versions[0].report, MOST_PUBLIC),
        names: mentions.map(({ places: _, ...mention }) => ({
          ...{ ...mention, answer: answers.get(mention.id) ?? null },
        })),
        versions: versions.map(({ version, publishedAt, publishedBy, hash, signedOff }) => ({
          ...{
            version,
            publishedAt: publishedAt.toString(),
            publishedBy: actorName(publishedBy, names),
            hash,
          },
          signedOff: signedOff.map(({ by, at }) => ({ name: actorName(by, names), at })),
        })),
      };
    };
    server.route({
      method: 'GET',
      url: base,
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getExternalReport',
        summary: 'Get the report for readers outside, which names roles and not people',
        tags,
        params: byRef,
        response: { 200: externalReply },
      },
      handler: (request) => show(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'GET',
      url: `${base}/export`,
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'exportExternalReport',
        summary: 'Download the report for readers outside as Markdown, HTML, JSON or PDF',
        tags,
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
    writeRoutes(reports, show)(server);
  };

const writeRoutes =
  (reports: ExternalReports, show: Show): Routes =>
  (server) => {
    server.route({
      method: 'PUT',
      url: `${base}/answers`,
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'answerForNames',
        summary: 'Say what becomes of names in what people typed',
        tags,
        params: byRef,
        body: answersBody,
        response: { 200: externalReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        await reports.answer(request.params.ref, request.body.names, request.body.answer, viewer);
        return show(request.params.ref, viewer);
      },
    });
    server.route({
      method: 'POST',
      url: `${base}/versions`,
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'publishExternalReport',
        summary: 'Publish the report for readers outside; each name in it must be answered for',
        tags,
        params: byRef,
        response: { 201: externalReply },
      },
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
        operationId: 'signOffExternalReport',
        summary: 'Sign off a published version of the report for readers outside',
        tags,
        params: byRef.extend({ version: z.coerce.number().int().positive() }),
        response: { 200: externalReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { ref, version } = request.params;
        await reports.signOff(ref, version, viewer);
        return show(ref, viewer);
      },
    });
  };
