import { Link } from '@tanstack/react-router';
import { nameList } from '../escalation/next-words.ts';
import { SeverityBadge } from '../ui/Badges.tsx';
import { Ago, Elapsed } from '../ui/Time.tsx';
import { duration, secondsBetween } from '../ui/time.ts';
import type { IncidentSummary } from './api.ts';
import { StatusBadge } from './StatusBadge.tsx';

/** One incident in the list, leading to its page. */
export function IncidentRow({ incident }: { incident: IncidentSummary }) {
  return (
    <li>
      <Link to="/incidents/$ref" params={{ ref: incident.reference }} className="list-row incident-row">
        <RowFacts incident={incident} />
      </Link>
    </li>
  );
}

/** One incident of which several can be picked. */
export function PickRow(props: {
  incident: IncidentSummary;
  picked: boolean;
  onPick: (picked: boolean) => void;
}) {
  return (
    <li>
      <label className="incident-pick" data-picked={props.picked ? '' : undefined}>
        <input
          type="checkbox"
          checked={props.picked}
          onChange={(event) => props.onPick(event.currentTarget.checked)}
        />
        <span className="list-row incident-row">
          <RowFacts incident={props.incident} />
        </span>
      </label>
    </li>
  );
}

/** How bad, what, where, who has it, how long. */
function RowFacts({ incident }: { incident: IncidentSummary }) {
  const { open } = incident;
  return (
    <>
      <SeverityBadge severity={incident.severity} settled={!open} />
      <span className="incident-row-what">
        <span className="incident-row-title" dir="auto">
          {incident.title}
        </span>
        <span className="incident-row-meta">
          <span className="tnum">{incident.reference}</span>
          {incident.systems.length > 0 ? (
            <span>{incident.systems.map((system) => system.name).join(', ')}</span>
          ) : null}
          {incident.customerFacing ? <span>customer-facing</span> : null}
        </span>
      </span>
      <span className="incident-row-state">
        <StatusBadge incident={incident} />
        <span className="incident-row-who">{whoHasIt(incident, open)}</span>
      </span>
      <span className="incident-row-clock">
        {open ? (
          <Elapsed since={incident.detectedAt} />
        ) : (
          <span className="muted small">
            <Ago at={incident.resolvedAt ?? incident.declaredAt} />
            {incident.resolvedAt ? (
              <span className="incident-row-took">
                took {duration(secondsBetween(incident.detectedAt, incident.resolvedAt))}
              </span>
            ) : null}
          </span>
        )}
      </span>
    </>
  );
}

function whoHasIt(incident: IncidentSummary, open: boolean): string {
  if (incident.commander) return incident.commander.name;
  if (open && !incident.acknowledgedAt && incident.paging?.length)
    return `paging ${nameList(incident.paging.map(({ name }) => name))}`;
  return open && incident.acknowledgedAt ? 'no commander yet' : '';
}
