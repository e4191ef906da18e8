import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { severityIds } from '../ui/Badges.tsx';
import { type Asked, type Behind, MEASURE_IDS, PERIODS, PROMISE_KINDS, STATES } from './search.ts';

const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
const day = (value: unknown): string | undefined => /^\d{4}-\d\d-\d\d$/.exec(String(value))?.[0];
const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined =>
  all.find((each) => each === value);

const asked = (search: Record<string, unknown>): Asked => ({
  period: PERIODS.find(({ id }) => id === search.period)?.id,
  ...{ at: day(search.at), from: day(search.from), to: day(search.to) },
  severity: oneOf(severityIds, search.severity),
  ...{ system: word(search.system), team: word(search.team), type: word(search.type) },
});

const overview = createRoute({
  getParentRoute: () => appRoute,
  path: '/insights',
  validateSearch: asked,
  component: page(() => import('./InsightsPage.tsx'), 'InsightsPage'),
});

const behind = createRoute({
  getParentRoute: () => appRoute,
  path: '/insights/behind',
  validateSearch: (search: Record<string, unknown>): Behind => ({
    ...asked(search),
    measure: oneOf(MEASURE_IDS, search.measure),
    state: oneOf(STATES, search.state),
    leftOut: search.leftOut === true || undefined,
    noTeam: search.noTeam === true || undefined,
    promise: oneOf(PROMISE_KINDS, search.promise),
    kept: oneOf(['kept', 'missed', 'open'] as const, search.kept),
  }),
  component: page(() => import('./BehindPage.tsx'), 'BehindPage'),
});

const reports = createRoute({
  getParentRoute: () => appRoute,
  path: '/insights/reports',
  component: page(() => import('./ReportsPage.tsx'), 'ScheduledReportsPage'),
});

const preview = createRoute({
  getParentRoute: () => appRoute,
  path: '/insights/reports/next/$report',
  component: page(() => import('./ReportPage.tsx'), 'ReportPreviewPage'),
});

const report = createRoute({
  getParentRoute: () => appRoute,
  path: '/insights/reports/$id',
  component: page(() => import('./ReportPage.tsx'), 'ScheduledReportPage'),
});

export const insightRoutes = [overview, behind, reports, preview, report] as const;
