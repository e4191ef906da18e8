import { z } from 'zod';
import { declarationOf, declareBody, idempotencyKey } from '../incidents/index.ts';
import type { Viewer } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { reportReference, type UserReport } from './model.ts';
import {
  byReport,
  countReply,
  createBody,
  createdReply,
  declineBody,
  joinBody,
  keyReply,
  reportReply,
  reportsQuery,
  reportsReply,
  settingsBody,
  settingsReply,
} from './model-api.ts';
import { presentReport, type ReportNames } from './present.ts';
import { publicReportRoutes } from './routes-public.ts';
import { ticketRoute } from './routes-ticket.ts';
import type { UserReports } from './service.ts';
import { sentIdOf } from './service-create.ts';
import type { ReportSettings } from './settings.ts';

const tags = ['reports'];
const base = '/api/v1/reports';
const triage = { permission: 'incidents:respond' } as const;

export interface ReportRouteParts {
  readonly reports: UserReports;
  readonly settings: ReportSettings;
  /** What is needed to show these reports to somebody. */
  readonly namesFor: (reports: readonly UserReport[], viewer: Viewer) => Promise<ReportNames>;
  readonly publicUrl: string;
  /** Whether mail can be sent: the public form asks for an address only then. */
  readonly answers: boolean;
  /** Where mail becomes a report; null while no mailbox is set up. */
  readonly mailAddress: string | null;
}

/** The forms, the help desk's door, and the triage inbox. */
export const reportRoutes =
  (parts: ReportRouteParts): Routes =>
  (server) => {
    createRoute(parts)(server);
    readRoutes(parts)(server);
    triageRoutes(parts)(server);
    settingsRoutes(parts)(server);
    ticketRoute(parts)(server);
    publicReportRoutes({
      ...parts,
      policy: async () => (await parts.namesFor([], { actor: { kind: 'system' }, role: 'product' })).policy,
    })(server);
  };

const createRoute =
  ({ reports, namesFor }: ReportRouteParts): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: base,
      config: { permission: 'incidents:declare' },
      schema: {
        ...{ operationId: 'createReport', summary: 'Report a problem, without declaring an incident', tags },
        description:
          'With an Idempotency-Key header, repeating the request returns 200 with the report it created.',
        body: createBody,
        response: { 200: createdReply, 201: createdReply },
      },
      handler: async (request, reply) => {
        const viewer = principalOf(request);
        const { title, description, system, answers } = request.body;
        const key = idempotencyKey(request.headers['idempotency-key']);
        const { report, created } = await reports.create({
          ...{ source: 'internal', title, description, answers, systemId: system ?? null },
          ...{ reporterId: viewer.personId ?? null, reporterEmail: null, ticketId: null, ticketUrl: null },
          sentId:
            key === null
              ? null
              : sentIdOf(`${JSON.stringify(viewer.actor)} ${key}`, {
                  title,
                  description,
                  system: system ?? null,
                  answers,
                }),
        });
        const { incident } = presentReport(report, await namesFor([report], viewer));
        return reply.code(created ? 201 : 200).send({
          ...{ reference: reportReference(report.number), state: report.state, severity: report.severity },
          ...{ dueAt: report.dueAt.toString(), incident: incident?.reference ?? null },
        });
      },
    });
  };

const readRoutes =
  ({ reports, namesFor }: ReportRouteParts): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: base,
      config: triage,
      schema: {
        ...{ operationId: 'listReports', summary: 'List reports: those to triage, or those triaged', tags },
        querystring: reportsQuery,
        response: { 200: reportsReply },
      },
      handler: async (request) => {
        const { state, cursor, limit } = request.query;
        const viewer = principalOf(request);
        const { items, nextCursor } = await reports.list(state, cursor ?? null, limit, viewer);
        const names = await namesFor(items, viewer);
        return { items: items.map((report) => presentReport(report, names)), nextCursor };
      },
    });
    server.route({
      method: 'GET',
      url: `${base}/count`,
      config: triage,
      schema: {
        ...{ operationId: 'countReports', summary: 'Count the reports that wait for triage', tags },
        response: { 200: countReply },
      },
      handler: () => reports.count(),
    });
    server.route({
      method: 'GET',
      url: `${base}/:report`,
      config: triage,
      schema: {
        ...{ operationId: 'getUserReport', summary: 'Get a report', tags },
        params: byReport,
        response: { 200: reportReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const report = await reports.get(request.params.report, viewer);
        return presentReport(report, await namesFor([report], viewer));
      },
    });
  };

const triageRoutes =
  ({ reports, namesFor }: ReportRouteParts): Routes =>
  (server) => {
    const triageRoute = <B extends z.ZodType>(
      operationId: string,
      path: string,
      summary: string,
      body: B,
      act: (ref: string, body: z.output<B>, viewer: Viewer) => Promise<UserReport>,
    ): void => {
      server.route({
        method: 'POST',
        url: `${base}/:report/${path}`,
        config: triage,
        schema: { operationId, summary, tags, params: byReport, body, response: { 200: reportReply } },
        handler: async (request) => {
          const viewer = principalOf(request);
          const { report: ref } = request.params as { report: string };
          const report = await act(ref, request.body as z.output<B>, viewer);
          return presentReport(report, await namesFor([report], viewer));
        },
      });
    };
    triageRoute(
      ...(['declareFromReport', 'declare', 'Declare an incident because of a report'] as const),
      declareBody,
      (ref, body, viewer) => reports.declare(ref, declarationOf(body), viewer),
    );
    triageRoute(
      ...(['joinReport', 'join', 'Join a report to an open incident'] as const),
      joinBody,
      (ref, { incident }, viewer) => reports.join(ref, incident, viewer),
    );
    triageRoute(
      ...(['declineReport', 'decline', 'Decline a report, with an answer to whoever reported it'] as const),
      declineBody,
      (ref, { answer }, viewer) => reports.decline(ref, answer, viewer),
    );
  };

const settingsRoutes =
  ({ settings, publicUrl, mailAddress }: ReportRouteParts): Routes =>
  (server) => {
    const config = { permission: 'config:apply' } as const;
    const url = `${base}/settings`;
    const doorUrl = (key: string) => `${publicUrl}/in/reports/${key}`;
    const present = ({
      ticketKeyHash: _,
      ticketKeyHint,
      ...form
    }: Awaited<ReturnType<typeof settings.read>>) => ({
      ...{ ...form, formChoices: [...form.formChoices], formUrl: `${publicUrl}/report`, mailAddress },
      ...{ ticketUrl: doorUrl('{key}'), ticketKey: ticketKeyHint },
    });
    server.route({
      ...{ method: 'GET', url, config },
      schema: {
        ...{ operationId: 'getReportSettings', summary: 'Get how reports come in', tags },
        response: { 200: settingsReply },
      },
      handler: async () => present(await settings.read()),
    });
    server.route({
      ...{ method: 'PUT', url, config },
      schema: {
        ...{ operationId: 'putReportSettings', summary: 'Change the public report form', tags },
        body: settingsBody,
        response: { 200: settingsReply },
      },
      handler: async (request) => present(await settings.change(request.body, principalOf(request).actor)),
    });
    server.route({
      ...{ method: 'POST', url: `${url}/ticket-key`, config },
      schema: {
        ...{ operationId: 'rotateTicketKey', tags },
        summary: "Create the help desk's key; an earlier one stops working",
        response: { 201: keyReply },
      },
      handler: async (request, reply) => {
        const key = await settings.newKey(principalOf(request).actor);
        return reply.code(201).send({ key, url: doorUrl(key) });
      },
    });
    server.route({
      ...{ method: 'DELETE', url: `${url}/ticket-key`, config },
      schema: {
        ...{ operationId: 'revokeTicketKey', summary: "Revoke the help desk's key", tags },
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await settings.revokeKey(principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };
