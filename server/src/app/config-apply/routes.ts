import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Fault } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import type { ConfigApplier } from './service.ts';

const flag = z
  .enum(['true', 'false', ''])
  .default('false')
  .transform((word) => word !== 'false');

const value = z.unknown();
const planBody = z
  .object({
    dryRun: z.boolean(),
    changed: z.boolean(),
    summary: z.object({
      create: z.number(),
      update: z.number(),
      delete: z.number(),
      unchanged: z.number(),
    }),
    warnings: z
      .array(z.object({ path: z.string(), message: z.string(), line: z.number(), column: z.number() }))
      .describe('Accepted, but likely a mistake'),
    newAddresses: z
      .array(z.object({ section: z.string(), id: z.string(), url: z.string() }))
      .describe(
        'Addresses of integrations created without a key in the file; their keys are shown only here',
      ),
    items: z.array(
      z.object({
        section: z.string(),
        id: z.string(),
        action: z.enum(['create', 'update', 'delete', 'unchanged']),
        changes: z.array(z.object({ path: z.string(), from: value.optional(), to: value.optional() })),
      }),
    ),
  })
  .meta({ id: 'ConfigPlan' });

const YAML = ['text/yaml', 'application/yaml', 'application/x-yaml', 'text/x-yaml', 'text/plain'];

/** `PUT /api/v1/config` applies the whole of org.yaml, `GET` writes it. */
export const configRoutes =
  (config: ConfigApplier): Routes =>
  (server) => {
    // A scope of its own, because here JSON is wanted as text too: its faults have lines and columns as well.
    void server.register(async (plugin) => {
      const scope = plugin.withTypeProvider<ZodTypeProvider>();
      scope.removeContentTypeParser(['application/json', 'text/plain']);
      scope.addContentTypeParser(
        [...YAML, 'application/json'],
        { parseAs: 'string' },
        (_request, body, done) => done(null, body),
      );
      scope.put(
        '/api/v1/config',
        {
          config: { permission: 'config:apply' },
          schema: {
            operationId: 'applyConfig',
            summary: 'Apply an org.yaml; all or nothing',
            tags: ['config'],
            consumes: ['text/yaml'],
            querystring: z.object({
              dryRun: flag.describe('Only report what would change'),
              prune: flag.describe('Delete what is missing from the sections of the file'),
              reason: z
                .string()
                .trim()
                .max(1000)
                .transform((text) => (text === '' ? undefined : text))
                .optional()
                .describe('Reason; saved with a new policy version and in the audit log'),
              overwriteRunbooks: flag.describe(
                'Replace runbooks that someone edited elsewhere; their versions stay in the history',
              ),
              policyBase: z.coerce
                .number()
                .int()
                .min(1)
                .optional()
                .describe(
                  'The policy version that the file includes. Without it, the file may replace an applied policy, but not one that someone edited',
                ),
            }),
            body: z
              .string()
              .optional()
              .describe('The text of org.yaml; JSON is also accepted, also as application/json'),
            response: { 200: planBody },
          },
        },
        async (request) => {
          if (request.body === undefined)
            throw new Fault('invalid', 'config_missing', 'Send the text of org.yaml as text/yaml.');
          const { summary, items, warnings, newAddresses, ...plan } = await config.apply(
            request.body,
            principalOf(request),
            request.query,
          );
          return {
            ...plan,
            summary: { ...summary },
            newAddresses: newAddresses.map((each) => ({ ...each })),
            warnings: warnings.map(({ path, message, line = 1, column = 1 }) => ({
              path,
              message,
              line,
              column,
            })),
            items: items.map((item) => ({ ...item, changes: item.changes.map((change) => ({ ...change })) })),
          };
        },
      );
      scope.get(
        '/api/v1/config',
        {
          config: { permission: 'config:apply' },
          schema: {
            operationId: 'exportConfig',
            summary: 'Export everything as an org.yaml',
            tags: ['config'],
            produces: ['text/yaml'],
            response: { 200: z.string() },
          },
        },
        async (_request, reply) => reply.type('text/yaml; charset=utf-8').send(await config.export()),
      );
    });
  };
