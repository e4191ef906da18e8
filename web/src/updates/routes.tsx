import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const audiences = createRoute({
  getParentRoute: () => appRoute,
  path: '/audiences',
  component: page(() => import('./AudiencesPage.tsx'), 'AudiencesPage'),
});

export const updateRoutes = [audiences] as const;
