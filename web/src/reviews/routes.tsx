import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
import { appRoute } from '../app/root.tsx';
import { reviewQuery } from './api.ts';

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

export const reviewRoutes = [list, one, meeting, actions, trackers] as const;
