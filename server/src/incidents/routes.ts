import { z } from 'zod';
import { Fault, type Viewer } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { severity } from '../policy/index.ts';
import { personOf } from './decide-common.ts';
import { type DeclareByHand, TEXT_MAX, TITLE_MAX } from './decide-declare.ts';
import { incidentRef, instantText, optionalText, requiredText } from './model.ts';
import {
  countsReply,
  incidentReply,
  listReply,
  previewReply,
  refParams,
  timelineReply,
} from './model-api.ts';
import type { IncidentApi } from './ports-api.ts';
import { accessRoutes } from './routes-access.ts';
import { commandRoutes } from './routes-commands.ts';
import { verifyRoutes } from './routes-verify.ts';
import { viewingRoutes } from './routes-viewing.ts';

const tags = ['incidents'];
const LONGEST_KEY = 255;

const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
/** `?severity=P1&severity=P2` or `?severity=P1,P2`. */
const severities = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat().flatMap((item) => item.split(','))))
  .pipe(z.array(severity));
const yesNo = z.enum(['true', 'false']).transform((value) => value === 'true');
const slug = z.string().min(1).max(100);

/** What a declaration by hand says; also of whoever declares because of a report. */
export const declareBody = z.strictObject({
  title: requiredText(TITLE_MAX).describe('What is broken, in a few words'),
  severity: severity.optional().describe('Default: what the criteria suggest'),
  severityReason: requiredText(TEXT_MAX)
    .optional()
    .describe('Required when the severity is not the suggested one'),
  answers: z
    .record(z.string().max(100), z.boolean())
    .default({})
    .describe("Answers to the policy's criteria questions, by criterion"),
  systems: z.array(slug).max(100).default([]),
  customerFacing: z.boolean().optional().describe('Default: based on the affected systems'),
  symptoms: optionalText(TEXT_MAX).default(''),
  type: slug.optional().describe('What kind of incident it is: one of the incident types of the policy'),
  startedAt: instantText.optional().describe('When the impact began'),
  detectedAt: instantText.optional().describe('When it was noticed; default: now'),
  pageNow: requiredText(TEXT_MAX)
    .optional()
    .describe('Reason to page on-call immediately, even if the matrix of the severity does not'),
});

/** The same as the rules take it. */
export const declarationOf = (body: z.output<typeof declareBody>): DeclareByHand => ({
  title: body.title,
  severity: body.severity ?? null,
  severityReason: body.severityReason ?? null,
  answers: body.answers,
  systemIds: body.systems,
  customerFacing: body.customerFacing ?? null,
  symptoms: body.symptoms,
  startedAt: body.startedAt ?? null,
  detectedAt: body.detectedAt ?? null,
  ...(body.pageNow === undefined ? {} : { pageNow: body.pageNow }),
  ...(body.type === undefined ? {} : { type: body.type }),
});

/** All routes of the chapter. */
export const incidentRoutes =
  (incidents: IncidentApi): Routes =>
  (server) => {
    declareRoute(incidents)(server);
    readRoutes(incidents)(server);
    commandRoutes(incidents)(server);
    verifyRoutes(incidents)(server);
    viewingRoutes(incidents)(server);
    accessRoutes(incidents)(server);
  };

const declareRoute =
  (incidents: IncidentApi): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/incidents',
      config: { permission: 'incidents:declare' },
      schema: {
        operationId: 'declareIncident',
        summary: 'Declare an incident',
        description:
          'With an Idempotency-Key header, repeating the request returns 200 with the incident it created.',
        tags,
        body: declareBody,
        response: { 200: incidentReply, 201: incidentReply },
      },
      handler: async (request, reply) => {
        const { body } = request;
        const { incident, created } = await incidents.declare(
          declarationOf(body),
          principalOf(request).actor,
          idempotencyKey(request.headers['idempotency-key']),
        );
        return reply.code(created ? 201 : 200).send(await incidents.show(incident.id, principalOf(request)));
      },
    });
  };

/** What a caller repeats a request by; null: nothing. @throws Fault `bad_idempotency_key` */
export function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  const key = typeof header === 'string' ? header.trim() : '';
  if (key === '' || key.length > LONGEST_KEY)
    throw new Fault(
      'invalid',
      'bad_idempotency_key',
      `An Idempotency-Key must have 1 to ${LONGEST_KEY} characters.`,
    );
  return key;
}

/** @throws Fault `invalid` for a token that is nobody's */
function whoAsks({ actor }: Viewer): string {
  const personId = personOf(actor);
  if (personId === null)
    throw new Fault('invalid', 'mine_without_person', 'mine=true needs a token that belongs to a person.', [
      { path: 'mine', message: 'Only for a person.' },
    ]);
  return personId;
}

const listQuery = z.object({
  status: z
    .enum(['open', 'resolved', 'closed', 'merged', 'all'])
    .default('all')
    .describe('resolved includes those closed since'),
  severity: severities,
  system: slug.optional(),
  team: slug.optional().describe('The responding team'),
  mine: yesNo.optional().describe('Only those that whoever asks is a responder of'),
  drill: yesNo.optional().describe('Only drills, or none; default: both'),
  q: optionalText(200).optional().describe('Words or word prefixes in the title or symptoms, or a reference'),
  order: z
    .enum(['newest', 'urgency'])
    .default('newest')
    .describe('urgency, with status=open: not acknowledged first, then by severity, then newest first'),
  cursor: z.string().max(100).optional(),
  limit: limit(200, 50),
});

const timelineQuery = z.object({
  direction: z.enum(['older', 'newer']).default('older').describe('older: newest first; newer: oldest first'),
  cursor: z.string().max(100).optional(),
  limit: limit(500, 100),
});

const readRoutes =
  (incidents: IncidentApi): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listIncidents',
        summary: 'List incidents, open first; newest or most urgent first',
        tags,
        querystring: listQuery,
        response: { 200: listReply },
      },
      handler: (request) => {
        const { query } = request;
        return incidents.list(
          {
            status: query.status,
            severity: query.severity,
            systemId: query.system ?? null,
            teamId: query.team ?? null,
            responderId: query.mine ? whoAsks(principalOf(request)) : null,
            drill: query.drill ?? null,
            q: query.q ?? null,
            order: query.order,
          },
          query.cursor ?? null,
          query.limit,
          principalOf(request),
        );
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/counts',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'countIncidents',
        summary: 'Count the open incidents',
        tags,
        response: { 200: countsReply },
      },
      handler: (request) => incidents.counts(principalOf(request)),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getIncident',
        summary: 'Get an incident',
        tags,
        params: refParams,
        response: { 200: incidentReply },
      },
      handler: (request) => incidents.show(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/timeline',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getIncidentTimeline',
        summary: 'Get the timeline of an incident',
        tags,
        params: refParams,
        querystring: timelineQuery,
        response: { 200: timelineReply },
      },
      handler: (request) => {
        const { direction, cursor = null, limit } = request.query;
        return incidents.timeline(request.params.ref, { direction, cursor, limit }, principalOf(request));
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/severity-preview',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'previewSeverity',
        summary: 'Preview the escalation plan after a severity or policy change',
        tags,
        params: z.object({ ref: incidentRef }),
        querystring: z.object({
          severity: severity.optional(),
          customerFacing: yesNo.optional(),
          policyVersion: z.coerce.number().int().min(1).max(1_000_000).optional(),
        }),
        response: { 200: previewReply },
      },
      handler: (request) => {
        const { severity: to = null, customerFacing = null, policyVersion = null } = request.query;
        const change = { severity: to, customerFacing, policyVersion };
        return incidents.preview(request.params.ref, change, principalOf(request));
      },
    });
  };
