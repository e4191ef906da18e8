import { StateBadge } from '../ui/Badges.tsx';
import { Time } from '../ui/Time.tsx';

export function LogLines({
  lines,
}: {
  lines: readonly { readonly at: string; readonly level: string | null; readonly text: string }[];
}) {
  return (
    <ol className="log-lines">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may come twice in one millisecond
        <li key={index}>
          <span className="log-head small">
            <Time at={line.at} seconds />
            {line.level ? <StateBadge tone={toneOf(line.level)}>{line.level}</StateBadge> : null}
          </span>
          <code className="breaks" dir="auto">
            {line.text}
          </code>
        </li>
      ))}
    </ol>
  );
}

const toneOf = (level: string) =>
  level === 'fatal' || level === 'error' ? 'bad' : level === 'warning' ? 'warn' : 'quiet';
