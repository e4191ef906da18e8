import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { previewReply, reportQuery, reportReply, reportsReply } from './model-api.ts';
import { presentPreview, presentReport, presentReports } from './present-reports.ts';
import type { ScheduledReports } from './service-reports.ts';

const tags = ['insights'];
const byId = z.object({ id: z.uuid() });

/** Reports that come round: what was sent, and what comes next. */
export const scheduledReportRoutes =
  (reports: ScheduledReports): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/insights/reports',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listScheduledReports',
        summary: 'List the reports that come round: when each is due next, and those that were made',
        tags,
        querystring: reportQuery,
        response: { 200: reportsReply },
      },
      handler: async (request) => presentReports(await reports.list(request.query.report ?? null)),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/insights/reports/:id',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getScheduledReport',
        summary: 'Get a report as it was made, and to whom it was sent',
        tags,
        params: byId,
        response: { 200: reportReply },
      },
      handler: async (request) => presentReport(await reports.show(request.params.id, principalOf(request))),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/insights/reports/next/:report',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'previewScheduledReport',
        summary: 'Preview the next report as things stand: what it would say, and who would receive it',
        tags,
        params: z.object({ report: z.string().min(1).max(60) }),
        response: { 200: previewReply },
      },
      handler: async (request) =>
        presentPreview(await reports.preview(request.params.report, principalOf(request))),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/insights/reports/:id/send',
      config: { permission: 'messages:resend' },
      schema: {
        operationId: 'resendScheduledReport',
        summary: 'Send a report again to its audience; the audit log says who did',
        tags,
        params: byId,
        response: { 200: reportReply },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        await reports.sendAgain(request.params.id, viewer);
        return presentReport(await reports.show(request.params.id, viewer));
      },
    });
  };
