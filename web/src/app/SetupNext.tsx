import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { nextStep, readSkipped, setupStepsQuery, stepsFor } from './setup-steps.ts';

/**
 * During set-up, the way from one step to the next without going back to the list. Only for whoever has seen the list in this
 * window: everybody else would ask seven questions on each of these pages for nothing.
 */
export function SetupNext() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? '' });
  const listed = useQueryClient().getQueryData(setupStepsQuery.queryKey);
  const open = listed?.some(({ done }) => !done) ?? false;
  const { data, refetch } = useQuery({ ...setupStepsQuery, enabled: open });
  // What was made leads to its own page, and not everything that is made here is of the directory.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is the reason to look again
  useEffect(() => {
    if (open) void refetch();
  }, [path, open, refetch]);
  const next = data && nextStep(stepsFor(data, readSkipped()), path);
  if (!next?.step.to) return null;
  return (
    <div className="setup-next" role="status">
      <Icon name="check" size={16} />
      <p>
        {`Set-up: ${next.left} ${next.left === 1 ? 'step' : 'steps'} left. Next: `}
        <Link to={next.step.to} hash={next.step.hash ?? ''}>
          {next.step.what}
        </Link>
      </p>
    </div>
  );
}
