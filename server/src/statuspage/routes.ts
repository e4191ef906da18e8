import { z } from 'zod';
import { type AppServer, type Authenticate, principalOf, type Routes } from '../platform/http/index.ts';
import { INCIDENT_PHASES } from './model.ts';
import {
  copyReply,
  editBody,
  filesReply,
  impactBody,
  ofIncidentReply,
  openBody,
  pageReply,
  previewBody,
  previewReply,
  publicReply,
  rescheduleBody,
  scheduleBody,
  titleBody,
  updateBody,
  withdrawBody,
} from './model-api.ts';
import { pageInput } from './model-settings.ts';
import { presentCopy, presentPage, presentPublic } from './present.ts';
import { servePages } from './serve/index.ts';
import type { StatusPages } from './service.ts';
import { subscriberRoutes } from './subscribers/index.ts';

const tags = ['status page'];
const byPage = z.object({ page: z.string().max(60) });
const byId = z.object({ id: z.uuid() });
const byUpdate = z.object({ id: z.uuid(), update: z.uuid() });
const read = { permission: 'status:read' } as const;
const publish = { permission: 'status:publish' } as const;
const one = { 200: publicReply };

export const statuspageRoutes =
  (status: StatusPages, authenticate: Authenticate): Routes =>
  (server) => {
    pageRoutes(status, server);
    copyRoutes(status, server);
    publicRoutes(status, server);
    correctionRoutes(status, server);
    maintenanceRoutes(status, server);
    servePages({ live: status.live, authenticate })(server);
    subscriberRoutes({ subscribers: status.subscribers, site: () => status.publicSite() })(server);
  };

function pageRoutes(status: StatusPages, server: AppServer): void {
  server.get(
    '/api/v1/status-pages',
    {
      config: read,
      schema: {
        ...{ operationId: 'listStatusPages', summary: 'List status pages with their components', tags },
        response: { 200: z.object({ items: z.array(pageReply), nextCursor: z.null() }) },
      },
    },
    async () => ({
      items: (await status.seen()).map(({ site, components }) => presentPage(site, components)),
      nextCursor: null,
    }),
  );
  server.put(
    '/api/v1/status-pages/:page',
    {
      config: { permission: 'status:write' },
      schema: {
        ...{ operationId: 'putStatusPage', summary: 'Create a status page, or replace its settings', tags },
        params: byPage,
        body: pageInput,
        response: { 200: pageReply },
      },
    },
    async (request) => {
      const { page } = request.params;
      const { id: _, ...input } = request.body;
      await status.pages.change(page, input, principalOf(request).actor);
      const { site, components } = await status.seenOne(page);
      return presentPage(site, components);
    },
  );
  server.get(
    '/api/v1/status-pages/:page/incidents',
    {
      config: read,
      schema: {
        ...{
          operationId: 'listPublicIncidents',
          summary: 'List the incidents and maintenances of a page',
          tags,
        },
        params: byPage,
        querystring: z.object({ kind: z.enum(['incident', 'maintenance']).optional() }),
        response: { 200: z.object({ items: z.array(publicReply), nextCursor: z.null() }) },
      },
    },
    async (request) => {
      const { url, items } = await status.listed(request.params.page, principalOf(request));
      const { kind } = request.query;
      return {
        items: items
          .filter(({ incident }) => kind === undefined || incident.kind === kind)
          .map((seen) => presentPublic(seen, url)),
        nextCursor: null,
      };
    },
  );
  server.post(
    '/api/v1/status-pages/:page/preview',
    {
      config: publish,
      schema: {
        ...{
          operationId: 'previewPublicUpdate',
          summary: 'Show what readers would see, without publishing',
          tags,
        },
        params: byPage,
        body: previewBody,
        response: { 200: previewReply },
      },
    },
    async (request) => {
      const { publicIncident, update } = request.body;
      const { title = '', startedAt, at, ...rest } = update;
      const input = { ...rest, title, startedAt, at, incident: undefined };
      const viewer = principalOf(request);
      return { html: await status.incidents.preview(request.params.page, publicIncident, input, viewer) };
    },
  );
}

/** The page as it is kept outside of Tocsin. */
function copyRoutes(status: StatusPages, server: AppServer): void {
  server.get(
    '/api/v1/status-page-copies',
    {
      config: read,
      schema: {
        ...{ operationId: 'listStatusPageCopies', summary: 'Show how the copies of the page are', tags },
        response: { 200: z.object({ items: z.array(copyReply), nextCursor: z.null() }) },
      },
    },
    async () => ({ items: (await status.copies()).map(presentCopy), nextCursor: null }),
  );
  server.get(
    '/api/v1/status-pages/:page/files',
    {
      config: read,
      schema: {
        operationId: 'exportStatusPage',
        summary: 'Get all files of a public page as of one moment',
        tags,
        params: byPage,
        response: { 200: filesReply },
      },
    },
    async (request) => ({
      items: (await status.files(request.params.page)).map(({ content, ...file }) => ({
        ...file,
        content: content.toString('base64'),
      })),
      nextCursor: null,
    }),
  );
}

function publicRoutes(status: StatusPages, server: AppServer): void {
  const present = async (seen: Parameters<typeof presentPublic>[0]) =>
    presentPublic(seen, await status.urlOfPage(seen.incident.pageId));
  server.post(
    '/api/v1/status-pages/:page/incidents',
    {
      config: publish,
      schema: {
        ...{ operationId: 'openPublicIncident', summary: 'Publish an incident on a status page', tags },
        params: byPage,
        body: openBody,
        response: { 201: publicReply },
      },
    },
    async (request, reply) => {
      const { startedAt, at, incident, ...body } = request.body;
      const seen = await status.incidents.openPublicIncident(
        request.params.page,
        { ...body, startedAt, at, incident },
        principalOf(request),
      );
      return reply.code(201).send(await present(seen));
    },
  );
  server.get(
    '/api/v1/public-incidents/:id',
    {
      config: read,
      schema: {
        ...{ operationId: 'getPublicIncident', summary: 'Get a public incident', tags },
        params: byId,
        response: one,
      },
    },
    async (request) =>
      present(await status.incidents.get(status.reader, request.params.id, principalOf(request))),
  );
  server.post(
    '/api/v1/public-incidents/:id/updates',
    {
      config: publish,
      schema: {
        ...{ operationId: 'publishUpdate', summary: 'Publish an update', tags },
        params: byId,
        body: updateBody,
        response: one,
      },
    },
    async (request) => {
      const { at, revision, ...body } = request.body;
      return present(
        await status.incidents.publishUpdate(
          request.params.id,
          { ...body, at, revision },
          principalOf(request),
        ),
      );
    },
  );
  server.get(
    '/api/v1/incidents/:ref/public',
    {
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getPublicOfIncident',
        summary: 'Get what the public knows of an incident, with a draft of what to say next',
        tags,
        params: z.object({ ref: z.string() }),
        querystring: z.object({ phase: z.enum(INCIDENT_PHASES).optional() }),
        response: { 200: ofIncidentReply },
      },
    },
    async (request) => {
      const { ref } = request.params;
      const { phase } = request.query;
      const found = await status.incidents.ofIncident(status.reader, ref, principalOf(request), phase);
      const { refusal, draft, pageId } = found;
      return {
        page: pageId,
        items: await Promise.all(found.incidents.map(present)),
        draft: draft && { ...draft, levels: { ...draft.levels } },
        refusal: refusal === undefined ? null : { code: refusal.code, message: refusal.message },
      };
    },
  );
}

function maintenanceRoutes(status: StatusPages, server: AppServer): void {
  const present = async (seen: Parameters<typeof presentPublic>[0]) =>
    presentPublic(seen, await status.urlOfPage(seen.incident.pageId));
  server.post(
    '/api/v1/status-pages/:page/maintenances',
    {
      config: publish,
      schema: {
        ...{
          operationId: 'scheduleMaintenance',
          summary: 'Announce a maintenance; it starts and ends by itself',
          tags,
        },
        params: byPage,
        body: scheduleBody,
        response: { 201: publicReply },
      },
    },
    async (request, reply) => {
      const { startsAt, endsAt, notifyStart, notifyEnd, ...input } = request.body;
      const plan = { startsAt, endsAt, tellStart: notifyStart, tellEnd: notifyEnd };
      const seen = await status.incidents.schedule(
        request.params.page,
        { ...input, plan },
        principalOf(request),
      );
      return reply.code(201).send(await present(seen));
    },
  );
  server.post(
    '/api/v1/public-incidents/:id/schedule',
    {
      config: publish,
      schema: {
        ...{ operationId: 'rescheduleMaintenance', summary: 'Move a maintenance and say so', tags },
        params: byId,
        body: rescheduleBody,
        response: one,
      },
    },
    async (request) => {
      const { startsAt, endsAt, revision, ...said } = request.body;
      return present(
        await status.incidents.replan(
          request.params.id,
          { ...said, startsAt, endsAt, revision },
          principalOf(request),
        ),
      );
    },
  );
}

function correctionRoutes(status: StatusPages, server: AppServer): void {
  const { incidents } = status;
  const present = async (seen: Parameters<typeof presentPublic>[0]) =>
    presentPublic(seen, await status.urlOfPage(seen.incident.pageId));
  server.patch(
    '/api/v1/public-incidents/:id',
    {
      config: publish,
      schema: {
        ...{ operationId: 'retitlePublicIncident', summary: 'Change the public title', tags },
        params: byId,
        body: titleBody,
        response: one,
      },
    },
    async (request) =>
      present(await incidents.retitle(request.params.id, request.body.title, principalOf(request))),
  );
  server.patch(
    '/api/v1/public-incidents/:id/updates/:update',
    {
      config: publish,
      schema: {
        ...{
          operationId: 'editPublicUpdate',
          summary: 'Edit an update; readers see that it was edited',
          tags,
        },
        params: byUpdate,
        body: editBody,
        response: one,
      },
    },
    async (request) => {
      const { id, update } = request.params;
      const { body, workaround, at, notify } = request.body;
      return present(
        await incidents.editUpdate(id, update, { body, workaround, at, notify }, principalOf(request)),
      );
    },
  );
  server.delete(
    '/api/v1/public-incidents/:id/updates/:update',
    {
      config: publish,
      schema: {
        ...{ operationId: 'removePublicUpdate', summary: 'Remove an update from the page', tags },
        params: byUpdate,
        response: one,
      },
    },
    async (request) =>
      present(await incidents.removeUpdate(request.params.id, request.params.update, principalOf(request))),
  );
  server.put(
    '/api/v1/public-incidents/:id/impact',
    {
      config: publish,
      schema: {
        ...{ operationId: 'correctPublicImpact', summary: 'Correct when which component was how bad', tags },
        params: byId,
        body: impactBody,
        response: one,
      },
    },
    async (request) => {
      const impacts = request.body.intervals.map(({ component, ...rest }) => ({
        ...rest,
        componentId: component,
      }));
      return present(await incidents.correctImpact(request.params.id, impacts, principalOf(request)));
    },
  );
  server.post(
    '/api/v1/public-incidents/:id/withdraw',
    {
      config: publish,
      schema: {
        ...{ operationId: 'withdrawPublicIncident', summary: 'Take an incident off the page', tags },
        params: byId,
        body: withdrawBody,
        response: one,
      },
    },
    async (request) =>
      present(await incidents.withdraw(request.params.id, request.body.reason, principalOf(request))),
  );
}
