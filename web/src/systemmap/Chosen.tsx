import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { SeverityBadge, StateBadge } from '../ui/Badges.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Facts, Section } from '../ui/Page.tsx';
import type { SystemMap, SystemNow } from './api.ts';
import { SystemState } from './State.tsx';
import { onCallText } from './SystemTable.tsx';

/** The system that was chosen in the drawing: what is wrong, who answers for it, what stands next to it. */
export function Chosen({
  system,
  map,
  select,
  close,
}: {
  system: SystemNow;
  map: SystemMap;
  select: (id: string) => void;
  close: () => void;
}) {
  const team = map.teams.find(({ id }) => id === system.team.id);
  return (
    <Section
      title={system.name}
      className="card card-pad map-chosen"
      aside={
        <button type="button" className="plain" onClick={close}>
          <Icon name="close" size={16} />
          <span className="sr-only">Close {system.name}</span>
        </button>
      }
    >
      <div className="stack">
        {system.incidents.length === 0 ? (
          <p className="row" dir="auto">
            <SystemState system={system} />
            {system.state === 'ok' ? null : <span>{system.sentence}</span>}
          </p>
        ) : (
          <ul className="stack-s">
            {system.incidents.map(({ reference, title, severity, acknowledged }) => (
              <li key={reference} className="row">
                <SeverityBadge severity={severity} />
                <Link to="/incidents/$ref" params={{ ref: reference }} className="breaks" dir="auto">
                  {reference} {title}
                </Link>
                {acknowledged ? null : <StateBadge tone="bad">Not acknowledged</StateBadge>}
              </li>
            ))}
          </ul>
        )}
        {system.incidents.length > 0 && system.exposedBy.length > 0 ? (
          <p className="small">
            Depends on {system.exposedBy.map(({ name }) => name).join(', ')}, which has a problem.
          </p>
        ) : null}
        <Facts
          items={[
            [
              'Owner',
              <Link key="team" to="/teams/$id" params={{ id: system.team.id }}>
                {system.team.name}
              </Link>,
            ],
            ['On call now', onCallText(team)],
            ['Customer-facing', system.customerFacing ? 'yes' : 'no'],
            ['Depends on', <Others key="needs" {...{ map, select }} ids={system.dependsOn} />],
            ['Needed by', <Others key="needed" {...{ map, select }} ids={system.dependents} />],
          ]}
        />
        <Button
          size="xs"
          renderRoot={(props) => <Link to="/systems/$id" params={{ id: system.id }} {...props} />}
        >
          Open system
        </Button>
      </div>
    </Section>
  );
}

/** A hub is needed by half of the organisation. */
const MOST = 12;

function Others(props: { ids: readonly string[]; map: SystemMap; select: (id: string) => void }) {
  if (props.ids.length === 0) return <span className="muted">None</span>;
  const names = new Map(props.map.systems.map(({ id, name }) => [id, name]));
  return (
    <span className="row">
      {props.ids.slice(0, MOST).map((id) => (
        <button key={id} type="button" className="chip" onClick={() => props.select(id)}>
          {names.get(id) ?? id}
        </button>
      ))}
      {props.ids.length > MOST ? <span className="small muted">{props.ids.length - MOST} more</span> : null}
    </span>
  );
}
