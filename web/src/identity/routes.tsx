import { createRoute } from '@tanstack/react-router';
import { page } from '../app/page.ts';
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
  component: page(() => import('./SetupPage.tsx'), 'SetupPage'),
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
  component: page(() => import('./SignInPage.tsx'), 'SignInPage'),
});

const forgot = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: page(() => import('./PasswordPages.tsx'), 'ForgotPasswordPage'),
});

const reset = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  validateSearch: (search: Record<string, unknown>): { token?: string | undefined } => ({
    token: word(search.token),
  }),
  component: page(() => import('./PasswordPages.tsx'), 'ChoosePasswordPage'),
});

const account = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  component: page(() => import('./AccountPage.tsx'), 'AccountPage'),
});

const audit = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  staticData: { onlyFor: { needs: 'audit:read', title: 'Audit log', what: 'view the audit log' } },
  component: page(() => import('./AuditPage.tsx'), 'AuditPage'),
});

/** Pages for whoever is not signed in yet. */
export const publicIdentityRoutes = [setup, signIn, forgot, reset] as const;

/** Pages about oneself and about administrative acts. */
export const identityRoutes = [account, audit] as const;
