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

/** Whether an address is of this incident's page, by which name of it ever. */
const isOf = (reference: string, path: string): boolean =>
  path.toUpperCase() === `/INCIDENTS/${reference}` || /^\/incidents\/[0-9a-f-]{36}$/.test(path);

/** The parent of every page that needs a signed-in person. Chapters hang their routes here. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: Shell,
  errorComponent: RouteFailure,
  beforeLoad: async ({ context, location }) => {
    try {
      const { within } = await context.queries.ensureQueryData(meQuery);
      if (within && !isOf(within.reference, location.pathname))
        throw redirect({ to: '/sign-in', search: { next: location.href } });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      }
      throw error;
    }
  },
});
