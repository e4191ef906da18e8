import { Link } from '@tanstack/react-router';
import { ChannelLinks } from '../communication/ChannelLinks.tsx';
import type { Escalation } from '../escalation/api.ts';
import { NextPromise } from '../escalation/NextPromise.tsx';
import { DrillMark } from '../readiness/DrillMark.tsx';
import { SeverityBadge, StateBadge } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AsOf, Elapsed, Time } from '../ui/Time.tsx';
import type { Incident } from './api.ts';
import { othersAtWork } from './people/words.ts';
import { StatusBadge } from './StatusBadge.tsx';
import type { OpenSheet } from './sheets.ts';

/** What it is, how bad, where it stands, since when, and what happens next by itself. */
export function IncidentHeader(props: {
  incident: Incident;
  escalation: Escalation | undefined;
  may: boolean;
  open: OpenSheet;
}) {
  const { incident, escalation, open } = props;
  const ended = !incident.open;
  return (
    <header className="inc-head">
      <Link to="/incidents" className="inc-back">
        <Icon name="left" size={16} /> Incidents
      </Link>
      <div className="grow">
        <div className="row inc-badges">
          <Link to="/incidents" className="inc-ref">
            {incident.reference}
          </Link>
          {incident.drill ? <DrillMark /> : null}
          <SeverityBadge severity={incident.severity} name={incident.severityName} settled={ended} />
          <StatusBadge incident={incident} box />
          {!incident.severityConfirmed && !ended ? (
            props.may ? (
              <button type="button" className="chip chip-act" onClick={() => open('severity')}>
                Severity unconfirmed
              </button>
            ) : (
              <span className="chip">Severity unconfirmed</span>
            )
          ) : null}
          <Restricted incident={incident} open={open} />
          {incident.customerFacing ? <span className="chip">Customer-facing</span> : null}
          {incident.monitoringClearAt && !ended ? (
            <StateBadge tone="ok" box>
              Monitoring clear
            </StateBadge>
          ) : null}
        </div>
        <h1 className="breaks" dir="auto">
          {incident.title}
        </h1>
        <Facts incident={incident} people={escalation?.people ?? []} may={props.may} open={open} />
        {ended ? (
          <Ending incident={incident} />
        ) : escalation ? (
          <NextPromise steps={escalation.steps} pages={escalation.pages} />
        ) : (
          <p className="promise-place">{'\u00a0'}</p>
        )}
      </div>
      <div className="inc-clock">
        <span className="inc-clock-time">
          <Elapsed since={incident.detectedAt} until={incident.resolvedAt} />
        </span>
        <span className="small muted">
          {ended ? 'from detection to resolution' : 'since detection at '}
          {ended ? null : (
            <>
              <Time at={incident.detectedAt} />
              <AsOf before=", " />
            </>
          )}
        </span>
      </div>
    </header>
  );
}

/** Everybody who reads it is to know that others do not. */
function Restricted({ incident, open }: { incident: Incident; open: OpenSheet }) {
  if (incident.visibility !== 'restricted') return null;
  return (
    <button type="button" className="chip chip-act" onClick={() => open('visibility')}>
      Restricted
    </button>
  );
}

function Facts(props: { incident: Incident; people: Escalation['people']; may: boolean; open: OpenSheet }) {
  const { incident, may, open } = props;
  const ended = !incident.open;
  const others = othersAtWork(props.people, incident.commander?.id);
  return (
    <p className="inc-facts">
      {incident.systems.length > 0 ? (
        incident.systems.map((system) => (
          <Link key={system.id} to="/systems/$id" params={{ id: system.id }}>
            {system.name}
          </Link>
        ))
      ) : may && !ended ? (
        <button type="button" className="plain" onClick={() => open('systems')}>
          No affected systems yet
        </button>
      ) : (
        <span>No affected systems</span>
      )}
      <span>{incident.team ? incident.team.name : 'no team'}</span>
      {incident.commander ? (
        <span>
          Commander <strong>{incident.commander.name}</strong>
        </span>
      ) : ended ? null : (
        <span>No commander yet</span>
      )}
      {incident.warRoomUrl ? (
        <a href={incident.warRoomUrl} target="_blank" rel="noreferrer">
          Join war room
        </a>
      ) : null}
      <ChannelLinks reference={incident.reference} />
      {others.length > 0 ? <span>with {others.join(', ')}</span> : null}
    </p>
  );
}

const ENDED = {
  fixed: null,
  false_alarm: 'False alarm: ',
  duplicate: 'Duplicate: ',
  recovered: 'Recovered by itself: ',
};

function Ending({ incident }: { incident: Incident }) {
  if (incident.status === 'merged' && incident.mergedInto) {
    return (
      <p>
        Merged into{' '}
        <Link to="/incidents/$ref" params={{ ref: incident.mergedInto.reference }}>
          {incident.mergedInto.reference}
        </Link>
        . Continue there.
      </p>
    );
  }
  return incident.resolution ? (
    <p className="breaks inc-resolution" dir="auto">
      {incident.ending && ENDED[incident.ending]}
      {incident.resolution}
    </p>
  ) : null;
}
