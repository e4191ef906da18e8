import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const overview = createRoute({
  getParentRoute: () => appRoute,
  path: '/status-page',
  component: page(() => import('./StatusPagePage.tsx'), 'StatusPagePage'),
});

const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/status-page/$id',
  component: page(() => import('./PublicIncidentPage.tsx'), 'PublicIncidentPage'),
});

export const statuspageRoutes = [overview, one] as const;
