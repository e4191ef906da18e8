import type { Routes } from '../platform/http/index.ts';
import { organisationRoutes } from './routes-organisation.ts';
import { peopleRoutes } from './routes-people.ts';
import type { DirectoryRouteParts } from './routes-shared.ts';
import { systemRoutes } from './routes-systems.ts';
import { teamRoutes } from './routes-teams.ts';

/** People, teams, roles, systems and the organisation under /api/v1. */
export const directoryRoutes =
  (parts: DirectoryRouteParts): Routes =>
  (server) => {
    peopleRoutes(parts, server);
    teamRoutes(parts, server);
    organisationRoutes(parts, server);
    systemRoutes(parts, server);
  };
