import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Section } from '../ui/Page.tsx';
import { Ago, Time } from '../ui/Time.tsx';
import type { Integration } from './api.ts';

/** What the monitoring has set through its own API: silences of Alertmanager, heartbeats of Opsgenie. */
export function SetThrough({ integration }: { integration: Integration }) {
  const { kind, silences, heartbeats } = integration;
  if (kind === 'prometheus')
    return (
      <Section title="Silences">
        {silences.length === 0 ? (
          <EmptyState title="No silences">
            Silences set with amtool are shown here. While a silence lasts, alerts that match it page no one.
          </EmptyState>
        ) : (
          <ul className="card list">
            {silences.map((silence) => (
              <SilenceRow key={silence.id} silence={silence} />
            ))}
          </ul>
        )}
      </Section>
    );
  if (kind === 'opsgenie')
    return (
      <Section title="Heartbeats">
        {heartbeats.length === 0 ? (
          <EmptyState title="No heartbeats">
            Create one as shown above. It is watched from its first ping on.
          </EmptyState>
        ) : (
          <ul className="card list">
            {heartbeats.map((heartbeat) => (
              <HeartbeatRow key={heartbeat.name} heartbeat={heartbeat} />
            ))}
          </ul>
        )}
      </Section>
    );
  return null;
}

function SilenceRow({ silence }: { silence: Integration['silences'][number] }) {
  return (
    <li className="list-row">
      <span className="grow breaks">
        <code>{silence.matchers.join(', ')}</code>
        <span className="small muted sub">
          {[silence.createdBy, silence.comment].filter(Boolean).join(': ') || 'no comment'}
        </span>
      </span>
      <span className="small muted">
        <Time at={silence.startsAt} /> to <Time at={silence.endsAt} />
      </span>
    </li>
  );
}

function HeartbeatRow({ heartbeat }: { heartbeat: Integration['heartbeats'][number] }) {
  const { name, interval, unit, lastPingAt } = heartbeat;
  return (
    <li className="list-row">
      <span className="grow breaks">
        <strong>{name}</strong>
        <span className="small muted sub">
          every {interval === 1 ? unit.slice(0, -1) : `${interval} ${unit}`}, last ping{' '}
          {lastPingAt ? <Ago at={lastPingAt} /> : 'never'}
        </span>
      </span>
      <HeartbeatState heartbeat={heartbeat} />
    </li>
  );
}

function HeartbeatState({ heartbeat }: { heartbeat: Integration['heartbeats'][number] }) {
  if (!heartbeat.enabled) return <StateBadge tone="quiet">Off</StateBadge>;
  if (heartbeat.expired) return <StateBadge tone="active">Silent</StateBadge>;
  if (heartbeat.lastPingAt === null) return <StateBadge tone="quiet">Waiting for the first ping</StateBadge>;
  return <StateBadge tone="ok">On time</StateBadge>;
}
