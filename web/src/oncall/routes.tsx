import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const now = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call',
  component: page(() => import('./OnCallPage.tsx'), 'OnCallPage'),
});

const schedule = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call/$id',
  component: page(() => import('./SchedulePage.tsx'), 'SchedulePage'),
});

const fresh = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call/new',
  validateSearch: (search: Record<string, unknown>): { team?: string } =>
    typeof search.team === 'string' ? { team: search.team } : {},
  staticData: { onlyFor: { needs: 'oncall:write', title: 'New schedule', what: 'create schedules' } },
  component: page(() => import('./ScheduleEditPage.tsx'), 'NewSchedulePage'),
});

const edit = createRoute({
  getParentRoute: () => appRoute,
  path: '/on-call/$id/edit',
  staticData: { onlyFor: { needs: 'oncall:write', title: 'Edit schedule', what: 'edit schedules' } },
  component: page(() => import('./ScheduleEditPage.tsx'), 'ScheduleEditPage'),
});

export const oncallRoutes = [now, fresh, schedule, edit] as const;
