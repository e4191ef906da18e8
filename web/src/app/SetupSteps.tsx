import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Loading, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { mayWait, readSkipped, type Step, setupStepsQuery, skipStep, stepsFor } from './setup-steps.ts';
import './setup-steps.css';

/** What remains, without what this browser's administrator has skipped; undefined until it is known. */
function useSteps() {
  const { data, isError } = useQuery(setupStepsQuery);
  const [skipped, setSkipped] = useState(readSkipped);
  const steps = data && stepsFor(data, skipped);
  const left = steps?.filter(({ done }) => !done).length ?? 0;
  return { steps, left, isError, skip: (step: string) => setSkipped(skipStep(step)) };
}

/**
 * While no incident is open and no page can go out yet: what remains to be set up, and below it what else would be here. Both
 * come at once, or the second would move when the first arrives.
 */
export function SetupFirst({ children }: { children: ReactNode }) {
  const { steps, left, isError, skip } = useSteps();
  if (!steps && !isError) return <Loading />;
  return (
    <>
      {steps && !mayWait(steps) ? (
        <Section title="Set-up" className="setup-steps" aside={<ToDo left={left} of={steps.length} />}>
          <StepList steps={steps} skip={skip} />
        </Section>
      ) : null}
      {children}
    </>
  );
}

/** Beside the heading, where it moves nothing: the same in one line, once there are incidents or only what may wait is left. */
export function SetupLine({ busy }: { busy: boolean }) {
  const { steps, left, skip } = useSteps();
  const [shown, setShown] = useState(false);
  if (!steps || left === 0 || !(busy || mayWait(steps))) return null;
  return (
    <div className="setup-line small muted">
      {`${left} set-up ${left === 1 ? 'step' : 'steps'} left · `}
      <button type="button" className="plain small" onClick={() => setShown(true)}>
        Continue<span className="sr-only"> set-up</span>
      </button>
      <Sheet title="Set-up" open={shown} onClose={() => setShown(false)}>
        <div className="setup-steps">
          <StepList steps={steps} skip={skip} />
        </div>
      </Sheet>
    </div>
  );
}

function ToDo({ left, of }: { left: number; of: number }) {
  return <span className="small muted">{`${left} of ${of} to do`}</span>;
}

function StepList({ steps, skip: onSkip }: { steps: readonly Step[]; skip: (step: string) => void }) {
  return (
    <ol className="card list">
      {steps.map(({ done, what, why, to, hash, skip }) => (
        <li key={what} className="list-row" data-done={done ? '' : undefined}>
          <span className="grow">
            {to !== undefined && !done ? (
              <Link to={to} hash={hash ?? ''}>
                {what}
              </Link>
            ) : (
              <span>{what}</span>
            )}
            {done ? null : <span className="small muted sub">{why}</span>}
          </span>
          {skip !== undefined && !done ? (
            <Button size="xs" aria-label={`Skip: ${what}`} onClick={() => onSkip(skip)}>
              Skip
            </Button>
          ) : null}
          {done ? <StateBadge tone="ok">Done</StateBadge> : <StateBadge tone="quiet">To do</StateBadge>}
        </li>
      ))}
    </ol>
  );
}
