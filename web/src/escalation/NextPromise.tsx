import { Countdown, When } from '../ui/Time.tsx';
import type { LadderStep, Page } from './api.ts';
import { nextComing } from './next-words.ts';

/** "Leyla Demir will be paged at 19:10, in 3 min": what happens next by itself, in one sentence. */
export function NextPromise({ steps, pages }: { steps: readonly LadderStep[]; pages: readonly Page[] }) {
  const next = nextComing(steps, pages);
  if (!next) return null;
  return (
    <p className="promise">
      {next.who} {next.what} <When at={next.at} />,{' '}
      <strong>
        <Countdown to={next.at} late="overdue" />
      </strong>
      .
    </p>
  );
}
