import { useQuery } from '@tanstack/react-query';
import { trainingQuery } from '../readiness/api.ts';
import { Unready } from '../readiness/Unready.tsx';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { coverageQuery, type Finding } from './plan.ts';
import './policy.css';

const TONE = { unreachable: 'bad', reached_by_fallback: 'warn', thin: 'quiet' } as const;
const LEVELS = [
  {
    level: 'unreachable',
    title: 'No one is notified',
    text: 'An incident at this time would not reach anyone in this role.',
  },
  {
    level: 'reached_by_fallback',
    title: 'Fallback is notified',
    text: 'The message goes to a fallback, who may not expect it.',
  },
  {
    level: 'thin',
    title: 'No backup',
    text: 'If the first person does not acknowledge, no one else is paged.',
  },
] as const;

/** Every gap of the year ahead, before an incident finds it (ESC-3). */
export function CoveragePage() {
  const coverage = useQuery(coverageQuery);
  return (
    <div className="page">
      <PageHeader
        title="Coverage"
        lead="Gaps in who is paged and notified over the coming year, for every team and severity."
      />
      <Loaded query={coverage}>
        {({ findings, from, until }) =>
          findings.length === 0 ? (
            <div className="stack-l">
              <UnreadySoon />
              <EmptyState title="No coverage gaps">
                Until <Time at={until} /> every incident reaches the people it should.
              </EmptyState>
            </div>
          ) : (
            <div className="stack-l">
              <UnreadySoon />
              {LEVELS.map(({ level, title, text }) => (
                <Level
                  key={level}
                  title={title}
                  text={text}
                  whole={{ from, until }}
                  findings={findings.filter((finding) => finding.level === level)}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  );
}

/** Whoever goes on call before a lead has signed them off (TRA-3). */
function UnreadySoon() {
  const training = useQuery(trainingQuery).data;
  return training ? <Unready unready={training.unready} /> : null;
}

type Stretch = Finding['stretches'][number];

/** All findings of one kind, under one sentence on what it means. */
function Level(props: { title: string; text: string; whole: Stretch; findings: readonly Finding[] }) {
  if (props.findings.length === 0) return null;
  return (
    <Section title={props.title}>
      <p className="muted gaps-lead">{props.text}</p>
      <ul className="gaps">
        {props.findings.map((finding) => (
          <FindingCard
            key={`${finding.code}-${finding.teamName}-${finding.roleTitle}-${finding.sentence}`}
            finding={finding}
            whole={props.whole}
          />
        ))}
      </ul>
    </Section>
  );
}

function FindingCard({ finding, whole }: { finding: Finding; whole: Stretch }) {
  const { level, teamName, roleTitle, incidents, sentence, suggestion, stretches } = finding;
  const [first] = stretches;
  const more = stretches.length - 1;
  return (
    <li className="card card-pad">
      <div className="section-head">
        <h3>
          {teamName ?? 'Everywhere'}: {roleTitle}
        </h3>
        <StateBadge tone={TONE[level]}>{incidents}</StateBadge>
      </div>
      <p>{sentence}</p>
      {first ? (
        <p className="small muted">
          {isWhole(first, whole) ? (
            'All year'
          ) : (
            <>
              <Time at={first.from} /> to <Time at={first.until} />
            </>
          )}
          {more > 0 ? `, and ${more} more ${more === 1 ? 'time' : 'times'}` : ''}
        </p>
      ) : null}
      <p className="small">
        <strong>Recommended:</strong> {suggestion}
      </p>
    </li>
  );
}

const isWhole = (stretch: Stretch, whole: Stretch): boolean =>
  Date.parse(stretch.from) <= Date.parse(whole.from) && Date.parse(stretch.until) >= Date.parse(whole.until);
