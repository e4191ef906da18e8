import { StateBadge } from '../ui/Badges.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import type { Clock } from './api.ts';
import { CLOCKS, STATES } from './words.ts';

/** The runbook's three clocks, and what became of each. */
export function Clocks({ clocks }: { clocks: readonly Clock[] }) {
  return (
    <ol className="rev-clocks">
      {clocks.map((clock) => (
        <li key={clock.kind} data-state={clock.state}>
          <span className="rev-clock-name">{CLOCKS[clock.kind].name}</span>
          <StateBadge tone={STATES[clock.state].tone}>{STATES[clock.state].words}</StateBadge>
          <span className="small muted">
            <ClockTime clock={clock} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function ClockTime({ clock: { state, dueAt, doneAt } }: { clock: Clock }) {
  if (doneAt !== null)
    return (
      <>
        <Time at={doneAt} />
        {state === 'late' ? (
          <>
            , due <Time at={dueAt} />
          </>
        ) : null}
      </>
    );
  if (state === 'stopped') return null;
  return (
    <>
      by <Time at={dueAt} /> (<Countdown to={dueAt} late="late" />)
    </>
  );
}
