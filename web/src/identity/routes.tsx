import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute, rootRoute } from '../app/root.tsx';

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const setup = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: (search: Record<string, unknown>): { token?: string | undefined } => ({
    token: word(search.token),
  }),
  component: lazyRouteComponent(() => import('./SetupPage.tsx'), 'SetupPage'),
});

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (
    search: Record<string, unknown>,
  ): { next?: string | undefined; token?: string | undefined } => ({
    next: word(search.next),
    token: word(search.token),
  }),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
});

const forgot = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./PasswordPages.tsx'), 'ForgotPasswordPage'),
});

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  validateSearch: (search: Record<string, unknown>): { token?: string | undefined } => ({
    token: word(search.token),
  }),
  component: lazyRouteComponent(() => import('./PasswordPages.tsx'), 'ChoosePasswordPage'),
});

const account = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./AccountPage.tsx'), 'AccountPage'),
});

const audit = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('./AuditPage.tsx'), 'AuditPage'),
});

/** Pages for whoever is not signed in yet. */
export const publicIdentityRoutes = [setup, signIn, forgot, reset] as const;

/** Pages about oneself and about administrative acts. */
export const identityRoutes = [account, audit] as const;
