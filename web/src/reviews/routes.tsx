import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { severityIds } from '../ui/Badges.tsx';
import { reviewQuery } from './api.ts';
import type { LibrarySearch } from './library-api.ts';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/reviews',
  component: page(() => import('./ReviewsPage.tsx'), 'ReviewsPage'),
});

const one = createRoute({
  getParentRoute: () => appRoute,
  path: '/incidents/$ref/review',
  loader: ({ context: { queries }, params: { ref } }) => {
    void queries.prefetchQuery(reviewQuery(ref));
  },
  component: page(() => import('./ReviewPage.tsx'), 'ReviewPage'),
});

const meeting = createRoute({
  getParentRoute: () => appRoute,
  path: '/incidents/$ref/review/meeting',
  component: page(() => import('./FacilitatePage.tsx'), 'FacilitatePage'),
});

const actions = createRoute({
  getParentRoute: () => appRoute,
  path: '/actions',
  component: page(() => import('./ActionsPage.tsx'), 'ActionsPage'),
});

const trackers = createRoute({
  getParentRoute: () => appRoute,
  path: '/trackers',
  staticData: {
    onlyFor: { needs: 'integrations:read', title: 'Issue trackers', what: 'view issue trackers' },
  },
  component: page(() => import('./TrackersPage.tsx'), 'TrackersPage'),
});

const wiki = createRoute({
  getParentRoute: () => appRoute,
  path: '/confluence',
  staticData: {
    onlyFor: { needs: 'integrations:read', title: 'Confluence', what: 'view the connection to Confluence' },
  },
  component: page(() => import('./WikiPage.tsx'), 'WikiPage'),
});

const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

const library = createRoute({
  getParentRoute: () => appRoute,
  path: '/library',
  validateSearch: (search: Record<string, unknown>): LibrarySearch => ({
    q: word(search.q),
    system: word(search.system),
    severity: severityIds.find((id) => id === search.severity),
    tag: word(search.tag),
    days: Number(search.days) > 0 ? Math.min(Math.round(Number(search.days)), 36_500) : undefined,
  }),
  component: page(() => import('./LibraryPage.tsx'), 'LibraryPage'),
});

const ofSystem = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems/$id/lessons',
  component: page(() => import('./LessonsPage.tsx'), 'SystemLessonsPage'),
});

const ofTeam = createRoute({
  getParentRoute: () => appRoute,
  path: '/teams/$id/lessons',
  component: page(() => import('./LessonsPage.tsx'), 'TeamLessonsPage'),
});

export const reviewRoutes = [list, one, meeting, actions, trackers, wiki, library, ofSystem, ofTeam] as const;
