import { Button } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client.ts';
import { peopleQuery, systemsQuery, teamsQuery } from '../directory/api.ts';
import { useRoleName } from '../policy/api.ts';
import { EmptyState, ErrorState, Loading, PageHeader } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { actText, detailText } from './audit-words.ts';

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
  const teams = useQuery(teamsQuery);
  const systems = useQuery(systemsQuery);
  const named = [...(people.data?.items ?? []), ...(teams.data?.items ?? []), ...(systems.data?.items ?? [])];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const roleName = useRoleName();
  const nameOf = (id: string) => names.get(id) ?? id;
  const entries = audit.data?.pages.flatMap((page) => page.items);
  return (
    <div className="page">
      <PageHeader title="Audit log" lead="Administrative changes: access, keys, people and policy." />
      {audit.error && !entries ? <ErrorState error={audit.error} retry={() => void audit.refetch()} /> : null}
      {audit.isPending ? <Loading /> : null}
      {entries?.length === 0 ? (
        <EmptyState title="No changes yet">Administrative changes appear here.</EmptyState>
      ) : null}
      {entries && entries.length > 0 ? (
        <div className="card table-wrap">
          <table className="table table-cards">
            <thead>
              <tr>
                <th>When</th>
                <th>Who</th>
                <th>Action</th>
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
                    <strong>{actText(entry.action)}</strong>
                    <span className="muted small breaks"> {subjectText(entry, nameOf, roleName)}</span>
                  </td>
                  <td className="small muted breaks">{detailText(entry.details, nameOf)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {audit.hasNextPage ? (
        <Button mt={16} loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
          Show older changes
        </Button>
      ) : null}
    </div>
  );
}

/** Whom or what it was done to, by name; an id that nobody can read is left to the API. */
function subjectText(
  { subjectId, subjectKind }: { subjectId: string | null; subjectKind: string },
  nameOf: (id: string) => string,
  roleName: (role: string) => string,
): string {
  if (subjectId === null) return '';
  if (subjectKind === 'policy') return `version ${subjectId}`;
  if (subjectKind === 'role') {
    const [role = '', team] = subjectId.split('/').reverse();
    return team === undefined ? roleName(role) : `${roleName(role)} of ${nameOf(team)}`;
  }
  const name = nameOf(subjectId);
  return isOpaque(name) ? '' : name;
}

const isOpaque = (id: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id);

function actorName(actor: unknown, names: ReadonlyMap<string, string>): string {
  const fields = typeof actor === 'object' && actor !== null ? (actor as Record<string, unknown>) : {};
  if (fields.kind === 'person') return names.get(String(fields.personId)) ?? 'Deleted user';
  if (fields.kind === 'token') return `Token “${String(fields.name ?? '')}”`;
  if (fields.kind === 'integration') return 'Integration';
  return 'Tocsin';
}
