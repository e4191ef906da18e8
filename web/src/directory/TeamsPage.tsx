import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../identity/may.ts';
import { useAskedForm } from '../ui/asked.ts';
import { Icon } from '../ui/Icon.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { teamsQuery } from './api.ts';
import { TeamForm } from './TeamForm.tsx';

/** All teams, and who holds the organisation's own roles. */
export function TeamsPage() {
  const teams = useQuery(teamsQuery);
  const mayWrite = useMay('directory:write');
  const [adding, setAdding] = useAskedForm('add-team');
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setAdding(true)}>
      Add team
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Teams"
        lead="Teams, the systems they own and their roles."
        actions={teams.data?.items.length ? add : null}
      />
      <div className="stack-l">
        <Loaded query={teams}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title="No teams yet" action={add}>
                Teams own systems and are paged for them. Add the first one.
              </EmptyState>
            ) : (
              <ul className="card list">
                {data.items.map((team) => (
                  <li key={team.id}>
                    <Link to="/teams/$id" params={{ id: team.id }} className="list-row">
                      <span className="grow">
                        <strong>{team.name}</strong>
                        <span className="small muted sub">
                          {counted(team.members.length, 'person', 'people')},{' '}
                          {counted(team.systems.length, 'system', 'systems')}
                        </span>
                      </span>
                      <Icon name="right" size={16} />
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        <p className="small muted">
          The CTO, the CEO and other roles of the whole organisation, its time zone and its holidays are in{' '}
          <Link to="/settings">Settings</Link>.
        </p>
      </div>
      <Sheet title="Add team" open={adding} onClose={() => setAdding(false)}>
        <TeamForm team={null} onClose={() => setAdding(false)} />
      </Sheet>
    </div>
  );
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
