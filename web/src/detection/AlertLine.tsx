import { Link } from '@tanstack/react-router';
import { DrillMark } from '../readiness/DrillMark.tsx';
import { StateBadge } from '../ui/Badges.tsx';
import { Ago } from '../ui/Time.tsx';
import type { Alert } from './api.ts';
import './alerts.css';

/** One alert in a list. */
export function AlertLine(props: { alert: Alert; onOpen: () => void; withIncident?: boolean }) {
  const { alert } = props;
  return (
    <li className="list-row alert">
      <span className="grow">
        <button type="button" className="plain alert-title breaks" onClick={props.onOpen}>
          <bdi>{alert.title}</bdi>
        </button>
        <span className="small muted sub">
          {alert.drill ? <DrillMark /> : null} {alert.systemName ?? alert.systemId ?? 'no matching system'}
          {alert.drill ? '' : ` · ${alert.integrationName ?? alert.integrationId}`}
          {alert.count > 1 ? ` · ${alert.count.toLocaleString('en-GB')} times` : ''}
        </span>
      </span>
      {props.withIncident && alert.incidentReference ? (
        <Link to="/incidents/$ref" params={{ ref: alert.incidentReference }} className="alert-ref tnum">
          {alert.incidentReference}
        </Link>
      ) : null}
      <span className="alert-state">
        <AlertState alert={alert} />
        <span className="small muted sub">
          <Ago at={alert.lastSeenAt} />
        </span>
      </span>
    </li>
  );
}

/** Firing, silenced or resolved; an alert closed with its incident says so, because its monitor has not. */
export function AlertState({ alert }: { alert: Alert }) {
  if (alert.silenced) return <StateBadge tone="quiet">Silenced</StateBadge>;
  // Not red: whether somebody must act is the incident's to say.
  if (alert.status === 'firing') return <StateBadge tone="active">Firing</StateBadge>;
  return <StateBadge tone="ok">{alert.closedWithIncident ? 'Closed' : 'Resolved'}</StateBadge>;
}
