import { z } from 'zod';
import { requiredText } from '../incidents/index.ts';
import type { Actor } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { diffHunks } from '../policy/index.ts';
import { parseRunbook } from './decide-parse.ts';
import { LONGEST_TEXT, STEP_STATES } from './model.ts';
import {
  incidentRunbooksReply,
  lintReply,
  presentCase,
  presentHistory,
  presentLint,
  presentSummary,
  runbookList,
  runbookReply,
  versionReply,
} from './present.ts';
import type { Repository } from './repository.ts';
import type { Runbooks } from './service.ts';

const tags = ['runbooks'];
const slug = z.string().min(1).max(100);
const note = requiredText(20_000);
const ref = z.string().min(1).max(64);
const link = z
  .url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://.' })
  .max(2_000);
const text = z
  .string()
  .max(LONGEST_TEXT * 2)
  .describe('Markdown with front matter');
const stepParams = z.object({ ref, runbook: slug, step: slug });

/** The runbooks of an incident. */
export const incidentRunbookRoutes =
  (runbooks: Runbooks): Routes =>
  (server) => {
    const response = { 200: incidentRunbooksReply };
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/runbooks',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getIncidentRunbooks',
        summary: 'The type of an incident and the runbooks that it works on (TYP-1, TYP-2, TYP-4)',
        ...{ tags, params: z.object({ ref }), response },
      },
      handler: async (request) => presentCase(await runbooks.show(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/runbooks/:runbook',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'addIncidentRunbook',
        summary: 'Add a runbook to an incident, in its current version',
        ...{ tags, params: z.object({ ref, runbook: slug }), response },
      },
      handler: async (request) => {
        const { ref: of, runbook } = request.params;
        return presentCase(await runbooks.add(of, runbook, principalOf(request)));
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/runbooks/:runbook/steps/:step',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'setRunbookStep',
        summary: 'Say how far a step is: done, skipped (why) or failed (what happened)',
        ...{ tags, params: stepParams, response },
        body: z.strictObject({
          state: z.enum(STEP_STATES),
          note: note.optional().describe('Required of a skipped or failed step'),
          link: link.optional(),
        }),
      },
      handler: async (request) => {
        const { ref: of, runbook: runbookId, step: stepId } = request.params;
        const { state, note: said = null, link: to = null } = request.body;
        const mark = { state, note: said, link: to };
        return presentCase(await runbooks.step(of, { runbookId, stepId }, mark, principalOf(request)));
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/runbooks/:runbook/steps/:step/checks',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'runRunbookChecks',
        summary: 'Run the checks of a step now; what they find is on the record (TYP-1)',
        ...{ tags, params: stepParams, response },
      },
      handler: async (request) => {
        const { ref: of, runbook: runbookId, step: stepId } = request.params;
        return presentCase(await runbooks.runChecks(of, { runbookId, stepId }, principalOf(request)));
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incidents/:ref/runbooks/:runbook/steps/:step/owner',
      config: { permission: 'incidents:respond' },
      schema: {
        operationId: 'setRunbookStepOwner',
        summary: 'Assign a step to someone, or to no one',
        ...{ tags, params: stepParams, response },
        body: z.strictObject({ personId: z.uuid().nullable() }),
      },
      handler: async (request) => {
        const { ref: of, runbook: runbookId, step: stepId } = request.params;
        const { personId } = request.body;
        return presentCase(await runbooks.assign(of, { runbookId, stepId }, personId, principalOf(request)));
      },
    });
  };

/** The repository (DOC-3). @param names who wrote a version, by name */
export const runbookRoutes =
  (repository: Repository, names: () => Promise<(actor: Actor) => string>): Routes =>
  (server) => {
    const params = z.object({ id: slug });
    const show = async (id: string) => {
      const [stored, nameOf] = [await repository.get(id), await names()];
      return {
        ...{ ...presentSummary(stored, nameOf), text: stored.text },
        history: presentHistory(await repository.history(id), nameOf),
      };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/runbooks',
      config: { permission: 'policy:read' },
      schema: {
        operationId: 'listRunbooks',
        summary: 'List runbooks',
        ...{ tags, response: { 200: runbookList } },
        querystring: z.object({
          steps: z.enum(['true', 'false']).default('false').describe('true: with all that they say'),
        }),
      },
      handler: async ({ query }) => {
        const nameOf = await names();
        const items = (await repository.list()).map((stored) => ({
          ...presentSummary(stored, nameOf),
          ...(query.steps === 'true' ? { whole: presentLint(parseRunbook(stored.text, true)).preview } : {}),
        }));
        return { items };
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/runbooks/lint',
      config: { permission: 'policy:read' },
      schema: {
        operationId: 'lintRunbook',
        summary: 'Check a runbook without saving it',
        ...{ tags, body: z.strictObject({ text }), response: { 200: lintReply } },
      },
      handler: async (request) => presentLint(parseRunbook(request.body.text)),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/runbooks/:id',
      config: { permission: 'policy:read' },
      schema: {
        operationId: 'getRunbook',
        summary: 'Get a runbook with its history',
        ...{ tags, params, response: { 200: runbookReply } },
      },
      handler: (request) => show(request.params.id),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/runbooks/:id/versions/:version',
      config: { permission: 'policy:read' },
      schema: {
        operationId: 'getRunbookVersion',
        summary: 'Get a version of a runbook',
        ...{ tags, response: { 200: versionReply } },
        params: z.object({ id: slug, version: z.coerce.number().int().min(1).max(1_000_000) }),
      },
      handler: async (request) => {
        const { id, version } = request.params;
        const stored = await repository.version(undefined, id, version);
        const before = version > 1 ? (await repository.version(undefined, id, version - 1)).text : '';
        const diff = diffHunks(before, stored.text).map((hunk) => hunk.map((line) => ({ ...line })));
        return { version: stored.version, text: stored.text, diff };
      },
    });
    writeRoutes(repository, show)(server);
  };

const writeRoutes =
  (repository: Repository, show: (id: string) => Promise<z.input<typeof runbookReply>>): Routes =>
  (server) => {
    const params = z.object({ id: slug });
    server.route({
      method: 'PUT',
      url: '/api/v1/runbooks/:id',
      config: { permission: 'policy:write' },
      schema: {
        operationId: 'saveRunbook',
        summary: 'Save a runbook as a new version; incidents go on with the version that they began with',
        ...{ tags, params, response: { 200: runbookReply } },
        body: z.strictObject({
          text,
          reason: requiredText(2_000).optional().describe('What has changed, and why'),
          base: z
            .int()
            .nonnegative()
            .optional()
            .describe(
              'The version that the text was made from, 0 for a new one; 409 when another is current',
            ),
        }),
      },
      handler: async (request) => {
        const { text: written, reason = null, base = null } = request.body;
        const by = { actor: principalOf(request).actor, reason, base };
        return show(await repository.save(written, by, request.params.id));
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/runbooks/:id',
      config: { permission: 'policy:write' },
      schema: {
        operationId: 'archiveRunbook',
        summary: 'Archive a runbook: no incident gets it any more, and its versions stay',
        ...{ tags, params, response: { 204: z.null() } },
      },
      handler: async (request, reply) => {
        await repository.archive(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };
