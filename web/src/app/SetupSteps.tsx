import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { readSkipped, setupStepsQuery, skipStep, stepsFor } from './setup-steps.ts';
import './setup-steps.css';

/** What remains to be set up before an alert pages somebody; gone once nothing does. For administrators. */
export default function SetupSteps() {
  const { data } = useQuery(setupStepsQuery);
  const [skipped, setSkipped] = useState(readSkipped);
  if (data === undefined) return null;
  const steps = stepsFor(data, skipped);
  if (steps.every(({ done }) => done)) return null;
  const left = steps.filter(({ done }) => !done).length;
  return (
    <Section
      title="Set-up"
      className="setup-steps"
      aside={<span className="small muted">{`${left} of ${steps.length} to do`}</span>}
    >
      <ol className="card list">
        {steps.map(({ done, what, why, to, skip }) => (
          <li key={what} className="list-row" data-done={done ? '' : undefined}>
            <span className="grow">
              {to !== undefined && !done ? <Link to={to}>{what}</Link> : <span>{what}</span>}
              {done ? null : <span className="small muted sub">{why}</span>}
            </span>
            {skip !== undefined && !done ? (
              <Button size="xs" aria-label={`Skip: ${what}`} onClick={() => setSkipped(skipStep(skip))}>
                Skip
              </Button>
            ) : null}
            {done ? <StateBadge tone="ok">Done</StateBadge> : <StateBadge tone="quiet">To do</StateBadge>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
