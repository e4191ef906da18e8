import { z } from 'zod';
import type { Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { byRef } from '../model-api.ts';
import type { WikiConnection } from './connection.ts';
import { pageBody, pageReply, wikiBody, wikiReply } from './model-api.ts';
import type { ReportPages } from './publish.ts';

const tags = ['reviews'];

/** The connection to the wiki, for administrators; and an incident's report as a page there. */
export const wikiRoutes =
  (connection: WikiConnection, pages: ReportPages): Routes =>
  (server) => {
    const shown = async (): Promise<z.input<typeof wikiReply>> => {
      const wiki = await connection.get();
      if (wiki === null) return { wiki: null };
      const { sealedSecret: _, ...rest } = wiki;
      return { wiki: { ...rest, pages: await connection.countPages() } };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/wiki',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'getWiki',
        summary: 'Get the connection to Confluence, without its token',
        tags,
        response: { 200: wikiReply },
      },
      handler: shown,
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/wiki',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'saveWiki',
        summary: 'Connect Confluence, once a test shows that it works',
        tags,
        body: wikiBody,
        response: { 200: wikiReply },
      },
      handler: async (request) => {
        await connection.save(request.body, principalOf(request).actor);
        return shown();
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/wiki',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'removeWiki',
        summary: 'Disconnect Confluence; the pages stay where they are',
        tags,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await connection.remove(principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
    pageRoutes(pages)(server);
  };

const pageRoutes =
  (pages: ReportPages): Routes =>
  (server) => {
    const url = '/api/v1/incidents/:ref/report/page';
    const show = async (ref: string, viewer: Viewer): Promise<z.input<typeof pageReply>> => {
      const { page, ...rest } = await pages.show(ref, viewer);
      if (page === null) return { ...rest, page };
      const { state, wanted, version, url: at, publishedAt, problem, nextAt } = page;
      return {
        ...rest,
        page: {
          ...{ state, wanted, version, url: at, problem },
          ...{ publishedAt: publishedAt?.toString() ?? null, nextAt: nextAt?.toString() ?? null },
        },
      };
    };
    server.route({
      method: 'GET',
      url,
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getReportPage',
        summary: 'Get how the report stands in Confluence',
        tags,
        params: byRef,
        response: { 200: pageReply },
      },
      handler: (request) => show(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'POST',
      url,
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'publishReportPage',
        summary: 'Publish the report to Confluence, or update its page; later versions follow',
        tags,
        params: byRef,
        body: pageBody,
        response: { 200: pageReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        await pages.publish(request.params.ref, request.body.replace, viewer);
        return show(request.params.ref, viewer);
      },
    });
  };
