import { z } from 'zod';
import type { AppServer } from '../platform/http/index.ts';
import { matchSystem } from './decide-systems.ts';
import type { DirectoryFacts } from './model.ts';
import { newSystemSchema, systemPatchSchema } from './model-commands.ts';
import { presentSystem, systemBody } from './present.ts';
import { byId, editRoutes } from './routes-edit.ts';
import { about, type DirectoryRouteParts, found, listOf, listQuery, pageOf, read } from './routes-shared.ts';
import { liveSystem } from './service-teams.ts';

const system = (id: string) => (facts: DirectoryFacts) => presentSystem(facts, liveSystem(facts, id));

export function systemRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  readRoutes(parts, server);
  const { directory } = parts;
  editRoutes(parts, server, {
    path: '/api/v1/systems',
    called: 'System',
    input: newSystemSchema,
    patch: systemPatchSchema,
    body: systemBody,
    create: directory.createSystem,
    update: directory.updateSystem,
    archive: directory.archiveSystem,
    present: system,
  });
}

function readRoutes({ directory, database }: DirectoryRouteParts, server: AppServer): void {
  server.get(
    '/api/v1/systems',
    {
      config: read,
      schema: {
        ...about('listSystems', 'List systems by name'),
        querystring: listQuery.extend({ team: z.string().optional() }),
        response: { 200: listOf(systemBody) },
      },
    },
    async ({ query }) => {
      const facts = await directory.facts(database.db);
      const systems = [...facts.systems.values()].filter(
        (item) =>
          !item.archived &&
          (query.team === undefined || item.teamId === query.team) &&
          found(query.q, item.name, item.id),
      );
      const page = pageOf(systems, query);
      return { ...page, items: page.items.map((item) => presentSystem(facts, item)) };
    },
  );
  server.get(
    '/api/v1/systems/:id',
    {
      config: { ...read, limited: true },
      schema: { ...about('getSystem', 'Get a system'), params: byId, response: { 200: systemBody } },
    },
    async ({ params }) => system(params.id)(await directory.facts(database.db)),
  );
  server.post(
    '/api/v1/systems/match',
    {
      config: read,
      schema: {
        ...about('matchSystem', 'Find the system that an alert with these labels would belong to'),
        body: z.strictObject({ labels: z.record(z.string().max(200), z.string().max(2000)) }),
        response: {
          200: z.object({ system: systemBody.nullable(), matcher: z.number().nullable() }),
        },
      },
    },
    async ({ body }) => {
      const facts = await directory.facts(database.db);
      const match = matchSystem(facts.systems.values(), body.labels);
      return {
        system: match === undefined ? null : system(match.systemId)(facts),
        matcher: match?.matcher ?? null,
      };
    },
  );
}
