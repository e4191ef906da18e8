import './statuspage.css';
import { useQuery } from '@tanstack/react-query';
import { StateBadge } from '../ui/Badges.tsx';
import { Ago, Time } from '../ui/Time.tsx';
import { copiesQuery } from './api.ts';

const PLACES = { folder: 'Copy in the folder', bucket: 'Copy in the bucket' } as const;

/** How the copies are that can be read while Tocsin is down. Nothing where none is kept. */
export function Copies() {
  const copies = useQuery(copiesQuery).data?.items ?? [];
  if (copies.length === 0) return null;
  return (
    <ul className="copies">
      {copies.map(({ place, copiedAt, failingSince, problem }) => (
        <li key={place}>
          <span className="row">
            {PLACES[place]}
            <StateBadge tone={failingSince ? 'bad' : 'ok'}>
              {failingSince ? 'Failing' : 'Up to date'}
            </StateBadge>
            <span className="small muted">
              {failingSince ? (
                <>
                  since <Time at={failingSince} />
                </>
              ) : copiedAt ? (
                <Ago at={copiedAt} />
              ) : null}
            </span>
          </span>
          {problem ? <span className="small sub breaks">{problem}</span> : null}
        </li>
      ))}
    </ul>
  );
}
