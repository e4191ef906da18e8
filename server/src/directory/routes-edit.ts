import { z } from 'zod';
import type { Tx } from '../platform/db/index.ts';
import { type AppServer, type Principal, principalOf } from '../platform/http/index.ts';
import type { DirectoryFacts } from './model.ts';
import { about, changing, type DirectoryRouteParts, write } from './routes-shared.ts';

export const byId = z.object({ id: z.string().max(60) });

/** Something with an id of its own that managers add, change and archive. */
export interface Edited<New extends z.ZodType<{ readonly id: string }>, Patch extends z.ZodType> {
  readonly path: '/api/v1/teams' | '/api/v1/systems';
  /** The operations are called createTeam, updateTeam, archiveTeam. */
  readonly called: 'Team' | 'System';
  readonly input: New;
  readonly patch: Patch;
  readonly body: z.ZodType;
  readonly create: (tx: Tx, by: Principal, input: z.output<New>) => Promise<unknown>;
  readonly update: (tx: Tx, by: Principal, id: string, patch: z.output<Patch>) => Promise<unknown>;
  readonly archive: (tx: Tx, by: Principal, id: string) => Promise<unknown>;
  readonly present: (id: string) => (facts: DirectoryFacts) => unknown;
}

/** Add, change, archive: alike for teams and systems. */
export function editRoutes<New extends z.ZodType<{ readonly id: string }>, Patch extends z.ZodType>(
  parts: DirectoryRouteParts,
  server: AppServer,
  { path, called, ...one }: Edited<New, Patch>,
): void {
  const changed = changing(parts);
  const word = called.toLowerCase();
  server.post(
    path,
    {
      config: write,
      schema: { ...about(`create${called}`, `Add a ${word}`), body: one.input, response: { 201: one.body } },
    },
    async (request, reply) => {
      const by = principalOf(request);
      const input = request.body as z.output<New>;
      return reply.code(201).send(await changed((tx) => one.create(tx, by, input), one.present(input.id)));
    },
  );
  server.patch(
    `${path}/:id`,
    {
      config: write,
      schema: {
        ...about(`update${called}`, `Update a ${word}`),
        params: byId,
        body: one.patch,
        response: { 200: one.body },
      },
    },
    (request) => {
      const [by, { id }] = [principalOf(request), request.params];
      const patch = request.body as z.output<Patch>;
      return changed((tx) => one.update(tx, by, id, patch), one.present(id));
    },
  );
  server.delete(
    `${path}/:id`,
    {
      config: write,
      schema: {
        ...about(`archive${called}`, `Archive a ${word}`),
        params: byId,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const by = principalOf(request);
      await parts.database.transaction((tx) => one.archive(tx, by, request.params.id));
      return reply.code(204).send(null);
    },
  );
}
