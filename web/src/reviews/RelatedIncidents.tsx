import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Incident } from '../incidents/api.ts';
import { Section } from '../ui/Page.tsx';
import { LibraryItem } from './LibraryItem.tsx';
import { relatedQuery } from './library-api.ts';
import { Tags } from './Tags.tsx';
import './library.css';

/** Past incidents that look like this one, and what was learned of its systems. */
export function RelatedIncidents({ incident, may }: { incident: Incident; may: boolean }) {
  const items = useQuery(relatedQuery(incident.reference)).data?.items;
  if (items === undefined) return null;
  return (
    <>
      <Section title="Related incidents" className="card card-pad">
        {items.length === 0 ? (
          <p className="muted">No past incident looks like this one.</p>
        ) : (
          <ul className="lib-related">
            {items.map((item) => (
              <LibraryItem key={item.reference} item={item} most={1} />
            ))}
          </ul>
        )}
        {incident.systems.length === 0 ? null : (
          <p className="small lib-more">
            Lessons of{' '}
            {incident.systems.map(({ id, name }, at) => (
              <span key={id}>
                {at === 0 ? '' : ', '}
                <Link to="/systems/$id/lessons" params={{ id }}>
                  {name}
                </Link>
              </span>
            ))}
          </p>
        )}
      </Section>
      <Section title="Tags" className="card card-pad">
        <Tags reference={incident.reference} may={may} />
      </Section>
    </>
  );
}
