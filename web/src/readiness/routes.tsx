import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const programme = createRoute({
  getParentRoute: () => appRoute,
  path: '/programme',
  component: page(() => import('./ProgrammePage.tsx'), 'ProgrammePage'),
});

const drills = createRoute({
  getParentRoute: () => appRoute,
  path: '/drills',
  component: page(() => import('./DrillsPage.tsx'), 'DrillsPage'),
});

const newDrill = createRoute({
  getParentRoute: () => appRoute,
  path: '/drills/new',
  validateSearch: (search: Record<string, unknown>): { occurrence?: string } =>
    typeof search.occurrence === 'string' ? { occurrence: search.occurrence } : {},
  staticData: { onlyFor: { needs: 'oncall:override', title: 'New drill', what: 'start a drill' } },
  component: page(() => import('./NewDrillPage.tsx'), 'NewDrillPage'),
});

const drill = createRoute({
  getParentRoute: () => appRoute,
  path: '/drills/$id',
  component: page(() => import('./DrillPage.tsx'), 'DrillPage'),
});

const training = createRoute({
  getParentRoute: () => appRoute,
  path: '/training',
  component: page(() => import('./TrainingPage.tsx'), 'TrainingPage'),
});

export const readinessRoutes = [programme, drills, newDrill, drill, training] as const;
