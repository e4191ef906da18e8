import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { escalationQuery } from '../escalation/api.ts';
import { severityIds } from '../ui/Badges.tsx';
import { shownIn } from '../ui/shown.ts';
import { type IncidentSearch, incidentQuery, timelineQuery } from './api.ts';

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const TABS = ['mine', 'resolved', 'all'] as const;

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/incidents',
  validateSearch: (search: Record<string, unknown>): IncidentSearch => ({
    status: TABS.find((tab) => tab === search.status),
    q: word(search.q),
    severity: severityIds.find((id) => id === search.severity),
    system: word(search.system),
    team: word(search.team),
  }),
  component: page(() => import('./IncidentsPage.tsx'), 'IncidentsPage'),
});

const declare = createRoute({
  getParentRoute: () => appRoute,
  path: '/incidents/new',
  // Because of a report by a person: REP-12.
  validateSearch: (search: Record<string, unknown>): { report?: string | undefined } => ({
    report: word(search.report),
  }),
  component: page(() => import('./DeclarePage.tsx'), 'DeclarePage'),
});

const detail = createRoute({
  getParentRoute: () => appRoute,
  path: '/incidents/$ref',
  validateSearch: shownIn,
  // Asked for at once and side by side, while the page's script loads; the page shows each as it comes.
  loader: ({ context: { queries }, params: { ref } }) => {
    void queries.prefetchQuery(incidentQuery(ref));
    void queries.prefetchInfiniteQuery(timelineQuery(ref));
    void queries.prefetchQuery(escalationQuery(ref));
  },
  component: page(() => import('./IncidentPage.tsx'), 'IncidentPage'),
});

export const incidentRoutes = [list, declare, detail] as const;
