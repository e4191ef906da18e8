import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { type ShownSearch, shownIn } from '../ui/shown.ts';
import type { AlertSearch } from './api.ts';

const alerts = createRoute({
  getParentRoute: () => appRoute,
  path: '/alerts',
  validateSearch: (search: Record<string, unknown>): AlertSearch & ShownSearch => ({
    ...shownIn(search),
    status: search.status === 'firing' || search.status === 'resolved' ? search.status : undefined,
    q: typeof search.q === 'string' && search.q !== '' ? search.q : undefined,
  }),
  component: page(() => import('./AlertsPage.tsx'), 'AlertsPage'),
});

const integrations = createRoute({
  getParentRoute: () => appRoute,
  path: '/integrations',
  staticData: { onlyFor: { needs: 'integrations:read', title: 'Integrations', what: 'view integrations' } },
  component: page(() => import('./IntegrationsPage.tsx'), 'IntegrationsPage'),
});

const integration = createRoute({
  getParentRoute: () => appRoute,
  path: '/integrations/$id',
  staticData: { onlyFor: { needs: 'integrations:read', title: 'Integration', what: 'view integrations' } },
  component: page(() => import('./IntegrationPage.tsx'), 'IntegrationPage'),
});

const checks = createRoute({
  getParentRoute: () => appRoute,
  path: '/checks',
  staticData: { onlyFor: { needs: 'integrations:read', title: 'Checks', what: 'view checks' } },
  component: page(() => import('./ChecksPage.tsx'), 'ChecksPage'),
});

export const detectionRoutes = [alerts, integrations, integration, checks] as const;
