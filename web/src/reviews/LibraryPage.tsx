import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { severityIds } from '../ui/Badges.tsx';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { LibraryItem } from './LibraryItem.tsx';
import { libraryQuery, tagsQuery } from './library-api.ts';
import './library.css';

const route = getRouteApi('/app/library');
const SPANS = [30, 90, 365];

/** Past incidents and their reports, by words; filters live in the address, so that what was found can be shared. */
export function LibraryPage() {
  const search = route.useSearch();
  const found = useInfiniteQuery(libraryQuery(search));
  return (
    <div className="page">
      <PageHeader
        title="Library"
        lead="What happened before, what caused it, and what was learned."
        actions={
          search.system === undefined ? (
            <Button renderRoot={(props) => <Link to="/reviews" {...props} />}>Reviews</Button>
          ) : (
            <LessonsOf system={search.system} />
          )
        }
      />
      <Filters />
      <Endless query={found} empty={<Nothing />} older="Show more">
        {(items) => (
          <ul className="card list" aria-label="Past incidents">
            {items.map((item) => (
              <LibraryItem key={item.reference} item={item} />
            ))}
          </ul>
        )}
      </Endless>
    </div>
  );
}

function LessonsOf({ system }: { system: string }) {
  const name = useQuery(systemsQuery).data?.items.find(({ id }) => id === system)?.name ?? system;
  return (
    <Button renderRoot={(props) => <Link to="/systems/$id/lessons" params={{ id: system }} {...props} />}>
      Lessons of {name}
    </Button>
  );
}

function Filters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const tags = useQuery(tagsQuery).data?.items ?? [];
  const narrow = (change: Partial<typeof search>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  const find = useCallback(
    (q: string) => void navigate({ search: (old) => ({ ...old, q: q || undefined }), replace: true }),
    [navigate],
  );
  return (
    <search className="filters">
      <SearchField
        label="Search past incidents"
        placeholder="Words, “words in a row”, -without"
        value={search.q ?? ''}
        onChange={find}
      />
      <NativeSelect
        aria-label="System"
        value={search.system ?? ''}
        data={[
          { value: '', label: 'Any system' },
          ...systems.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => narrow({ system: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        aria-label="Severity"
        value={search.severity ?? ''}
        data={[{ value: '', label: 'Any severity' }, ...severityIds]}
        onChange={(event) => narrow({ severity: severityIds.find((id) => id === event.currentTarget.value) })}
      />
      {tags.length === 0 && search.tag === undefined ? null : (
        <NativeSelect
          aria-label="Tag"
          value={search.tag ?? ''}
          data={[
            { value: '', label: 'Any tag' },
            ...[
              ...new Set([...(search.tag === undefined ? [] : [search.tag]), ...tags.map(({ tag }) => tag)]),
            ],
          ]}
          onChange={(event) => narrow({ tag: event.currentTarget.value || undefined })}
        />
      )}
      <NativeSelect
        aria-label="Time"
        value={String(search.days ?? '')}
        data={[
          { value: '', label: 'Any time' },
          ...SPANS.map((days) => ({ value: String(days), label: `Last ${days} days` })),
        ]}
        onChange={(event) => narrow({ days: Number(event.currentTarget.value) || undefined })}
      />
    </search>
  );
}

function Nothing() {
  const search = route.useSearch();
  if (Object.values(search).some((value) => value !== undefined))
    return (
      <EmptyState title="Nothing found" action={<Link to="/library">Clear search and filters</Link>}>
        Every word must be in the incident or its report. Try fewer words, or the beginning of one.
      </EmptyState>
    );
  return (
    <EmptyState title="No past incidents yet">
      Incidents appear here a moment after they are resolved, with their reports and findings.
    </EmptyState>
  );
}
