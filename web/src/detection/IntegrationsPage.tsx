import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../identity/may.ts';
import { useAskedForm } from '../ui/asked.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Ago } from '../ui/Time.tsx';
import { integrationsQuery } from './api.ts';
import { NewIntegration } from './NewIntegration.tsx';
import { kindNames } from './setup-texts.ts';

/** The ways in for monitoring. */
export function IntegrationsPage() {
  const integrations = useQuery(integrationsQuery);
  const mayWrite = useMay('integrations:write');
  const [adding, setAdding] = useAskedForm('add-integration');
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setAdding(true)}>
      Add integration
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Integrations"
        lead="Endpoints that receive alerts from your monitoring. Each has its own key and can be turned off separately."
        actions={integrations.data?.items.length ? add : null}
      />
      <Loaded query={integrations}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title="No integrations yet" action={add}>
              Add an integration, copy its address into your monitoring, and send a test alert.
            </EmptyState>
          ) : (
            <ul className="card list">
              {data.items.map((item) => (
                <li key={item.id}>
                  <Link to="/integrations/$id" params={{ id: item.id }} className="list-row">
                    <span className="grow">
                      <strong>{item.name}</strong>
                      <span className="small muted sub">
                        {kindNames[item.kind]}
                        {item.systemId ? `, for ${item.systemId}` : ''}
                      </span>
                    </span>
                    <span className="small muted">
                      {item.lastUsedAt ? <Ago at={item.lastUsedAt} /> : 'never used'}
                    </span>
                    {item.enabled ? (
                      <StateBadge tone="ok">On</StateBadge>
                    ) : (
                      <StateBadge tone="quiet">Off</StateBadge>
                    )}
                    <Icon name="right" size={16} />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <p className="small muted">
        No monitoring yet? <Link to="/checks">Checks</Link> look at addresses, ports, names and metrics, and
        raise alerts. <Link to="/webhooks">Webhooks</Link> tell your own programs what happens.
      </p>
      <Sheet title="Add integration" open={adding} onClose={() => setAdding(false)} wide>
        <NewIntegration onClose={() => setAdding(false)} />
      </Sheet>
    </div>
  );
}
