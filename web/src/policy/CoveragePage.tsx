import { useQuery } from '@tanstack/react-query';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { coverageQuery, type Finding } from './plan.ts';
import './policy.css';

const TONE = { nobody_hears: 'bad', somebody_else_hears: 'warn', thin: 'quiet' } as const;
const WORD = {
  nobody_hears: 'Nobody hears',
  somebody_else_hears: 'Somebody else hears',
  thin: 'Thin',
} as const;

/** Every gap of the year ahead, before an incident finds it (ESC-3). */
export function CoveragePage() {
  const coverage = useQuery(coverageQuery);
  return (
    <div className="page">
      <PageHeader
        title="Coverage"
        lead="For every team, severity and instant of the coming year: whom an incident would not reach."
      />
      <Loaded query={coverage}>
        {({ findings, until }) =>
          findings.length === 0 ? (
            <EmptyState title="No gaps.">
              Until <Time at={until} /> every incident reaches whom it should.
            </EmptyState>
          ) : (
            <ul className="gaps">
              {findings.map((finding) => (
                <FindingCard
                  key={`${finding.code}-${finding.teamName}-${finding.roleTitle}-${finding.sentence}`}
                  finding={finding}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function FindingCard({ finding }: { finding: Finding }) {
  const { level, teamName, roleTitle, incidents, sentence, suggestion, stretches } = finding;
  const [first] = stretches;
  const more = stretches.length - 1;
  return (
    <li className="card card-pad">
      <div className="section-head">
        <h2>
          {teamName ?? 'Everywhere'}: {roleTitle}
        </h2>
        <StateBadge tone={TONE[level]}>{WORD[level]}</StateBadge>
      </div>
      <p>{sentence}</p>
      {first ? (
        <p className="small muted">
          {incidents}, <Time at={first.from} /> to <Time at={first.until} />
          {more > 0 ? `, and ${more} more ${more === 1 ? 'time' : 'times'}` : ''}
        </p>
      ) : null}
      <p className="small">
        <strong>To do:</strong> {suggestion}
      </p>
    </li>
  );
}
