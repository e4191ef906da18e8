import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../identity/may.ts';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { runbooksQuery } from './api.ts';

/** The repository of runbooks (DOC-3). */
export function RunbooksPage() {
  const runbooks = useQuery(runbooksQuery);
  const add = useMay('policy:write') ? (
    <Button variant="filled" component={Link} to="/runbooks/new">
      New runbook
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Runbooks"
        lead="Guided steps for those who respond. An incident gets the runbooks for its type, systems and labels."
        actions={runbooks.data?.items.length ? add : null}
      />
      <Loaded query={runbooks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No runbooks yet" action={add}>
              Write down what to look at, how to read it, and what to do, so that nobody has to think of it at
              03:00.
            </EmptyState>
          ) : (
            <ul className="card list">
              {items.map((runbook) => (
                <li key={runbook.id} className="list-row">
                  <span className="grow">
                    <Link to="/runbooks/$id" params={{ id: runbook.id }}>
                      <strong>{runbook.title}</strong>
                    </Link>
                    <span className="small muted sub">
                      {runbook.steps} steps · {forWhat(runbook)}
                    </span>
                  </span>
                  <span className="small muted">
                    Version {runbook.version}, {runbook.by}, <Time at={runbook.at} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

/** When an incident gets it, in words. */
export function forWhat(rule: {
  types: readonly string[];
  systems: readonly string[];
  labels: Readonly<Record<string, string>>;
}): string {
  const { types, systems, labels } = rule;
  const parts = [
    ...(types.length > 0 ? [`type ${types.join(' or ')}`] : []),
    ...(systems.length > 0 ? [`system ${systems.join(' or ')}`] : []),
    ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
  ];
  return parts.length === 0 ? 'added by hand' : `for ${parts.join(' and ')}`;
}
