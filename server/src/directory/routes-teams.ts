import { z } from 'zod';
import { type AppServer, principalOf } from '../platform/http/index.ts';
import type { DirectoryFacts } from './model.ts';
import { holdersSchema, newTeamSchema, teamPatchSchema } from './model-commands.ts';
import { presentTeam, teamBody } from './present.ts';
import { byId, editRoutes } from './routes-edit.ts';
import {
  about,
  changing,
  type DirectoryRouteParts,
  found,
  listOf,
  listQuery,
  pageOf,
  read,
  write,
} from './routes-shared.ts';
import { liveTeam } from './service-teams.ts';

const byRole = z.object({ role: z.string().max(60) });

export function teamRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  const { directory, database } = parts;
  const changed = changing(parts);
  const team = (id: string) => (facts: DirectoryFacts) => presentTeam(facts, liveTeam(facts, id));
  server.get(
    '/api/v1/teams',
    {
      config: read,
      schema: {
        ...about('listTeams', 'List teams by name'),
        querystring: listQuery,
        response: { 200: listOf(teamBody) },
      },
    },
    async ({ query }) => {
      const facts = await directory.facts(database.db);
      const teams = [...facts.teams.values()].filter(
        (item) => !item.archived && found(query.q, item.name, item.id),
      );
      const page = pageOf(teams, query);
      return { ...page, items: page.items.map((item) => presentTeam(facts, item)) };
    },
  );
  server.get(
    '/api/v1/teams/:id',
    {
      config: read,
      schema: { ...about('getTeam', 'Get a team'), params: byId, response: { 200: teamBody } },
    },
    async ({ params }) => team(params.id)(await directory.facts(database.db)),
  );
  editRoutes(parts, server, {
    path: '/api/v1/teams',
    called: 'Team',
    input: newTeamSchema,
    patch: teamPatchSchema,
    body: teamBody,
    create: directory.createTeam,
    update: directory.updateTeam,
    archive: directory.archiveTeam,
    present: team,
  });
  server.put(
    '/api/v1/teams/:id/roles/:role',
    {
      config: write,
      schema: {
        ...about('setTeamRole', 'Set the holders and deputies of a team role'),
        params: byId.extend(byRole.shape),
        body: holdersSchema,
        response: { 200: teamBody },
      },
    },
    (request) => {
      const by = principalOf(request);
      const { id, role } = request.params;
      return changed((tx) => directory.setHolders(tx, by, role, id, request.body), team(id));
    },
  );
}
