import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SeverityBadge, StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Segments } from '../ui/Tick.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import { type Listed, reviewsQuery } from './api.ts';
import { CLOCKS, STATES } from './words.ts';
import './reviews.css';

/** Every review that is to be held or written up, the next deadline of each. */
export function ReviewsPage() {
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const reviews = useQuery(reviewsQuery(which));
  return (
    <div className="page">
      <PageHeader
        title="Reviews"
        lead="What was learned from each incident: held within days, published within a week."
        actions={
          <>
            <Button renderRoot={(props) => <Link to="/library" {...props} />}>Library</Button>
            <Segments
              label="Which reviews"
              options={[
                { id: 'open', label: 'Open' },
                { id: 'all', label: 'All' },
              ]}
              value={which}
              onChange={setWhich}
            />
          </>
        }
      />
      <Loaded query={reviews} page="Reviews">
        {({ items, rates, days }) => (
          <>
            <dl className="rev-rates">
              {(['schedule', 'conduct', 'publish'] as const).map((kind) => (
                <div key={kind}>
                  <dt>{{ schedule: 'Scheduled', conduct: 'Held', publish: 'Published' }[kind]} in time</dt>
                  <dd>{rateOf(rates[kind])}</dd>
                </div>
              ))}
            </dl>
            <p className="small muted rev-days">Last {days} days</p>
            {items.length === 0 ? (
              <EmptyState title={which === 'open' ? 'No open reviews' : 'No reviews yet'}>
                The policy asks for one when an incident of a severity it names is resolved.
              </EmptyState>
            ) : (
              <ul className="card list">
                {items.map((review) => (
                  <Row key={review.reference} review={review} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

const rateOf = ({ kept, missed }: { kept: number; missed: number }): string =>
  kept + missed === 0 ? '–' : `${kept} of ${kept + missed}`;

const OVER = { published: 'Published', waived: 'Waived', stopped: 'On hold', joined: 'Merged' } as const;

function Row({ review }: { review: Listed }) {
  const next = review.clocks.find(({ state }) => state === 'running' || state === 'missed');
  return (
    <li className="list-row">
      <SeverityBadge severity={review.severity} settled />
      <span className="grow">
        <Link to="/incidents/$ref/review" params={{ ref: review.reference }}>
          <strong>{review.title}</strong>
        </Link>
        <span className="small muted sub">
          {review.reference}
          {review.facilitator === null ? '' : ` · ${review.facilitator.name}`}
          {review.meeting === null || review.heldAt !== null ? null : (
            <>
              {' '}
              · meeting <Time at={review.meeting.startsAt} />
            </>
          )}
        </span>
      </span>
      {review.status !== 'open' ? (
        <span className="small muted">{OVER[review.status]}</span>
      ) : next === undefined ? null : (
        <StateBadge tone={STATES[next.state].tone}>
          {CLOCKS[next.kind].short} <Countdown to={next.dueAt} late="late" />
        </StateBadge>
      )}
    </li>
  );
}
