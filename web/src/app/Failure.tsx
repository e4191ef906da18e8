import { Link, useRouter } from '@tanstack/react-router';
import { NotLoadedNote } from '../ui/later.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';

/** A page that failed to load or to draw, inside the shell: the way to every other page stays. */
export function PageFailure({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <div className="page">
      <PageHeader title="This page failed to load" />
      <NotLoadedNote error={error} retry={() => void router.invalidate()} />
    </div>
  );
}

/** The same where there is no shell: before anybody is signed in, or when the shell itself has failed. */
export function RouteFailure({ error }: { error: unknown }) {
  return (
    <main id="main">
      <PageFailure error={error} />
    </main>
  );
}

/** An address that leads nowhere. */
export function RouteMissing() {
  return (
    <main className="page" id="main">
      <PageHeader title="Page not found" />
      <EmptyState
        title="The link may be incomplete, or the page may have been removed."
        action={<Link to="/incidents">Go to incidents</Link>}
      />
    </main>
  );
}
