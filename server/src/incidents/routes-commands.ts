import { z } from 'zod';
import { Fault } from '../kernel/index.ts';
import { type AppServer, type Principal, principalOf, type Routes } from '../platform/http/index.ts';
import { severity } from '../policy/index.ts';
import { TEXT_MAX, TITLE_MAX } from './decide-declare.ts';
import { ENDINGS, incidentRef, instantText, optionalText, requiredText, VISIBILITIES } from './model.ts';
import { incidentReply, mergePreviewReply, noteType, refParams } from './model-api.ts';
import type { Command } from './model-commands.ts';
import type { IncidentApi } from './ports-api.ts';

const slug = z.string().min(1).max(100);
const reason = requiredText(TEXT_MAX).optional();
const answers = z.record(z.string().max(100), z.boolean()).default({});
/** Of a handover: what whoever takes over needs to know. */
const note = requiredText(TEXT_MAX);
const role = z.string().min(1).max(60).describe('A role of the policy that an incident assigns');
/** What is passed although it is open. */
const waivers = z
  .array(z.strictObject({ item: slug, reason: requiredText(TEXT_MAX) }))
  .max(60)
  .default([])
  .describe('Items of the gate that stay open, each with the reason');
const slugs = z.array(slug).max(100).default([]);

interface CommandRoute<B extends z.ZodType> {
  /** After `/api/v1/incidents/{ref}`. */
  readonly path: string;
  readonly method?: 'POST' | 'PATCH';
  readonly operationId: string;
  readonly summary: string;
  readonly body: B;
  readonly command: (body: z.output<B>, principal: Principal) => Command;
}

/** A route whose request is one command and whose answer is the incident after it. */
function commandRoute<B extends z.ZodType>(
  server: AppServer,
  incidents: IncidentApi,
  route: CommandRoute<B>,
): void {
  server.route({
    method: route.method ?? 'POST',
    url: `/api/v1/incidents/:ref${route.path}`,
    config: { permission: 'incidents:respond' },
    schema: {
      operationId: route.operationId,
      summary: route.summary,
      tags: ['incidents'],
      params: refParams,
      body: route.body,
      response: { 200: incidentReply },
    },
    handler: async (request) => {
      const principal = principalOf(request);
      const { ref } = request.params as { ref: string };
      const command = route.command(request.body as z.output<B>, principal);
      const incident = await incidents.command(ref, command, principal);
      return incidents.show(incident.id, principal);
    },
  });
}

/** Nothing, `{}` and no body at all are the same. */
const empty = z.strictObject({}).nullish();

function commanderOf(personId: string | undefined, principal: Principal): string {
  const id = personId ?? principal.personId;
  if (id === undefined)
    throw new Fault('invalid', 'invalid_request', 'This token does not belong to a person. Specify who.', [
      { path: 'personId', message: 'Specify who.' },
    ]);
  return id;
}

export const commandRoutes =
  (incidents: IncidentApi): Routes =>
  (server) => {
    lifecycleRoutes(server, incidents);
    severityRoutes(server, incidents);
    recordRoutes(server, incidents);
    noteRoutes(server, incidents);
    roleRoutes(server, incidents);
    mergeRoute(server, incidents);
  };

function lifecycleRoutes(server: AppServer, incidents: IncidentApi): void {
  commandRoute(server, incidents, {
    path: '/acknowledge',
    operationId: 'acknowledgeIncident',
    summary: 'Acknowledge an incident; paging stops immediately (IMM-1)',
    body: empty,
    command: () => ({ type: 'acknowledge' }),
  });
  commandRoute(server, incidents, {
    path: '/command',
    operationId: 'takeCommand',
    summary: 'Take command, or hand it to someone',
    body: z.strictObject({ personId: z.uuid().optional(), note: note.optional() }).nullish(),
    command: (body, principal) => ({
      type: 'take_command',
      personId: commanderOf(body?.personId, principal),
      note: body?.note ?? null,
    }),
  });
  commandRoute(server, incidents, {
    path: '/status',
    operationId: 'setIncidentStatus',
    summary: 'Set the status: investigating, mitigating, or resolved (the note then says what fixed it)',
    body: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.enum(['investigating', 'mitigating']),
        note: requiredText(TEXT_MAX).optional(),
      }),
      z.strictObject({ status: z.literal('resolved'), note: requiredText(TEXT_MAX) }),
    ]),
    command: (body) =>
      body.status === 'resolved'
        ? { type: 'resolve', resolution: body.note, ending: 'fixed', waivers: [] }
        : { type: 'change_status', to: body.status, note: body.note ?? null },
  });
  commandRoute(server, incidents, {
    path: '/resolve',
    operationId: 'resolveIncident',
    summary: 'Resolve an incident; state what fixed it. 409 gate_open names what is open (RES-3)',
    body: z.strictObject({
      resolution: requiredText(TEXT_MAX).describe('What fixed it; of the other endings, the reason'),
      ending: z
        .enum(ENDINGS)
        .default('fixed')
        .describe('Everything but fixed ends without the verification of the policy'),
      waivers,
    }),
    command: (body) => ({ type: 'resolve', ...body }),
  });
  commandRoute(server, incidents, {
    path: '/close',
    operationId: 'closeIncident',
    summary: 'Close a resolved incident. 409 gate_open names what is open (RES-1, RES-2, RES-4)',
    body: z.strictObject({ waivers }).nullish(),
    command: (body) => ({ type: 'close', waivers: body?.waivers ?? [] }),
  });
  commandRoute(server, incidents, {
    path: '/reopen',
    operationId: 'reopenIncident',
    summary: 'Reopen an incident; the escalation matrix starts again',
    body: z
      .strictObject({
        reason,
        acknowledge: z
          .boolean()
          .default(false)
          .describe('You are already working on it, so no one is paged. Otherwise on-call is paged'),
      })
      .nullish(),
    command: (body) => ({
      type: 'reopen',
      reason: body?.reason ?? null,
      acknowledge: body?.acknowledge ?? false,
    }),
  });
  commandRoute(server, incidents, {
    path: '/policy',
    operationId: 'moveIncidentPolicy',
    summary: 'Switch an incident to a newer policy version',
    body: z.strictObject({ version: z.int().positive() }),
    command: ({ version }) => ({ type: 'move_policy', version }),
  });
}

function roleRoutes(server: AppServer, incidents: IncidentApi): void {
  commandRoute(server, incidents, {
    path: '/roles',
    operationId: 'assignRole',
    summary: 'Take a role in the response, or hand it to someone; someone else is paged',
    body: z.strictObject({ role, personId: z.uuid().optional(), note: note.optional() }),
    command: (body, principal) => ({
      type: 'assign_role',
      role: body.role,
      personId: commanderOf(body.personId, principal),
      note: body.note ?? null,
    }),
  });
  commandRoute(server, incidents, {
    path: '/roles/release',
    operationId: 'releaseRole',
    summary: 'Release a role in the response; no one holds it then',
    body: z.strictObject({ role, note: note.optional() }),
    command: (body) => ({ type: 'release_role', role: body.role, note: body.note ?? null }),
  });
}

function severityRoutes(server: AppServer, incidents: IncidentApi): void {
  commandRoute(server, incidents, {
    path: '/confirm',
    operationId: 'confirmSeverity',
    summary: 'Confirm the severity (DET-4)',
    body: z.strictObject({ answers, reason }).nullish(),
    command: (body) => ({
      type: 'confirm_severity',
      answers: body?.answers ?? {},
      reason: body?.reason ?? null,
    }),
  });
  commandRoute(server, incidents, {
    path: '/severity',
    operationId: 'changeSeverity',
    summary: 'Change the severity; a reason is required if the criteria suggest another level',
    body: z.strictObject({ severity, answers, reason }),
    command: (body) => ({
      type: 'change_severity',
      severity: body.severity,
      answers: body.answers,
      reason: body.reason ?? null,
    }),
  });
  commandRoute(server, incidents, {
    path: '/customer-facing',
    operationId: 'setCustomerFacing',
    summary: 'Set whether customers are affected',
    body: z.strictObject({ customerFacing: z.boolean(), reason }),
    command: (body) => ({
      type: 'set_customer_facing',
      customerFacing: body.customerFacing,
      reason: body.reason ?? null,
    }),
  });
}

function recordRoutes(server: AppServer, incidents: IncidentApi): void {
  commandRoute(server, incidents, {
    path: '',
    method: 'PATCH',
    operationId: 'changeIncident',
    summary: 'Edit the title, symptoms, or start and detection time',
    body: z.strictObject({
      title: requiredText(TITLE_MAX).optional(),
      symptoms: optionalText(TEXT_MAX).optional(),
      startedAt: instantText.optional(),
      detectedAt: instantText.optional(),
    }),
    command: (body) => ({
      type: 'change_details',
      title: body.title ?? null,
      symptoms: body.symptoms ?? null,
      startedAt: body.startedAt ?? null,
      detectedAt: body.detectedAt ?? null,
    }),
  });
  commandRoute(server, incidents, {
    path: '/visibility',
    operationId: 'setIncidentVisibility',
    summary: 'Restrict an incident to those who take part in it, or show it to everyone',
    body: z.strictObject({ visibility: z.enum(VISIBILITIES), reason }),
    command: (body) => ({
      type: 'change_visibility',
      visibility: body.visibility,
      reason: body.reason ?? null,
    }),
  });
  commandRoute(server, incidents, {
    path: '/type',
    operationId: 'setIncidentType',
    summary: 'Say what kind of incident it is; its runbooks follow (TYP-1)',
    body: z.strictObject({
      type: slug.nullable().describe('One of the incident types of the policy; null: none'),
    }),
    command: ({ type }) => ({ type: 'change_type', to: type, because: null }),
  });
  commandRoute(server, incidents, {
    path: '/systems',
    operationId: 'changeIncidentSystems',
    summary: 'Add or remove affected systems',
    body: z.strictObject({ add: slugs, remove: slugs }),
    command: ({ add, remove }) => ({ type: 'change_systems', add, remove }),
  });
  commandRoute(server, incidents, {
    path: '/responders',
    operationId: 'changeResponders',
    summary: 'Add or remove responders',
    body: z.strictObject({
      add: z.array(z.uuid()).max(100).default([]),
      remove: z.array(z.uuid()).max(100).default([]),
    }),
    command: ({ add, remove }) => ({ type: 'change_responders', add, remove }),
  });
}

function noteRoutes(server: AppServer, incidents: IncidentApi): void {
  commandRoute(server, incidents, {
    path: '/entries',
    operationId: 'addEntry',
    summary: 'Add a note, finding, hypothesis, decision or workaround',
    body: z.strictObject({
      type: noteType.default('note'),
      text: requiredText(TEXT_MAX),
      happenedAt: instantText.optional().describe('When it happened, if not now; both times are kept'),
    }),
    command: (body) => ({
      type: 'note',
      note: body.type,
      text: body.text,
      happenedAt: body.happenedAt ?? null,
    }),
  });
  server.route({
    method: 'POST',
    url: '/api/v1/incidents/:ref/entries/:seq/strike',
    config: { permission: 'incidents:respond' },
    schema: {
      operationId: 'strikeEntry',
      summary: 'Strike through a note; it stays readable',
      tags: ['incidents'],
      params: z.object({ ref: incidentRef, seq: z.coerce.number().int().min(1).max(1_000_000_000) }),
      body: z.strictObject({ reason, replacement: requiredText(TEXT_MAX).optional() }).nullish(),
      response: { 200: incidentReply },
    },
    handler: async (request) => {
      const { ref, seq } = request.params;
      const body = request.body;
      const viewer = principalOf(request);
      const incident = await incidents.command(
        ref,
        {
          type: 'strike_note',
          seq,
          reason: body?.reason ?? null,
          replacement: body?.replacement ?? null,
        },
        viewer,
      );
      return incidents.show(incident.id, viewer);
    },
  });
}

function mergeRoute(server: AppServer, incidents: IncidentApi): void {
  server.route({
    method: 'POST',
    url: '/api/v1/incidents/:ref/merge',
    config: { permission: 'incidents:respond' },
    schema: {
      operationId: 'mergeIncident',
      summary: 'Merge an incident into another',
      tags: ['incidents'],
      params: refParams,
      body: z.strictObject({ into: incidentRef, reason }),
      response: { 200: incidentReply },
    },
    handler: async (request) => {
      const { into, reason: why } = request.body;
      const viewer = principalOf(request);
      const incident = await incidents.merge(request.params.ref, into, why ?? null, viewer);
      return incidents.show(incident.id, viewer);
    },
  });
  server.route({
    method: 'GET',
    url: '/api/v1/incidents/:ref/merge-preview',
    config: { permission: 'incidents:read' },
    schema: {
      operationId: 'previewMerge',
      summary: 'Preview a merge',
      tags: ['incidents'],
      params: refParams,
      querystring: z.object({ into: incidentRef }),
      response: { 200: mergePreviewReply },
    },
    handler: (request) =>
      incidents.previewMerge(request.params.ref, request.query.into, principalOf(request)),
  });
}
