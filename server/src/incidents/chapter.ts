import type { TaskHandler } from '../jobs/index.ts';
import type { Routes } from '../platform/http/index.ts';
import type { IncidentPorts, Incidents } from './ports.ts';
import type { IncidentApi } from './ports-api.ts';
import { incidentRoutes } from './routes.ts';
import { createCommands, createIncidents } from './service.ts';
import { createAccess } from './service-access.ts';
import { createDeclare, declareIn, declareReported } from './service-declare.ts';
import { createHandlers, createTasks, type IncidentHandlers } from './service-events.ts';
import { createReads } from './service-read.ts';
import { beginRebuild, rebuildTask } from './service-rebuild.ts';
import { verifyAfter, verifyOne } from './service-verify.ts';
import { createViewing } from './service-viewing.ts';

/** The chapter, made once by the composition root. */
export interface IncidentsChapter {
  readonly incidents: Incidents;
  readonly handlers: IncidentHandlers;
  readonly tasks: Readonly<Record<string, TaskHandler>>;
  readonly routes: Routes;
  /** What the routes call, for whoever acts by a chat. */
  readonly commands: Pick<IncidentApi, 'command' | 'declare' | 'list'>;
  /** Wakes what is to be done once per start. */
  begin(): Promise<void>;
}

export function createIncidentsChapter(ports: IncidentPorts): IncidentsChapter {
  const api: IncidentApi = {
    ...createCommands(ports),
    ...createReads(ports),
    ...createViewing(ports),
    ...createAccess(ports),
    declare: createDeclare(ports),
    verifyOne: (ref, viewer) => verifyOne(ports, ref, viewer),
    verifyAfter: (after, limit, viewer) => verifyAfter(ports, after, limit, viewer),
  };
  return {
    incidents: {
      ...createIncidents(ports),
      declare: (tx, input, actor) => declareIn(ports, tx, input, actor),
      declareReported: (tx, input) => declareReported(ports, tx, input),
    },
    handlers: createHandlers(ports),
    tasks: { ...createTasks(ports), ...rebuildTask(ports) },
    routes: incidentRoutes(api),
    commands: api,
    begin: () => beginRebuild(ports),
  };
}
