import { ErrorState, Section } from '../ui/Page.tsx';

/** In place of a section that shows itself only when it has something: without it, a failure looks like nothing to show. */
export function FailedSection(props: { title: string; query: { error: unknown; refetch: () => unknown } }) {
  const { title, query } = props;
  if (!query.error) return null;
  return (
    <Section title={title} className="card card-pad">
      <ErrorState error={query.error} retry={() => void query.refetch()} />
    </Section>
  );
}
