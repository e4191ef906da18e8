import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { Problem } from '@tocsin/client';
import { meQuery } from '../identity/session.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { RouteFailure, RouteMissing } from './Failure.tsx';
import { Shell } from './Shell.tsx';

/** The root of all pages. */
export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: () => (
    <>
      <Outlet />
      <Toasts />
    </>
  ),
  notFoundComponent: RouteMissing,
  errorComponent: RouteFailure,
});

/** The parent of every page that needs a signed-in person. Chapters hang their routes here. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: Shell,
  errorComponent: RouteFailure,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      }
      throw error;
    }
  },
});
