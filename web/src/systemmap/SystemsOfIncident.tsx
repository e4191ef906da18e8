import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FailedSection } from '../investigation/FailedSection.tsx';
import { Section } from '../ui/Page.tsx';
import { incidentSystemsQuery } from './api.ts';
import { SystemState } from './State.tsx';
import { onCallText } from './SystemTable.tsx';
import './map.css';

const relations = {
  affected: 'affected',
  dependency: 'affected systems depend on it',
  dependent: 'depends on affected systems',
} as const;
const ORDER = ['affected', 'dependency', 'dependent'] as const;
/** Next to a hub stands half of the organisation: the map has the rest. */
const MOST = 8;

/** The affected systems and those next to them, with how they are and whom to call. Nothing while there is only one. */
export function SystemsOfIncident({ reference }: { reference: string }) {
  const near = useQuery(incidentSystemsQuery(reference));
  const { data } = near;
  if (!data) return <FailedSection title="Systems nearby" query={near} />;
  if (data.systems.length < 2) return null;
  const well = (state: string) => (state === 'ok' ? 1 : 0);
  const sorted = data.systems.toSorted(
    (a, b) =>
      ORDER.indexOf(a.relation) - ORDER.indexOf(b.relation) || well(a.system.state) - well(b.system.state),
  );
  const first = sorted.find(({ relation }) => relation === 'affected')?.system.id;
  return (
    <Section
      title="Systems nearby"
      className="card card-pad"
      aside={
        <Link to="/system-map" search={{ system: first, near: true }} className="small">
          Map
        </Link>
      }
    >
      <ul className="stack-s near-systems">
        {sorted.slice(0, MOST).map(({ system, relation, onCall }) => (
          <li key={system.id}>
            <Link to="/systems/$id" params={{ id: system.id }} className="breaks" dir="auto">
              {system.name}
            </Link>
            <SystemState system={system} />
            <span className="small muted grow">
              {relations[relation]} · {system.team.name}
              {onCall === null ? '' : `, on call: ${onCallText({ onCall })}`}
            </span>
          </li>
        ))}
      </ul>
      {sorted.length > MOST ? <p className="small muted">{sorted.length - MOST} more on the map</p> : null}
    </Section>
  );
}
