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
    warnings: z
      .array(z.string())
      .describe('Reasons why nothing would be sent, such as a channel that is not configured'),
    case: z.object({
      severity,
      customerFacing: z.boolean(),
      confirmed: z.boolean(),
      systems: z.array(z.string()),
      type: z.string().nullable(),
      at: z.string(),
      localTime: z.string(),
      timezone: z.string(),
      acknowledgedAt: z.string().nullable(),
      resolvedAt: z.string().nullable(),
    }),
    events: z.array(eventBody),
    pagesGoOn: z.boolean().describe('Someone is still being paged at the end of the rehearsal'),
    stopsAt: z.string().describe('End of the rehearsal; unacknowledged pages are followed for an hour'),
    nextUpdate: z
      .object({ dueAt: z.string(), remindAt: z.string().nullable() })
      .nullable()
      .describe('When stakeholders are promised the first update; null: no promise, or resolved before'),
    laterSteps: z.number().int().describe('Number of escalation steps due after that'),
    daysOff: z.array(z.object({ date: z.string(), name: z.string(), calendar: z.string() })),
    comparison: z
      .array(
        eventBody.extend({ change: z.enum(['same', 'removed', 'added']) }).meta({ id: 'RehearsalChange' }),
      )
      .nullable()
      .describe('With a draft: changes against the current policy, in order of time'),
  })
  .meta({ id: 'Rehearsal' });

const questionBody = z.strictObject({
  severity,
  customerFacing: z.boolean().optional().describe('Default: based on the affected systems'),
  confirmed: z
    .boolean()
    .default(true)
    .describe('Whether a person has confirmed the severity; false for what an alert opened'),
  systems: z.array(z.string().max(60)).max(50).default([]),
  type: z.string().max(60).optional().describe('One of the incident types of the policy; default: none'),
  at: z.string().max(40).describe('An instant, or a local time of the organisation: 2026-12-24T23:40'),
  acknowledgeAfter: z.string().max(20).optional().describe('8m'),
  resolveAfter: z.string().max(20).optional().describe('2h'),
  yaml: z.string().max(1_048_576).optional().describe('A draft policy instead of the current one'),
});

/** Looking ahead: what would be missing, and what would happen. */
export const readinessRoutes =
  (readiness: Readiness): Routes =>
  (server) => {
    server.get(
      '/api/v1/readiness/coverage',
      {
        config: { permission: 'policy:read', exactText: true },
        schema: {
          operationId: 'getCoverage',
          tags,
          summary: 'List coverage gaps for every team and severity over the coming year',
          querystring: z.object({ days }),
          response: { 200: coverageBody },
        },
      },
      ({ query }) => readiness.coverage(query.days),
    );

    server.post(
      '/api/v1/readiness/coverage',
      {
        config: { permission: 'policy:read', exactText: true },
        schema: {
          operationId: 'checkCoverage',
          tags,
          summary: 'List coverage gaps under a draft policy',
          body: z.object({ yaml: z.string(), days }),
          response: { 200: coverageBody },
        },
      },
      ({ body }) => readiness.coverage(body.days, body.yaml),
    );

    server.post(
      '/api/v1/readiness/rehearse',
      {
        config: { permission: 'policy:read', exactText: true },
        schema: {
          operationId: 'rehearse',
          tags,
          summary:
            'Rehearse an incident: who would be paged or notified, when, by which channel, and who would not and why',
          body: questionBody,
          response: { 200: rehearsalBody },
        },
      },
      ({ body: { yaml, ...question } }) => readiness.rehearse(question, yaml),
    );
  };
