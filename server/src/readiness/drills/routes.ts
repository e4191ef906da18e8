import { z } from 'zod';
import type { DirectoryFacts } from '../../directory/index.ts';
import type { Incident } from '../../incidents/index.ts';
import { notFound, type Viewer } from '../../kernel/index.ts';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import type { Drill } from './model.ts';
import {
  createBody,
  drillReply,
  drillsReply,
  improveBody,
  reasonBody,
  scenarioBody,
  scenarioId,
  scenarioReply,
  scenariosReply,
} from './model-api.ts';
import { presentDrill, presentDrills, presentScenarios } from './present.ts';
import type { Drills } from './service.ts';

const tags = ['drills'];
const byId = z.object({ id: z.uuid() });
const byScenario = z.object({ id: z.string().max(60) });

/** What is read to show drills: the directory, and of these incidents those that the viewer may see. */
export type DrillReads = (
  incidentIds: readonly string[],
  viewer: Viewer,
) => Promise<{ readonly directory: DirectoryFacts; readonly incidents: ReadonlyMap<string, Incident> }>;

export const drillRoutes =
  (drills: Drills, reads: DrillReads): Routes =>
  (server) => {
    const incidentsOf = (all: readonly Drill[]) =>
      all.flatMap(({ incidentId, heldBy }) => [incidentId, heldBy].filter((id) => id !== null));
    const shown = async (drill: Drill, viewer: Viewer) =>
      presentDrill(drill, await drills.happened(drill.id), {
        ...(await reads(incidentsOf([drill]), viewer)),
        maySteer: drills.maySteer(drill, viewer),
      });
    server.route({
      method: 'GET',
      url: '/api/v1/drills',
      config: { permission: 'oncall:read' },
      schema: {
        ...{ operationId: 'listDrills', summary: 'List drills: under way and to come first' },
        ...{ tags, response: { 200: drillsReply } },
      },
      handler: async (request) => {
        const all = await drills.list();
        return presentDrills(all, await reads(incidentsOf(all), principalOf(request)));
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/drills',
      config: { permission: 'oncall:override' },
      schema: {
        operationId: 'createDrill',
        summary: 'Start a drill, or schedule one; those who take part are notified',
        ...{ tags, body: createBody, response: { 201: drillReply } },
      },
      handler: async (request, reply) => {
        const { scenario, title, system, team, people, everyone, startsAt, occurrence } = request.body;
        const viewer = principalOf(request);
        const drill = await drills.create(
          {
            ...{ scenarioId: scenario, title: title ?? null, systemId: system ?? null, teamId: team ?? null },
            ...{ personIds: people, everyone, startsAt: startsAt ?? null, occurrenceId: occurrence ?? null },
          },
          viewer,
        );
        return reply.code(201).send(await shown(drill, viewer));
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/drills/:id',
      config: { permission: 'oncall:read' },
      schema: {
        ...{ operationId: 'getDrill', summary: 'Get a drill: what has happened, and its scorecard' },
        ...{ tags, params: byId, response: { 200: drillReply } },
      },
      handler: async (request) => shown(await drills.get(request.params.id), principalOf(request)),
    });
    steering(server, drills, shown);
    scenarioRoutes(server, drills);
  };

type Server = Parameters<Routes>[0];
type Shown = (drill: Drill, viewer: Viewer) => Promise<z.input<typeof drillReply>>;

const STEER = [
  ['end', 'endDrill', 'End a drill where it stands, and score it'],
  ['hold', 'holdDrill', 'Hold a drill: nothing happens and no one is paged until it is resumed'],
  ['resume', 'resumeDrill', 'Resume a drill that is held'],
] as const;

/** What anyone who takes part may do, and administrators; asked of the drill itself (service.ts). */
function steering(server: Server, drills: Drills, shown: Shown): void {
  for (const [verb, operationId, summary] of STEER)
    server.route({
      method: 'POST',
      url: `/api/v1/drills/:id/${verb}`,
      config: { permission: 'oncall:read' },
      schema: { operationId, summary, tags, params: byId, response: { 200: drillReply } },
      handler: async (request) => {
        const viewer = principalOf(request);
        return shown(await drills[verb](request.params.id, viewer), viewer);
      },
    });
  server.route({
    method: 'POST',
    url: '/api/v1/drills/:id/abort',
    config: { permission: 'oncall:read' },
    schema: {
      operationId: 'abortDrill',
      summary: 'Abort a drill at once; anyone who takes part can',
      ...{ tags, params: byId, body: reasonBody, response: { 200: drillReply } },
    },
    handler: async (request) => {
      const viewer = principalOf(request);
      return shown(await drills.abort(request.params.id, request.body?.reason ?? null, viewer), viewer);
    },
  });
  server.route({
    method: 'POST',
    url: '/api/v1/drills/:id/facts/:seq',
    config: { permission: 'oncall:read' },
    schema: {
      ...{ operationId: 'lookInDrill', summary: 'Look where something may be found', tags },
      params: byId.extend({ seq: z.coerce.number().int().min(0).max(100) }),
      response: { 200: drillReply },
    },
    handler: async (request) => {
      const viewer = principalOf(request);
      return shown(await drills.look(request.params.id, request.params.seq, viewer), viewer);
    },
  });
  server.route({
    method: 'PUT',
    url: '/api/v1/drills/:id/improvements',
    config: { permission: 'oncall:read' },
    schema: {
      ...{ operationId: 'improveAfterDrill', summary: 'Note what to improve after a drill', tags },
      ...{ params: byId, body: improveBody, response: { 200: drillReply } },
    },
    handler: async (request) => {
      const viewer = principalOf(request);
      return shown(await drills.improve(request.params.id, request.body.text, viewer), viewer);
    },
  });
}

function scenarioRoutes(server: Server, drills: Drills): void {
  server.route({
    method: 'GET',
    url: '/api/v1/drill-scenarios',
    config: { permission: 'oncall:read' },
    schema: {
      ...{ operationId: 'listDrillScenarios', summary: 'List the scenarios of drills', tags },
      response: { 200: scenariosReply },
    },
    handler: async () => presentScenarios(await drills.scenarios()),
  });
  server.route({
    method: 'GET',
    url: '/api/v1/drill-scenarios/:id',
    config: { permission: 'policy:write' },
    schema: {
      operationId: 'getDrillScenario',
      summary: 'Get a scenario as it is written, with what it holds in store',
      ...{ tags, params: byScenario, response: { 200: scenarioReply } },
    },
    handler: async (request) => {
      const found = (await drills.scenarios()).find(({ id }) => id === request.params.id);
      if (found === undefined) throw notFound('scenario');
      return { id: found.id, source: found.source, ships: found.ships };
    },
  });
  server.route({
    method: 'PUT',
    url: '/api/v1/drill-scenarios/:id',
    config: { permission: 'policy:write', exactText: true },
    schema: {
      operationId: 'saveDrillScenario',
      summary: "Save a scenario of the organisation's own; one of the same name that ships gives way to it",
      ...{
        tags,
        params: z.object({ id: scenarioId }),
        body: scenarioBody,
        response: { 200: scenariosReply },
      },
    },
    handler: async (request) => {
      await drills.saveScenario(request.params.id, request.body.source, principalOf(request));
      return presentScenarios(await drills.scenarios());
    },
  });
  server.route({
    method: 'DELETE',
    url: '/api/v1/drill-scenarios/:id',
    config: { permission: 'policy:write' },
    schema: {
      operationId: 'removeDrillScenario',
      summary: "Remove a scenario of the organisation's own",
      ...{ tags, params: byScenario, response: { 200: scenariosReply } },
    },
    handler: async (request) => {
      await drills.removeScenario(request.params.id, principalOf(request));
      return presentScenarios(await drills.scenarios());
    },
  });
}
