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

export const reviewRoutes = [list, one, meeting, actions] as const;
