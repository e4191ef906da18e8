import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { useAskedForm } from '../ui/asked.ts';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { systemsQuery } from './api.ts';
import { SystemForm } from './SystemForm.tsx';

/** Everything that can break, and who answers for it. */
export function SystemsPage() {
  const systems = useQuery(systemsQuery);
  const names = new Map(systems.data?.items.map(({ id, name }) => [id, name]));
  const mayWrite = useMay('directory:write');
  const [adding, setAdding] = useAskedForm('add-system');
  const [words, setWords] = useState('');
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setAdding(true)}>
      Add system
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Systems"
        lead="Your services, their owners and their dependencies."
        actions={
          systems.data?.items.length ? (
            <>
              <Button renderRoot={(props) => <Link to="/system-map" {...props} />}>System map</Button>
              {add}
            </>
          ) : null
        }
      />
      <Loaded query={systems}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title="No systems yet" action={add}>
              Systems route alerts to teams. Until you add one, all alerts go to the default team.
            </EmptyState>
          ) : (
            <>
              <search className="filters">
                <SearchField
                  label="Search systems"
                  placeholder="Search name, team"
                  value={words}
                  onChange={setWords}
                />
              </search>
              <div className="card table-wrap">
                <table className="table table-cards">
                  <thead>
                    <tr>
                      <th>System</th>
                      <th>Owner</th>
                      <th>Customer-facing</th>
                      <th>Depends on</th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.items
                      .filter((system) =>
                        `${system.name} ${system.id} ${system.team.name}`
                          .toLowerCase()
                          .includes(words.toLowerCase()),
                      )
                      .map((system) => (
                        <tr key={system.id}>
                          <td>
                            <Link to="/systems/$id" params={{ id: system.id }}>
                              <strong>{system.name}</strong>
                            </Link>
                            {system.description ? (
                              <div className="small muted">{system.description}</div>
                            ) : null}
                          </td>
                          <td data-label="Owner:">
                            <Link to="/teams/$id" params={{ id: system.team.id }}>
                              {system.team.name}
                            </Link>
                          </td>
                          <td data-label="Customer-facing:">{system.customerFacing ? 'yes' : 'no'}</td>
                          <td data-label="Depends on:" className="muted">
                            {system.dependsOn.map((id) => names.get(id) ?? id).join(', ') || 'none'}
                          </td>
                        </tr>
                      ))}
                  </tbody>
                </table>
              </div>
            </>
          )
        }
      </Loaded>
      <Sheet title="Add system" open={adding} onClose={() => setAdding(false)}>
        <SystemForm system={null} onClose={() => setAdding(false)} />
      </Sheet>
    </div>
  );
}
