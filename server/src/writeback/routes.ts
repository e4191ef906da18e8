import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import type { Settings } from './model.ts';
import type { WriteBack } from './service.ts';

const reply = z
  .object({
    url: z.string().nullable().describe('Where Alertmanager is; null: nothing is written back'),
    authorization: z.boolean().describe('Whether a header is kept. It is never shown'),
  })
  .meta({ id: 'WriteBack' });

const body = z.strictObject({
  url: z
    .url({
      protocol: /^https?$/,
      error: 'Enter the address of Alertmanager, such as https://alertmanager.example.com',
    })
    .max(2_000)
    .refine((url) => {
      const { username, password, search, hash } = new URL(url);
      return `${username}${password}${search}${hash}` === '';
    }, 'Enter the address alone. A secret belongs into the Authorization header.'),
  authorization: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'Enter the value of the header in one line of plain characters')
    .max(4_000)
    .nullish()
    .describe('The value of the Authorization header; left out: as it is; null: none'),
});

const present = (settings: Settings | null): z.input<typeof reply> => ({
  url: settings?.url ?? null,
  authorization: settings !== null && settings.sealedAuthorization !== null,
});

/** Whether acknowledging silences the alerts in the Alertmanager that they came from. */
export const writeBackRoutes =
  ({ settings }: WriteBack): Routes =>
  (server) => {
    const params = z.object({ id: z.string().max(100) });
    const url = '/api/v1/integrations/:id/write-back';
    const tags = ['detection'];
    server.route({
      ...{ method: 'GET', url, config: { permission: 'integrations:read' } },
      schema: {
        operationId: 'getWriteBack',
        summary: 'Get where acknowledging writes back to',
        ...{ tags, params, response: { 200: reply } },
      },
      handler: async ({ params: { id } }) => present(await settings.get(id)),
    });
    server.route({
      ...{ method: 'PUT', url, config: { permission: 'integrations:write' } },
      schema: {
        operationId: 'setWriteBack',
        summary:
          'Silence acknowledged alerts in the Alertmanager that they came from; tested before it is saved',
        ...{ tags, params, body, response: { 200: reply } },
      },
      handler: async (request) => {
        const { actor } = principalOf(request);
        return present(await settings.save(request.params.id, request.body, actor));
      },
    });
    server.route({
      ...{ method: 'DELETE', url, config: { permission: 'integrations:write' } },
      schema: {
        operationId: 'removeWriteBack',
        summary: 'Write nothing back any more; silences that exist end within five minutes',
        ...{ tags, params, response: { 204: z.null() } },
      },
      handler: async (request, answer) => {
        await settings.remove(request.params.id, principalOf(request).actor);
        return answer.code(204).send(null);
      },
    });
  };
