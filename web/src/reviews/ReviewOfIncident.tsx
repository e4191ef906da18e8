import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import { type Life, reviewQuery } from './api.ts';
import { Meter } from './ReportParts.tsx';
import { reportQuery } from './report-api.ts';
import { CLOCKS, STATES } from './words.ts';
import './reviews.css';

/** What comes after an incident, on its page: the deadline that is next, and the way to the review. */
export function ReviewOfIncident({ reference }: { reference: string }) {
  const review = useQuery(reviewQuery(reference)).data;
  if (review === undefined) return null;
  const life = review.review;
  return (
    <Section title="Review" className="card card-pad">
      {life === null ? (
        <p className="muted">The policy does not ask for a review at this severity.</p>
      ) : (
        <Stand life={life} />
      )}
      {life === null ? null : <Completeness reference={reference} />}
      <Button
        size="xs"
        component={Link}
        to={`/incidents/${reference}/review`}
        variant={life?.status === 'open' && life.meeting === null ? 'filled' : 'default'}
      >
        {life?.status === 'open' && life.meeting === null ? 'Schedule review' : 'Open review'}
      </Button>
    </Section>
  );
}

/** How much of the report the record already has. */
function Completeness({ reference }: { reference: string }) {
  const completeness = useQuery(reportQuery(reference)).data?.completeness;
  if (completeness === undefined) return null;
  return (
    <>
      <Meter {...completeness} />
      {completeness.missing.length === 0 ? null : (
        <p className="small muted">Missing for the report: {completeness.missing.join(', ')}</p>
      )}
    </>
  );
}

const OVER = {
  waived: 'Waived',
  stopped: 'On hold while the incident is open',
  joined: 'Part of another review',
  published: 'Report published',
} as const;

function Stand({ life }: { life: Life }) {
  if (life.status !== 'open') return <p className="muted">{OVER[life.status]}</p>;
  const next = life.clocks.find(({ state }) => state === 'running' || state === 'missed');
  return (
    <>
      {next === undefined ? null : (
        <p>
          {CLOCKS[next.kind].name} by <Time at={next.dueAt} />{' '}
          <StateBadge tone={STATES[next.state].tone}>
            <Countdown to={next.dueAt} late="late" />
          </StateBadge>
        </p>
      )}
      {life.meeting !== null && life.heldAt === null ? (
        <p className="muted">
          Meeting <Time at={life.meeting.startsAt} />
        </p>
      ) : null}
    </>
  );
}
