import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';

const responders = { needs: 'incidents:respond' as const, title: 'User reports', what: 'triage reports' };

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports',
  staticData: { onlyFor: responders },
  component: page(() => import('./ReportsPage.tsx'), 'ReportsPage'),
});

const settings = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/settings',
  staticData: {
    onlyFor: { needs: 'config:apply', title: 'Report settings', what: 'change how reports come in' },
  },
  component: page(() => import('./ReportSettingsPage.tsx'), 'ReportSettingsPage'),
});

const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/$report',
  staticData: { onlyFor: responders },
  component: page(() => import('./ReportPage.tsx'), 'ReportPage'),
});

const create = createRoute({
  getParentRoute: () => appRoute,
  path: '/report-problem',
  component: page(() => import('./ReportProblemPage.tsx'), 'ReportProblemPage'),
});

export const reportRoutes = [list, settings, one, create] as const;
