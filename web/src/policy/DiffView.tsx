import type { ReactNode } from 'react';
import { inline } from '../ui/Prose.tsx';
import type { Diff, Hunk } from './plan.ts';

const MARK = { same: ' ', removed: '−', added: '+' } as const;
const SAID = { same: '', removed: 'removed: ', added: 'added: ' } as const;

/** What changed, line by line; unchanged lines stand around each change. */
function Hunks(props: { hunks: readonly Hunk[]; className?: string; show: (text: string) => ReactNode }) {
  return (
    <div className={`diff ${props.className ?? ''}`}>
      {props.hunks.map((hunk) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <pre key={`${hunk[0]?.before}-${hunk[0]?.after}`} tabIndex={0}>
          {hunk.map((line) => (
            <span key={`${line.before}-${line.after}`} className="diff-line" data-kind={line.kind}>
              <span className="diff-mark" aria-hidden="true">
                {MARK[line.kind]}
              </span>
              <span className="sr-only">{SAID[line.kind]}</span>
              {props.show(line.text)}
              {'\n'}
            </span>
          ))}
        </pre>
      ))}
    </div>
  );
}

/** The YAML, before and after. */
export function TextDiff({ diff }: { diff: Diff }) {
  if (diff.text.length === 0) return <p className="muted">The text is identical.</p>;
  return <Hunks hunks={diff.text} show={(text) => text} />;
}

/** A line of the prose: a heading in bold, an item without its dash. */
function sentence(line: string): ReactNode {
  const heading = /^#+ (.*)$/.exec(line)?.[1];
  return heading === undefined ? inline(line.replace(/^( *)- /, '$1')) : <strong>{inline(heading)}</strong>;
}

const withWords = (hunk: Hunk): Hunk => hunk.filter(({ kind, text }) => kind !== 'same' || text !== '');

/** What the change means; says so when it means nothing, or nothing that the prose could show. */
export function ProseDiff({ diff }: { diff: Diff }) {
  if (diff.prose.length > 0)
    return <Hunks hunks={diff.prose.map(withWords)} className="diff-prose" show={sentence} />;
  if (diff.text.length === 0) return <p className="muted">No differences</p>;
  return (
    <p className="muted">
      {diff.sameRules
        ? 'Same rules. Only comments or formatting differ.'
        : 'Same wording. An ID that the record refers to has changed; see the text.'}
    </p>
  );
}
