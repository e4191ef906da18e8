import { StateBadge } from '../ui/Badges.tsx';
import type { Problem } from './plan.ts';

/** What lint found, in the order of the text; each leads to its line. */
export function Problems(props: { problems: readonly Problem[]; onGo: (line: number) => void }) {
  if (props.problems.length === 0) return <p className="muted">No problems found.</p>;
  return (
    <ul className="problems">
      {props.problems.map((problem) => (
        <li key={`${problem.code}-${problem.path}-${problem.message}`}>
          <button type="button" className="problem-go" onClick={() => props.onGo(problem.line)}>
            <StateBadge tone={problem.level === 'error' ? 'bad' : 'warn'}>{problem.level}</StateBadge>
            <span className="tnum">line {problem.line}</span>
            <span className="sr-only">: {problem.message}</span>
          </button>
          <div>{problem.message}</div>
          {problem.suggestion ? <div className="muted small">{problem.suggestion}</div> : null}
        </li>
      ))}
    </ul>
  );
}
