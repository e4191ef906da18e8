import { z } from 'zod';
import type { Routes } from '../platform/http/index.ts';
import { severity } from '../policy/index.ts';
import { coverageBody } from './present.ts';
import { eventBody } from './present-rehearse.ts';
import type { Readiness } from './service.ts';

const tags = ['readiness'];
const days = z.coerce.number().int().min(1).max(731).default(365);

const rehearsalBody = z
  .object({
    case: z.object({
      severity,
      customerFacing: z.boolean(),
      systems: z.array(z.string()),
      at: z.string(),
      localTime: z.string(),
      timezone: z.string(),
      acknowledgedAt: z.string().nullable(),
      resolvedAt: z.string().nullable(),
    }),
    events: z.array(eventBody),
    pagesGoOn: z.boolean().describe('Somebody is still being paged where the rehearsal stops looking'),
    daysOff: z.array(z.object({ date: z.string(), name: z.string() })),
    comparison: z
      .array(z.object({ change: z.enum(['same', 'removed', 'added']), at: z.string(), sentence: z.string() }))
      .nullable()
      .describe('With a draft: what it changes, against the policy in force'),
  })
  .meta({ id: 'Rehearsal' });

const questionBody = z.strictObject({
  severity,
  customerFacing: z.boolean().optional().describe('Left out: as the systems say'),
  systems: z.array(z.string().max(60)).max(50).default([]),
  at: z.string().max(40).describe('An instant, or a local time of the organisation: 2026-12-24T23:40'),
  acknowledgeAfter: z.string().max(20).optional().describe('8m'),
  resolveAfter: z.string().max(20).optional().describe('2h'),
  yaml: z.string().max(1_048_576).optional().describe('A draft policy instead of the one in force'),
});

/** Looking ahead: what would be missing, and what would happen. */
export const readinessRoutes =
  (readiness: Readiness): Routes =>
  (server) => {
    server.get(
      '/api/v1/readiness/coverage',
      {
        config: { permission: 'policy:read' },
        schema: {
          operationId: 'getCoverage',
          tags,
          summary: 'For every team, severity and instant ahead: whom an incident would not reach',
          querystring: z.object({ days }),
          response: { 200: coverageBody },
        },
      },
      ({ query }) => readiness.coverage(query.days),
    );

    server.post(
      '/api/v1/readiness/coverage',
      {
        config: { permission: 'policy:read' },
        schema: {
          operationId: 'checkCoverage',
          tags,
          summary: 'The same under a draft policy',
          body: z.object({ yaml: z.string(), days }),
          response: { 200: coverageBody },
        },
      },
      ({ body }) => readiness.coverage(body.days, body.yaml),
    );

    server.post(
      '/api/v1/readiness/rehearse',
      {
        config: { permission: 'policy:read' },
        schema: {
          operationId: 'rehearse',
          tags,
          summary:
            'What would happen in a case: who hears what, when, by which way, and who does not and why',
          body: questionBody,
          response: { 200: rehearsalBody },
        },
      },
      ({ body: { yaml, ...question } }) => readiness.rehearse(question, yaml),
    );
  };
