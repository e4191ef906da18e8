import { queryOptions } from '@tanstack/react-query';
import { api, ask, askAuth, type Reply } from '../api/client.ts';

export type Me = Reply<'getMe'>;
export type Permission = Me['permissions'][number];

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => ask(api.GET('/api/v1/me')),
  staleTime: 60_000,
  retry: false,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: () => ask(api.GET('/api/v1/setup')),
  staleTime: 0,
  retry: false,
});

export function signIn(email: string, password: string): Promise<void> {
  return askAuth('sign-in/email', { email, password, rememberMe: true });
}

/** Redeems a one-time sign-in link. */
export function signInByLink(token: string): Promise<void> {
  return askAuth('sign-in/link', { token });
}

export function signOut(): Promise<void> {
  return askAuth('sign-out', {});
}

export function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  return askAuth('change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}
