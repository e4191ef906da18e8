import { z } from 'zod';
import { type Principal, principalOf, type Routes } from '../platform/http/index.ts';
import { severity } from '../policy/index.ts';
import { SYSTEM_STATES, type SystemNow } from './decide-map.ts';
import type { MapNow, MayRead, SystemMap } from './service.ts';

const named = z.object({ id: z.string(), name: z.string() });

const systemNow = z
  .object({
    id: z.string(),
    name: z.string(),
    team: named,
    customerFacing: z.boolean(),
    dependsOn: z.array(z.string()),
    dependents: z.array(z.string()).describe('The systems that depend on this one'),
    state: z
      .enum(SYSTEM_STATES)
      .describe('The worst that is known; exposed: something that it depends on has a problem'),
    severity: severity.nullable().describe('Of the worst open incident'),
    sentence: z.string().describe('The state in words'),
    incidents: z.array(
      z.object({ reference: z.string(), title: z.string(), severity, acknowledged: z.boolean() }),
    ),
    exposedBy: z.array(named).describe('What has a problem of all that it depends on, the nearest first'),
  })
  .meta({ id: 'SystemNow' });

const teamNow = z.object({
  id: z.string(),
  name: z.string(),
  onCall: z
    .array(named.extend({ level: z.int() }))
    .nullable()
    .describe('Who is on call now, level by level; null: no schedule, or not visible to you'),
});

const mapReply = z
  .object({ at: z.string(), systems: z.array(systemNow), teams: z.array(teamNow) })
  .meta({ id: 'SystemMap' });

const nearReply = z.object({
  at: z.string(),
  systems: z.array(
    z.object({
      relation: z
        .enum(['affected', 'dependency', 'dependent'])
        .describe('affected: of the incident; dependency: an affected one needs it; dependent: it needs one'),
      system: systemNow,
      onCall: teamNow.shape.onCall,
    }),
  ),
});

const tags = ['directory'];

/** The systems as they are now, all of them or around an incident. */
export const systemMapRoutes =
  (map: SystemMap): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/system-map',
      config: { permission: 'directory:read' },
      schema: {
        operationId: 'getSystemMap',
        summary: 'Get all systems with their dependencies, state, owner and who is on call (DOC-3)',
        ...{ tags, response: { 200: mapReply } },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const found = await map.now(viewer, mayRead(viewer));
        return {
          at: found.at.toString(),
          systems: found.systems.map((system) => presentSystem(found, system)),
          teams: [...found.facts.teams.values()]
            .filter(({ archived }) => !archived)
            .map(({ id, name }) => ({ id, name, onCall: presentOnCall(found, id) })),
        };
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/systems',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'getIncidentSystems',
        summary: 'Get the affected systems of an incident and those next to them, with their state',
        ...{ tags, params: z.object({ ref: z.string().max(60) }), response: { 200: nearReply } },
      },
      handler: async (request) => {
        const viewer = principalOf(request);
        const { map: found, near } = await map.ofIncident(request.params.ref, viewer, mayRead(viewer));
        return {
          at: found.at.toString(),
          systems: near.map(({ system, relation }) => ({
            relation,
            system: presentSystem(found, system),
            onCall: presentOnCall(found, found.facts.systems.get(system.id)?.teamId ?? ''),
          })),
        };
      },
    });
  };

const mayRead = ({ permissions }: Principal): MayRead => ({
  incidents: permissions.has('incidents:read'),
  onCall: permissions.has('oncall:read'),
  statusPage: permissions.has('status:read'),
});

function presentSystem({ facts }: MapNow, now: SystemNow): z.input<typeof systemNow> {
  const system = facts.systems.get(now.id);
  const teamId = system?.teamId ?? '';
  return {
    ...{ id: now.id, name: system?.name ?? now.id },
    team: { id: teamId, name: facts.teams.get(teamId)?.name ?? teamId },
    customerFacing: system?.customerFacing ?? false,
    dependsOn: [...(system?.dependsOn ?? [])],
    dependents: [...now.dependents],
    ...{ state: now.state, severity: now.severity, sentence: now.sentence },
    incidents: now.incidents.map(({ systemIds: _, ...incident }) => incident),
    exposedBy: now.exposedBy.map((id) => ({ id, name: facts.systems.get(id)?.name ?? id })),
  };
}

const presentOnCall = ({ facts, onCall }: MapNow, teamId: string): z.input<typeof teamNow>['onCall'] =>
  onCall?.get(teamId)?.map(({ level, personId }) => ({
    ...{ level, id: personId },
    name: facts.people.get(personId)?.name ?? '',
  })) ?? null;
