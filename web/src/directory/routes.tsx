import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app/root.tsx';

const systems = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems',
  component: lazyRouteComponent(() => import('./SystemsPage.tsx'), 'SystemsPage'),
});

const system = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems/$id',
  component: lazyRouteComponent(() => import('./SystemPage.tsx'), 'SystemPage'),
});

const teams = createRoute({
  getParentRoute: () => appRoute,
  path: '/teams',
  component: lazyRouteComponent(() => import('./TeamsPage.tsx'), 'TeamsPage'),
});

const team = createRoute({
  getParentRoute: () => appRoute,
  path: '/teams/$id',
  component: lazyRouteComponent(() => import('./TeamPage.tsx'), 'TeamPage'),
});

const people = createRoute({
  getParentRoute: () => appRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => appRoute,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
});

export const directoryRoutes = [systems, system, teams, team, people, person] as const;
