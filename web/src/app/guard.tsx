import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meQuery, type Permission } from '../identity/session.ts';
import { EmptyState, PageHeader } from '../ui/Page.tsx';

/** Whose page it is. A route without it is everybody's. */
interface OnlyFor {
  needs: Permission;
  /** The title of the page, and what its people do there: "Managers and administrators" `see integrations`. */
  title: string;
  what: string;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    onlyFor?: OnlyFor;
  }
}

const ADMINISTRATORS: readonly Permission[] = ['audit:read', 'accounts:write', 'config:apply'];

/**
 * The page, for those who may use it. Others, who come by an address, are told whose it is: no form that cannot be sent
 * and nothing to try again. It only spares the disappointment; the server decides anew each time.
 */
export function PageGuard({ children }: { children: ReactNode }) {
  const wanted = useRouterState({
    select: (state) => state.matches.findLast(({ staticData }) => staticData.onlyFor)?.staticData.onlyFor,
  });
  const me = useQuery(meQuery);
  if (wanted === undefined || me.data === undefined || me.data.permissions.includes(wanted.needs))
    return children;
  const who = ADMINISTRATORS.includes(wanted.needs) ? 'administrators' : 'managers and administrators';
  return (
    <div className="page">
      <PageHeader title={wanted.title} />
      <EmptyState title={`Only ${who} can ${wanted.what}.`}>Ask an administrator for access.</EmptyState>
    </div>
  );
}
