import { z } from 'zod';
import { type AppServer, principalOf } from '../platform/http/index.ts';
import { fallbackRoles } from '../policy/index.ts';
import { resolveRole } from './decide-roles.ts';
import { holdersSchema, organisationPatchSchema } from './model-commands.ts';
import { organisationBody, presentOrganisation, presentResolution, resolutionBody } from './present.ts';
import { about, changing, type DirectoryRouteParts, read, write } from './routes-shared.ts';

const byRole = z.object({ role: z.string().max(60) });

export function organisationRoutes(parts: DirectoryRouteParts, server: AppServer): void {
  const { directory, database } = parts;
  const changed = changing(parts);
  server.get(
    '/api/v1/organisation',
    {
      config: { ...read, limited: true },
      schema: {
        ...about('getOrganisation', 'Get the organisation and its roles'),
        response: { 200: organisationBody },
      },
    },
    async () => presentOrganisation(await directory.facts(database.db)),
  );
  server.patch(
    '/api/v1/organisation',
    {
      config: write,
      schema: {
        ...about('updateOrganisation', 'Update name, time zone, holidays or default team'),
        body: organisationPatchSchema,
        response: { 200: organisationBody },
      },
    },
    (request) =>
      changed(
        (tx) => directory.updateOrganisation(tx, principalOf(request), request.body),
        presentOrganisation,
      ),
  );
  server.put(
    '/api/v1/organisation/roles/:role',
    {
      config: write,
      schema: {
        ...about('setOrganisationRole', 'Set the holders and deputies of an organisation role'),
        params: byRole,
        body: holdersSchema,
        response: { 200: organisationBody },
      },
    },
    (request) => {
      const [by, { role }] = [principalOf(request), request.params];
      return changed((tx) => directory.setHolders(tx, by, role, null, request.body), presentOrganisation);
    },
  );
  server.get(
    '/api/v1/roles',
    {
      config: read,
      schema: {
        ...about('listRoles', 'List who currently fills each role, including gaps'),
        response: { 200: z.object({ items: z.array(resolutionBody), nextCursor: z.null() }) },
      },
    },
    async () => ({ items: await answers(parts), nextCursor: null }),
  );
}

/** Every role of the policy and of the directory, for each team or for the organisation, as it would be answered now. */
async function answers({ directory, database, clock, policy, onCall }: DirectoryRouteParts) {
  const now = clock.now();
  const [facts, rules] = [await directory.facts(database.db), await policy(database.db)];
  const rolesOf = (held: 'team' | 'organisation', teamId: string | null) => {
    const ruled = Object.entries(rules.roles).flatMap(([role, rule]) => (rule.held === held ? [role] : []));
    const named = facts.roles.filter((item) => item.teamId === teamId).map((item) => item.role);
    return [...new Set([...ruled, ...named])];
  };
  const answer = (role: string, teamId: string | null, paged: readonly string[]) => {
    const fallbacks = {
      roles: fallbackRoles(rules, role),
      elsewhere: (other: string) => (other === 'on_call_engineer' ? paged : []),
    };
    return presentResolution(facts, role, teamId, resolveRole(facts, role, teamId, now, fallbacks));
  };
  const items = rolesOf('organisation', null).map((role) => answer(role, null, []));
  for (const team of facts.teams.values()) {
    if (team.archived) continue;
    const paged = await onCall(database.db, team.id, now);
    items.push(...rolesOf('team', team.id).map((role) => answer(role, team.id, paged)));
  }
  return items;
}
