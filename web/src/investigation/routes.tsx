import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const connectors = createRoute({
  getParentRoute: () => appRoute,
  path: '/connectors',
  staticData: { onlyFor: { needs: 'integrations:read', title: 'Connectors', what: 'view connectors' } },
  component: page(() => import('./ConnectorsPage.tsx'), 'ConnectorsPage'),
});

export const investigationRoutes = [connectors] as const;
