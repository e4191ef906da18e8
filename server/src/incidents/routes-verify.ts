import { z } from 'zod';
import { CHAIN_PROBLEMS } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { refParams, verifyReply } from './model-api.ts';
import type { IncidentApi } from './ports-api.ts';
import type { RecordFault, VerifyReport } from './service-verify.ts';

const PROBLEMS: Readonly<Record<RecordFault['problem'], string>> = {
  ...CHAIN_PROBLEMS,
  projection: 'does not match the log',
  unreadable: 'cannot be read',
};

const subjectOf = ({ seq, field }: RecordFault): string =>
  seq !== null ? `entry ${seq}` : field !== null ? `"${field}"` : 'the record';

const present = (report: VerifyReport) => ({
  checked: report.checked,
  unshown: report.unshown,
  unshownFaults: report.unshownFaults,
  entries: report.entries,
  ok: report.faults.length + report.unshownFaults === 0,
  faults: report.faults.map((fault) => ({
    ...fault,
    message: `${fault.reference}: ${subjectOf(fault)} ${PROBLEMS[fault.problem]}.`,
  })),
  nextCursor: report.nextAfter === null ? null : String(report.nextAfter),
});

export const verifyRoutes =
  (incidents: IncidentApi): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/verify',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'verifyIncident',
        summary:
          'Verify the record of one incident: the hash chain of its log, and that it is shown as logged',
        tags: ['incidents'],
        params: refParams,
        response: { 200: verifyReply },
      },
      handler: async (request) =>
        present(await incidents.verifyOne(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/verify',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'verifyIncidents',
        summary:
          'Verify the records of all incidents, a page at a time: continue with nextCursor until it is null',
        tags: ['incidents'],
        body: z
          .strictObject({
            cursor: z
              .string()
              .regex(/^\d{1,15}$/)
              .optional(),
            limit: z.int().min(1).max(500).default(200),
          })
          .nullish(),
        response: { 200: verifyReply },
      },
      handler: async (request) => {
        const { cursor = 0, limit = 200 } = request.body ?? {};
        return present(await incidents.verifyAfter(Number(cursor), limit, principalOf(request)));
      },
    });
  };
