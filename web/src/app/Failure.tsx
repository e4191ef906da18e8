import { Link, useRouter } from '@tanstack/react-router';
import { EmptyState, ErrorState, PageHeader } from '../ui/Page.tsx';

/** A page that failed to load or to draw. */
export function RouteFailure({ error }: { error: unknown }) {
  const router = useRouter();
  return (
    <main className="page" id="main">
      <PageHeader title="This page did not load" />
      <ErrorState error={error} retry={() => void router.invalidate()} />
    </main>
  );
}

/** An address that leads nowhere. */
export function RouteMissing() {
  return (
    <main className="page" id="main">
      <PageHeader title="There is no page at this address" />
      <EmptyState
        title="The link may be incomplete, or what it led to has been removed."
        action={<Link to="/incidents">Go to the incidents</Link>}
      />
    </main>
  );
}
