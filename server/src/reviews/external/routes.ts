import type { z } from 'zod';
import { namesFrom } from '../../incidents/index.ts';
import type { Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import { presentVersions } from '../report/present.ts';
import { versionRoutes } from '../report/routes-versions.ts';
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
        versions: presentVersions(versions, names),
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
    versionRoutes({
      ...{ base, reports, show, reply: externalReply },
      export: [
        'exportExternalReport',
        'Download the report for readers outside as Markdown, HTML, JSON or PDF',
      ],
      publish: [
        'publishExternalReport',
        'Publish the report for readers outside; each name in it must be answered for',
      ],
      signOff: ['signOffExternalReport', 'Sign off a published version of the report for readers outside'],
    })(server);
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
  };
