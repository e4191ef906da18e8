import { Button } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, ask, type Reply } from '../api/client.ts';
import { peopleQuery } from '../directory/api.ts';
import { EmptyState, ErrorState, Loading, PageHeader } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';

type Entry = Reply<'listAudit'>['items'][number];

const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) =>
    ask(api.GET('/api/v1/audit', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

/** Who changed what in the administration, newest first. */
export function AuditPage() {
  const audit = useInfiniteQuery(auditQuery);
  const people = useQuery(peopleQuery);
  const names = new Map((people.data?.items ?? []).map((person) => [person.id, person.name]));
  const entries = audit.data?.pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <PageHeader
        title="Audit log"
        lead="Administrative acts: who changed access, keys, people and policy."
      />
      {audit.error && !entries ? <ErrorState error={audit.error} retry={() => void audit.refetch()} /> : null}
      {audit.isPending ? <Loading /> : null}
      {entries?.length === 0 ? (
        <EmptyState title="Nothing has been changed yet.">The first act will be the first line.</EmptyState>
      ) : null}
      {entries && entries.length > 0 ? (
        <div className="card table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th>When</th>
                <th>Who</th>
                <th>What</th>
                <th>Details</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className="nowrap">
                    <Time at={entry.at} seconds />
                  </td>
                  <td>{actorName(entry.actor, names)}</td>
                  <td>
                    <strong>{entry.action.replaceAll(/[._]/g, ' ')}</strong>
                    <span className="muted small breaks">
                      {' '}
                      {entry.subjectId ? (names.get(entry.subjectId) ?? entry.subjectId) : entry.subjectKind}
                    </span>
                  </td>
                  <td className="small muted breaks">{details(entry)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {audit.hasNextPage ? (
        <Button mt={16} loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          Show older acts
        </Button>
      ) : null}
    </div>
  );
}

function actorName(actor: unknown, names: ReadonlyMap<string, string>): string {
  const fields = typeof actor === 'object' && actor !== null ? (actor as Record<string, unknown>) : {};
  if (fields.kind === 'person') return names.get(String(fields.personId)) ?? 'A person no longer listed';
  if (fields.kind === 'token') return `Token “${String(fields.name ?? '')}”`;
  if (fields.kind === 'integration') return 'An integration';
  return 'Tocsin';
}

function details(entry: Entry): string {
  const fields = typeof entry.details === 'object' && entry.details !== null ? entry.details : {};
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${brief(value)}`)
    .join(', ');
}

/** Long lists by their length: what was applied from a file is in the file. */
function brief(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length > 5 ? `${value.length} entries` : value.map(brief).join(', ') || 'none';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
