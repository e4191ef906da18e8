import { z } from 'zod';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import { CHECK_SEVERITIES, type Check, LEAST_SECONDS, probeSchema, storedProbe } from './model.ts';
import type { Checks } from './service.ts';

const tags = ['detection'];
export const checkId = z
  .string('Expected an ID such as shop')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Expected lower-case letters, digits and hyphens, at most 60',
  );
const params = z.object({ id: checkId });

const TIMES = 'Expected a number from 1 to 20';
export const checkFields = {
  name: z.string().trim().min(1).max(120),
  probe: probeSchema,
  failures: z.int(TIMES).min(1, TIMES).max(20, TIMES).describe('Failures in a row before an alert'),
  severity: z.enum(CHECK_SEVERITIES, `Expected one of ${CHECK_SEVERITIES.join(', ')}`),
};
const EVERY = `Expected ${LEAST_SECONDS} to 86400 seconds`;
const checkBody = z.strictObject({
  ...{ name: checkFields.name, system: z.string().min(1).max(100), probe: checkFields.probe },
  everySeconds: z.int(EVERY).min(LEAST_SECONDS, EVERY).max(86_400, EVERY).default(60),
  failures: checkFields.failures.default(3),
  severity: checkFields.severity.default('P2'),
  enabled: z.boolean().default(true),
});
const checkReply = checkBody
  .extend({
    id: z.string(),
    probe: storedProbe,
    state: z
      .enum(['unknown', 'well', 'unsure', 'failing', 'off'])
      .describe('unsure: failed, but not often enough yet'),
    failed: z.int().describe('How many times in a row'),
    message: z.string().nullable().describe('What it saw last'),
    lastRunAt: z.string().nullable(),
    changedAt: z.string().nullable().describe('Since when it has been failing, or well'),
    nextAt: z.string().nullable(),
  })
  .meta({ id: 'Check' });

/** Checks that Tocsin runs itself (DET-2). */
export const checkRoutes =
  (checks: Checks): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/checks',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'listChecks',
        summary: 'List built-in checks by name, with what they saw last',
        tags,
        response: { 200: z.object({ items: z.array(checkReply), nextCursor: z.null() }) },
      },
      handler: async () => ({ items: (await checks.list()).map(present), nextCursor: null }),
    });
    server.route({
      method: 'GET',
      url: '/api/v1/checks/:id',
      config: { permission: 'integrations:read' },
      schema: {
        operationId: 'getCheck',
        summary: 'Get a built-in check',
        ...{ tags, params },
        response: { 200: checkReply },
      },
      handler: async (request) => present(await checks.get(request.params.id)),
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/checks/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'saveCheck',
        summary: 'Add or change a built-in check; it runs immediately',
        ...{ tags, params },
        body: checkBody,
        response: { 200: checkReply },
      },
      handler: async (request) => {
        const { system: systemId, ...settings } = request.body;
        return present(
          await checks.save(request.params.id, { ...settings, systemId }, principalOf(request).actor),
        );
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/checks/:id',
      config: { permission: 'integrations:write' },
      schema: {
        operationId: 'removeCheck',
        summary: 'Remove a built-in check; its alert is resolved',
        ...{ tags, params },
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await checks.remove(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };

const stateOf = ({ enabled, failing, failed, lastRunAt }: Check) =>
  !enabled ? 'off' : failing ? 'failing' : failed > 0 ? 'unsure' : lastRunAt === null ? 'unknown' : 'well';

const present = (check: Check): z.output<typeof checkReply> => ({
  ...{ id: check.id, name: check.name, system: check.systemId, probe: check.probe },
  ...{ everySeconds: check.everySeconds, failures: check.failures, enabled: check.enabled },
  severity: check.severity as (typeof CHECK_SEVERITIES)[number],
  ...{ state: stateOf(check), failed: check.failed, message: check.message },
  lastRunAt: check.lastRunAt?.toString() ?? null,
  changedAt: check.changedAt?.toString() ?? null,
  nextAt: check.nextAt?.toString() ?? null,
});
