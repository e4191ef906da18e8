import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { drillsQuery } from './api.ts';
import './readiness.css';

/** On the page of an incident that is played: that it is, and where the drill is steered. */
export function DrillBanner({ reference }: { reference: string }) {
  const drill = useQuery(drillsQuery).data?.items.find(({ incident }) => incident?.reference === reference);
  return (
    <p className="drill-banner">
      <strong>DRILL.</strong> This is an exercise; nothing is broken.{' '}
      {drill ? (
        <Link to="/drills/$id" params={{ id: drill.id }}>
          Open drill
        </Link>
      ) : null}
    </p>
  );
}
