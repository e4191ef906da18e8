import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { Loaded } from '../../ui/Page.tsx';
import { Segments } from '../../ui/Tick.tsx';
import { ProseDiff, TextDiff } from '../DiffView.tsx';
import { Problems } from '../Problems.tsx';
import { type LintReport, previewQuery } from '../plan.ts';
import { RehearsalForm } from '../Rehearsal.tsx';

export type Side = 'problems' | 'changes' | 'meaning' | 'rehearse';

/** What is wrong, what changes, what it means, and what would happen. */
export function Findings(props: {
  side: Side;
  onSide: (side: Side) => void;
  lint: UseQueryResult<LintReport>;
  text: string;
  base: number;
  changed: boolean;
  onGo: (line: number) => void;
}) {
  const { side, lint, base, changed } = props;
  const readable = lint.data?.publishable === true && !lint.isPlaceholderData;
  const preview = useQuery({
    ...previewQuery(props.text, readable, base),
    placeholderData: (before) => before,
  });
  const problems = lint.data?.problems ?? [];
  return (
    <>
      <Segments
        label="Show"
        value={side}
        onChange={props.onSide}
        options={[
          { id: 'problems', label: problems.length > 0 ? `Problems (${problems.length})` : 'Problems' },
          { id: 'changes', label: 'Changes' },
          { id: 'meaning', label: 'Summary' },
          { id: 'rehearse', label: 'Rehearse' },
        ]}
      />
      {side === 'problems' ? (
        <Loaded query={lint}>{(report) => <Problems problems={report.problems} onGo={props.onGo} />}</Loaded>
      ) : null}
      {side === 'changes' || side === 'meaning' ? (
        readable ? (
          <Loaded query={preview}>
            {({ diff }) => (side === 'changes' ? <TextDiff diff={diff} /> : <ProseDiff diff={diff} />)}
          </Loaded>
        ) : (
          <p className="muted">Fix the errors to preview the changes.</p>
        )
      ) : null}
      {side === 'rehearse' ? <RehearsalForm yaml={readable && changed ? props.text : undefined} /> : null}
    </>
  );
}
