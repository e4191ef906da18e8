import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../app/root.tsx';

const now = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call',
  component: lazyRouteComponent(() => import('./OnCallPage.tsx'), 'OnCallPage'),
});

const schedule = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call/$id',
  component: lazyRouteComponent(() => import('./SchedulePage.tsx'), 'SchedulePage'),
});

const fresh = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call/new',
  component: lazyRouteComponent(() => import('./ScheduleEditPage.tsx'), 'NewSchedulePage'),
});

const edit = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call/$id/edit',
  component: lazyRouteComponent(() => import('./ScheduleEditPage.tsx'), 'ScheduleEditPage'),
});

export const oncallRoutes = [now, fresh, schedule, edit] as const;
