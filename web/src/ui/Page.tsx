import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { describeFailure, isMissing, isRefused } from '../api/problem.ts';

/** The heading of a page: what it is, one sentence on what it is for, and what can be done there. */
export function PageHeader({
  title,
  lead,
  actions,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  useTitle(title);
  return (
    <header className="page-head">
      <div className="grow">
        <h1>{title}</h1>
        {lead ? <p>{lead}</p> : null}
      </div>
      {actions ? <div className="row">{actions}</div> : null}
    </header>
  );
}

/** Sets the title of the browser tab while mounted. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tocsin`;
  }, [title]);
}

/** A titled part of a page. */
export function Section(props: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
  className?: string;
}) {
  return (
    <section aria-label={props.title} id={props.id} className={props.className}>
      <div className="section-head">
        <h2>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

/** Nothing is here: says why and what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children ? <div>{children}</div> : null}
      {action}
    </div>
  );
}

/** Something failed: says what happened and what to do. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const failure = describeFailure(error);
  if (isRefused(error)) return <EmptyState title={failure.title}>{failure.detail}</EmptyState>;
  return (
    <div className="problem" role="alert">
      <strong>{failure.title}</strong>
      <div>{failure.detail}</div>
      {retry ? (
        <Button size="xs" onClick={retry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

/** Grey lines while something loads; they appear only after a blink, so fast answers never flash. */
export function Loading({ lines = 5 }: { lines?: number }) {
  return (
    <div className="stack" aria-busy="true">
      <span className="sr-only" role="status">
        Loading
      </span>
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].slice(0, lines).map((key) => (
        <div key={key} className="skeleton" />
      ))}
    </div>
  );
}

/**
 * The result of a query: loading, failed, or there. Keeps showing old data while newer is fetched, and when that fails; not of
 * what is gone, which may be what this person is not to see any more.
 * @param props.page what the whole page is about ("Incident"): without it, a page that failed has no heading
 */
export function Loaded<T>({
  query,
  children,
  lines,
  page,
}: {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  children: (data: T) => ReactNode;
  lines?: number;
  page?: string;
}) {
  const gone = query.error !== null && isMissing(query.error);
  if (query.data !== undefined && !gone) return <>{children(query.data)}</>;
  if (gone && page) {
    return (
      <>
        <PageHeader title={`${page} not found`} />
        <EmptyState
          title="It may have been removed, or the link is incomplete."
          action={<WayOn page={page} />}
        />
      </>
    );
  }
  if (query.error && page) {
    return (
      <>
        <PageHeader title={`${page} failed to load`} />
        <ErrorState error={query.error} retry={() => query.refetch()} />
      </>
    );
  }
  if (query.error) return <ErrorState error={query.error} retry={() => query.refetch()} />;
  return <Loading lines={lines ?? 5} />;
}

/** Where each kind of page is listed, for whoever came to one that is not there. */
const LISTS: Record<string, readonly [to: string, name: string]> = {
  Review: ['/reviews', 'reviews'],
  Runbook: ['/runbooks', 'runbooks'],
  Schedule: ['/on-call', 'on call'],
  'Public incident': ['/status-page', 'the status page'],
  System: ['/systems', 'systems'],
  Team: ['/teams', 'teams'],
  Person: ['/people', 'people'],
  Report: ['/reports', 'user reports'],
  Integration: ['/integrations', 'integrations'],
};

function WayOn({ page }: { page: string }) {
  const [to, name] = LISTS[page] ?? ['/incidents', 'incidents'];
  return <Link to={to}>Go to {name}</Link>;
}

/** Names and values; on a phone the value stands under its name. */
export function Facts({ items }: { items: ReadonlyArray<readonly [string, ReactNode]> }) {
  return (
    <dl className="facts">
      {items.map(([label, value]) => (
        <FactRow key={label} label={label} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** A person's initials in a circle; always beside the name, so hidden from screen readers. */
export function Initials({ name }: { name: string }) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map((word) => word?.[0] ?? '')
    .join('');
  return (
    <span className="initials" aria-hidden="true">
      {letters.toUpperCase()}
    </span>
  );
}
