import { useInfiniteQuery } from '@tanstack/react-query';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, Section } from '../ui/Page.tsx';
import { useShown } from '../ui/shown.ts';
import { AlertLine } from './AlertLine.tsx';
import { alertsQuery } from './api.ts';
import { OpenAlert } from './OpenAlert.tsx';

/** What monitoring said: the alerts behind this incident, each with its raw payload. */
export function AlertsOfIncident({ incidentId }: { incidentId: string }) {
  const alerts = useInfiniteQuery(alertsQuery({ incident: incidentId }));
  const [shown, setShown] = useShown('alert');
  return (
    <Section title="Alerts">
      <Endless
        query={alerts}
        older="Show more alerts"
        empty={<EmptyState title="No alerts">This incident was declared manually.</EmptyState>}
      >
        {(items) => (
          <ul className="card list">
            {items.map((alert) => (
              <AlertLine key={alert.id} alert={alert} onOpen={() => setShown(alert.id)} />
            ))}
          </ul>
        )}
      </Endless>
      {shown ? <OpenAlert id={shown} onClose={() => setShown(null)} /> : null}
    </Section>
  );
}
