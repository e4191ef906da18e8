import { z } from 'zod';
import type { AppServer, Routes } from '../platform/http/index.ts';
import { readTicket } from './decide-ticket.ts';
import { type NewReport, reportReference } from './model.ts';
import { ticketReply } from './model-api.ts';
import type { UserReports } from './service.ts';
import { sentIdOf } from './service-create.ts';
import type { ReportSettings } from './settings.ts';

export interface TicketParts {
  readonly reports: Pick<UserReports, 'create' | 'urlOf'>;
  readonly settings: Pick<ReportSettings, 'checkKey'>;
}

const byKey = z.object({ key: z.string().max(100).describe("The help desk's key") });

/**
 * A help desk's webhook. With its key nothing that it sends is refused for what it says: there is nobody at the other end to read why.
 * The answer says where the report is.
 */
export const ticketRoute =
  ({ reports, settings }: TicketParts): Routes =>
  (server) => {
    server.register(async (scope: AppServer) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      scope.route({
        method: 'POST',
        url: '/in/reports/:key',
        config: {
          ...{ permission: 'public', exactText: true, rateLimit: { max: 300, timeWindow: '1 minute' } },
        },
        schema: {
          // As every door with a key of its own: docs/reports.md describes it.
          ...{ hide: true, params: byKey, response: { 200: ticketReply, 201: ticketReply } },
        },
        handler: async (request, reply) => {
          await settings.checkKey((request.params as z.output<typeof byKey>).key);
          const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
          const { report, created } = await reports.create(reportOf(body));
          return reply.code(created ? 201 : 200).send({
            ...{ reference: reportReference(report.number), state: report.state, url: reports.urlOf(report) },
          });
        },
      });
    });
  };

function reportOf(body: string): NewReport {
  const read = readTicket(body);
  const base = { source: 'ticket', reporterId: null, sentId: null } as const;
  if ('ticket' in read) {
    const { id: ticketId, email: reporterEmail, url: ticketUrl, ...said } = read.ticket;
    return { ...base, ...said, ticketId, reporterEmail, ticketUrl };
  }
  // A help desk that tries again says the same.
  return {
    ...{ ...base, ...read.unreadable, systemId: null, answers: {}, reporterEmail: null },
    ...{ ticketId: null, ticketUrl: null, sentId: sentIdOf('ticket', body) },
  };
}
