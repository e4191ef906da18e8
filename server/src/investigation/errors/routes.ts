import { z } from 'zod';
import type { Actor } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import type { createErrors, Errors } from './service.ts';

const tags = ['investigation'];
const params = z.object({ ref: z.string().min(1).max(64) });
const errorsReply = z
  .object({
    items: z.array(
      z.object({
        fingerprint: z.string().describe('The message without numbers, ids and quoted values'),
        text: z.string().describe('The newest message'),
        count: z.int(),
        firstAt: z.string(),
        lastAt: z.string(),
        alerts: z.int().describe('How many alerts it was in'),
        notedBy: z.array(z.string()),
        systems: z.array(z.string()),
        pinned: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Errors' });

const MOST_SHOWN = 100;

/** Errors of an incident: from its alerts and from responders (INV-4). */
export const errorRoutes =
  ({ errors, note, pin }: ReturnType<typeof createErrors>): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/errors',
      config: { permission: 'incidents:read', limited: true },
      schema: {
        operationId: 'listErrors',
        summary: 'Errors of an incident’s alerts and of its responders, grouped by what they say',
        ...{ tags, params },
        response: { 200: errorsReply },
      },
      handler: async (request) => present(await errors(request.params.ref, principalOf(request))),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/errors',
      config: { permission: 'incidents:respond', limited: true },
      schema: {
        operationId: 'noteError',
        summary: 'Add an error message that was seen',
        ...{ tags, params },
        body: z.strictObject({ text: z.string().trim().min(1, 'Enter the message').max(10_000) }),
        response: { 200: errorsReply },
      },
      handler: async (request) =>
        present(await note(request.params.ref, request.body.text, principalOf(request))),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/errors/pin',
      config: { permission: 'incidents:respond', limited: true },
      schema: {
        operationId: 'pinError',
        summary: 'Keep an error as evidence, its hash on the record',
        ...{ tags, params },
        body: z.strictObject({ fingerprint: z.string().min(1).max(400) }),
        response: { 200: errorsReply },
      },
      handler: async (request) =>
        present(await pin(request.params.ref, request.body.fingerprint, principalOf(request))),
    });
  };

function present({ groups, pinned, directory }: Errors): z.input<typeof errorsReply> {
  const personOf = (by: Actor): string =>
    by.kind === 'person'
      ? (directory.people.get(by.personId)?.name ?? 'Deleted user')
      : by.kind === 'token'
        ? by.name
        : 'Tocsin';
  return {
    items: groups.slice(0, MOST_SHOWN).map(({ fingerprint, text, count, firstAt, lastAt, messages }) => {
      const people = messages.flatMap(({ from }) => (from.kind === 'person' ? [personOf(from.by)] : []));
      const systems = messages.flatMap(({ systemId }) => (systemId === null ? [] : [systemId]));
      return {
        ...{ fingerprint, text, count, firstAt: firstAt.toString(), lastAt: lastAt.toString() },
        alerts: messages.filter(({ from }) => from.kind === 'alert').length,
        notedBy: [...new Set(people)],
        systems: [...new Set(systems)].map((id) => directory.systems.get(id)?.name ?? id),
        pinned: pinned.has(fingerprint),
      };
    }),
  };
}
