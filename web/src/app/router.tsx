import { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { Problem } from '@tocsin/client';
import { whenSignedOut } from '../api/client.ts';
import { communicationRoutes } from '../communication/routes.tsx';
import { detectionRoutes } from '../detection/routes.tsx';
import { directoryRoutes } from '../directory/routes.tsx';
import { identityRoutes, publicIdentityRoutes } from '../identity/routes.tsx';
import { meQuery } from '../identity/session.ts';
import { incidentRoutes } from '../incidents/routes.tsx';
import { insightRoutes } from '../insights/routes.tsx';
import { investigationRoutes } from '../investigation/routes.tsx';
import { oncallRoutes } from '../oncall/routes.tsx';
import { policyRoutes } from '../policy/routes.tsx';
import { readinessRoutes } from '../readiness/routes.tsx';
import { reportRoutes } from '../reports/routes.tsx';
import { reviewRoutes } from '../reviews/routes.tsx';
import { runbookRoutes } from '../runbooks/routes.tsx';
import { settingsRoutes } from '../settings/routes.tsx';
import { statuspageRoutes } from '../statuspage/routes.tsx';
import { systemMapRoutes } from '../systemmap/routes.tsx';
import { Loading } from '../ui/Page.tsx';
import { updateRoutes } from '../updates/routes.tsx';
import { webhookRoutes } from '../webhooks/routes.tsx';
import { PageFailure } from './Failure.tsx';
import { appRoute, rootRoute } from './root.tsx';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The live stream says when something changed.
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && !(error instanceof Problem && error.status < 500),
    },
  },
});

const home = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/incidents' });
  },
});

const routeTree = rootRoute.addChildren([
  ...publicIdentityRoutes,
  appRoute.addChildren([
    home,
    ...incidentRoutes,
    ...oncallRoutes,
    ...detectionRoutes,
    ...communicationRoutes,
    ...directoryRoutes,
    ...updateRoutes,
    ...reportRoutes,
    ...policyRoutes,
    ...readinessRoutes,
    ...runbookRoutes,
    ...reviewRoutes,
    ...insightRoutes,
    ...statuspageRoutes,
    ...settingsRoutes,
    ...investigationRoutes,
    ...webhookRoutes,
    ...systemMapRoutes,
    ...identityRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: PageFailure,
  defaultPendingComponent: () => (
    <div className="page">
      <Loading />
    </div>
  ),
});

whenSignedOut(() => {
  // Without a person there never was a session: the guard of the app route has already led to the sign-in.
  if (queries.getQueryData(meQuery.queryKey) === undefined) return;
  queries.clear();
  void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
