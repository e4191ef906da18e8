import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const systems = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems',
  component: page(() => import('./SystemsPage.tsx'), 'SystemsPage'),
});

const system = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems/$id',
  component: page(() => import('./SystemPage.tsx'), 'SystemPage'),
});

const teams = createRoute({
  getParentRoute: () => appRoute,
  path: '/teams',
  component: page(() => import('./TeamsPage.tsx'), 'TeamsPage'),
});

const team = createRoute({
  getParentRoute: () => appRoute,
  path: '/teams/$id',
  component: page(() => import('./TeamPage.tsx'), 'TeamPage'),
});

const people = createRoute({
  getParentRoute: () => appRoute,
  path: '/people',
  component: page(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => appRoute,
  path: '/people/$id',
  component: page(() => import('./PersonPage.tsx'), 'PersonPage'),
});

export const directoryRoutes = [systems, system, teams, team, people, person] as const;
