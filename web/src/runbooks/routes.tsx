import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/runbooks',
  component: page(() => import('./RunbooksPage.tsx'), 'RunbooksPage'),
});

const writes = { onlyFor: { needs: 'policy:write' as const, title: 'Edit runbook', what: 'edit runbooks' } };

const create = createRoute({
  getParentRoute: () => appRoute,
  path: '/runbooks/new',
  staticData: writes,
  component: page(() => import('./RunbookEditPage.tsx'), 'RunbookEditPage'),
});

const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/runbooks/$id',
  component: page(() => import('./RunbookPage.tsx'), 'RunbookPage'),
});

const edit = createRoute({
  getParentRoute: () => appRoute,
  path: '/runbooks/$id/edit',
  staticData: writes,
  component: page(() => import('./RunbookEditPage.tsx'), 'RunbookEditPage'),
});

export const runbookRoutes = [list, create, one, edit] as const;
