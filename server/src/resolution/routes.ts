import { z } from 'zod';
import { requiredText } from '../incidents/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import type { CheckCommand } from './decide-check.ts';
import { presentResolution, resolutionReply } from './present.ts';
import type { Resolution } from './service.ts';

const tags = ['resolution'];
const TEXT_MAX = 20_000;
const text = requiredText(TEXT_MAX);
const ref = z.string().min(1).max(64);
const params = z.object({ ref });
const itemParams = z.object({ ref, item: z.string().min(1).max(200) });
const link = z
  .url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://.' })
  .max(2_000);

const checkBody = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('done'),
    note: text.optional().describe('The evidence in words'),
    link: link.optional().describe('Where the evidence is'),
    authorId: z.uuid().optional().describe('Who developed the solution, for an item that needs a review'),
    reviewerId: z.uuid().optional().describe('Who reviewed it; someone else'),
  }),
  z.strictObject({ state: z.literal('waived'), reason: text }),
  z.strictObject({ state: z.literal('open') }),
]);

function commandOf(body: z.output<typeof checkBody>): CheckCommand {
  if (body.state === 'waived') return { type: 'waive', reason: body.reason };
  if (body.state === 'open') return { type: 'reset' };
  const { note = null, link: to = null, authorId = null, reviewerId = null } = body;
  return { type: 'done', note, link: to, authorId, reviewerId };
}

const answers = { 200: resolutionReply };
const may = { permission: 'incidents:respond' } as const;

export const resolutionRoutes =
  (resolution: Resolution): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/resolution',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getResolution',
        summary: 'What is asked before an incident is resolved and closed, and how it stands',
        tags,
        params,
        response: answers,
      },
      handler: async (request) =>
        presentResolution(await resolution.show(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/resolution/items/:item',
      config: may,
      schema: {
        operationId: 'setResolutionItem',
        summary: 'Complete an item, waive it with a reason, or set it back to open (RES-2, RES-3)',
        tags,
        params: itemParams,
        body: checkBody,
        response: answers,
      },
      handler: async (request) => {
        const { ref: of, item } = request.params;
        return presentResolution(
          await resolution.check(of, item, commandOf(request.body), principalOf(request)),
        );
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/resolution/items/:item/rollback-plan',
      config: may,
      schema: {
        operationId: 'writeRollbackPlan',
        summary: 'Write the rollback plan, before the solution is implemented (RES-2)',
        tags,
        params: itemParams,
        body: z.strictObject({ plan: text }),
        response: answers,
      },
      handler: async (request) => {
        const { ref: of, item } = request.params;
        const command = { type: 'plan', plan: request.body.plan } as const;
        return presentResolution(await resolution.check(of, item, command, principalOf(request)));
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/resolution/items/:item/ask',
      config: may,
      schema: {
        operationId: 'askForValidation',
        summary: 'Ask the stakeholders of an item whether it works again; they answer with one tap (RES-3)',
        tags,
        params: itemParams,
        response: answers,
      },
      handler: async (request) => {
        const { ref: of, item } = request.params;
        return presentResolution(await resolution.ask(of, item, principalOf(request)));
      },
    });
    rootCauseRoutes(resolution)(server);
  };

const rootCauseRoutes =
  (resolution: Resolution): Routes =>
  (server) => {
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/resolution/root-cause',
      config: may,
      schema: {
        operationId: 'recordRootCause',
        summary: 'Record the root cause with the findings that support it, or leave it to the review (RES-1)',
        tags,
        params,
        body: z.strictObject({
          cause: text.nullable().describe('null: unknown; enough to resolve, not to close'),
          findings: z.array(z.int().positive()).max(50).default([]).describe('Entries of the timeline'),
          finding: text.optional().describe('A finding that is written down with it'),
        }),
        response: answers,
      },
      handler: async (request) => {
        const { cause, findings, finding = null } = request.body;
        const said = { cause, findings, finding };
        return presentResolution(await resolution.rootCause(request.params.ref, said, principalOf(request)));
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/resolution/no-change',
      config: may,
      schema: {
        operationId: 'recordNoChange',
        summary: 'No change was made: waives the fix checklist at once, except for the root cause',
        tags,
        params,
        body: z.strictObject({ reason: text }),
        response: answers,
      },
      handler: async (request) =>
        presentResolution(
          await resolution.noChange(request.params.ref, request.body.reason, principalOf(request)),
        ),
    });
  };
