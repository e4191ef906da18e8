import type { Hunk } from './plan.ts';

const MARK = { same: ' ', removed: '−', added: '+' } as const;
const SAID = { same: '', removed: 'removed: ', added: 'added: ' } as const;

/** What changed, line by line; unchanged lines stand around each change. */
export function DiffView({ hunks, nothing }: { hunks: readonly Hunk[]; nothing: string }) {
  if (hunks.length === 0) return <p className="muted">{nothing}</p>;
  return (
    <div className="diff">
      {hunks.map((hunk) => (
        <pre key={`${hunk[0]?.before}-${hunk[0]?.after}`}>
          {hunk.map((line) => (
            <span key={`${line.before}-${line.after}`} className="diff-line" data-kind={line.kind}>
              <span className="diff-mark" aria-hidden="true">
                {MARK[line.kind]}
              </span>
              <span className="sr-only">{SAID[line.kind]}</span>
              {line.text}
              {'\n'}
            </span>
          ))}
        </pre>
      ))}
    </div>
  );
}
