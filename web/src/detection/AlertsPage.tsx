import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { alone, useShown } from '../ui/shown.ts';
import { Segments } from '../ui/Tick.tsx';
import { AlertLine } from './AlertLine.tsx';
import { alertsQuery } from './api.ts';
import { OpenAlert } from './OpenAlert.tsx';

const route = getRouteApi('/app/alerts');
/** What monitoring has said, newest first, each with the incident it went to. */
export function AlertsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const alerts = useInfiniteQuery(alertsQuery(alone(search)));
  const [shown, setShown] = useShown('alert');
  const find = useCallback(
    (q: string) => void navigate({ search: (old) => ({ ...alone(old), q: q || undefined }), replace: true }),
    [navigate],
  );
  return (
    <div className="page">
      <PageHeader
        title="Alerts"
        lead="De-duplicated alerts from your monitoring, and the incident each belongs to."
      />
      <search className="filters">
        <Segments
          label="Alert status"
          value={search.status ?? 'all'}
          options={[
            { id: 'all', label: 'All' },
            { id: 'firing', label: 'Firing' },
            { id: 'resolved', label: 'Resolved' },
          ]}
          onChange={(status) =>
            void navigate({
              search: (old) => ({ ...alone(old), status: status === 'all' ? undefined : status }),
            })
          }
        />
        <SearchField
          label="Search alerts"
          placeholder="Search titles"
          value={search.q ?? ''}
          onChange={find}
        />
      </search>
      <Endless
        query={alerts}
        older="Show older alerts"
        empty={
          search.q ? (
            <EmptyState
              title={
                alerts.hasNextPage ? 'No matches among the newest alerts' : 'No alerts match this search'
              }
              action={
                <Link to="/alerts" search={{}}>
                  Show all alerts
                </Link>
              }
            />
          ) : search.status ? (
            <EmptyState title="No alerts in this state" />
          ) : (
            <EmptyState
              title="No alerts yet"
              action={<Link to="/integrations">Connect your monitoring</Link>}
            >
              Create an integration, paste its address into Alertmanager, Grafana or another tool, and send a
              test alert.
            </EmptyState>
          )
        }
      >
        {(items) => (
          <ul className="card list">
            {items.map((alert) => (
              <AlertLine key={alert.id} alert={alert} onOpen={() => setShown(alert.id)} withIncident />
            ))}
          </ul>
        )}
      </Endless>
      {shown ? <OpenAlert id={shown} onClose={() => setShown(null)} /> : null}
    </div>
  );
}
