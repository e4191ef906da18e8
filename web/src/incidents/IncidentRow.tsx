import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { nameList } from '../escalation/next-words.ts';
import { DrillMark } from '../readiness/DrillMark.tsx';
import { SeverityBadge } from '../ui/Badges.tsx';
import { Ago, Elapsed } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { duration, secondsBetween } from '../ui/time.ts';
import { commands, type IncidentSummary } from './api.ts';
import { StatusBadge } from './StatusBadge.tsx';

/** One incident in the list, leading to its page; what is being paged for is acknowledged right there. */
export function IncidentRow({ incident, may }: { incident: IncidentSummary; may: boolean }) {
  const asks = may && incident.open && incident.acknowledgedAt === null && incident.paging !== null;
  return (
    <li className="incident-item">
      <Link to="/incidents/$ref" params={{ ref: incident.reference }} className="list-row incident-row">
        <RowFacts incident={incident} />
      </Link>
      {asks ? <Acknowledge reference={incident.reference} /> : null}
    </li>
  );
}

function Acknowledge({ reference }: { reference: string }) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const acknowledge = async () => {
    setBusy(true);
    await attempt(() => commands.acknowledge(reference), `${reference} acknowledged. Paging has stopped.`);
    await queries.invalidateQueries({ queryKey: ['incidents'] });
    setBusy(false);
  };
  return (
    <Button
      size="xs"
      className="incident-ack"
      aria-label={`Acknowledge ${reference}`}
      loading={busy}
      onClick={() => void acknowledge()}
    >
      Acknowledge
    </Button>
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
          {incident.drill ? <DrillMark /> : null}
          <span className="tnum">{incident.reference}</span>
          {incident.systems.length > 0 ? (
            <span>{incident.systems.map((system) => system.name).join(', ')}</span>
          ) : null}
          {incident.visibility === 'restricted' ? <span>restricted</span> : null}
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
