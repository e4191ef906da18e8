import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { SeverityBadge, StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Time } from '../ui/Time.tsx';
import { type Lessons, lessonsQuery } from './library-api.ts';
import './library.css';

const system = getRouteApi('/app/systems/$id/lessons');
const team = getRouteApi('/app/teams/$id/lessons');

export function SystemLessonsPage() {
  const { id } = system.useParams();
  return <LessonsPage of={{ system: id }} />;
}
export function TeamLessonsPage() {
  const { id } = team.useParams();
  return <LessonsPage of={{ team: id }} />;
}

/** What published reports of a system or a team teach, what is done about it, and what came back. */
function LessonsPage({ of }: { of: { system: string } | { team: string } }) {
  const lessons = useQuery(lessonsQuery(of));
  return (
    <div className="page">
      <Loaded query={lessons} page="Lessons">
        {(data) => (
          <>
            <PageHeader
              title={`Lessons of ${data.name}`}
              lead={`From ${data.incidents} past ${data.incidents === 1 ? 'incident' : 'incidents'}, the newest first.`}
              actions={
                <Button
                  renderRoot={(props) => (
                    <Link to="/library" search={'system' in of ? { system: of.system } : {}} {...props} />
                  )}
                >
                  Search the library
                </Button>
              }
            />
            <div className="stack-l">
              <Recurring recurring={data.recurring} />
              <Learned learned={data.learned} />
              <Actions actions={data.actions} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}

const toReview = (ref: string) => ({ to: '/incidents/$ref/review', params: { ref } }) as const;

function Recurring({ recurring }: Pick<Lessons, 'recurring'>) {
  if (recurring.length === 0) return null;
  return (
    <Section title="Recurring causes">
      <ul className="card list">
        {recurring.map(({ because, text, incidents }) => (
          <li key={`${because} ${text}`} className="list-row lib-row">
            <div className="grow">
              <span dir="auto" className="breaks">
                {because === 'tag' ? <span className="chip">{text}</span> : text}
              </span>
              <span className="small muted sub">
                {incidents.length} incidents{' '}
                {because === 'tag' ? 'with this tag' : 'whose root causes say much the same'}:{' '}
                {incidents.map(({ reference, title }, at) => (
                  <span key={reference}>
                    {at === 0 ? '' : ', '}
                    <Link {...toReview(reference)} title={title}>
                      {reference}
                    </Link>
                  </span>
                ))}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Learned({ learned }: Pick<Lessons, 'learned'>) {
  return (
    <Section title="Lessons learned">
      {learned.length === 0 ? (
        <EmptyState title="No lessons yet">They come from published reports.</EmptyState>
      ) : (
        <ul className="card list">
          {learned.map(({ reference, title, severity, endedAt, lessons, wentWell }) => (
            <li key={reference} className="list-row lib-row">
              <SeverityBadge severity={severity} settled />
              <div className="grow">
                <Link {...toReview(reference)}>
                  <strong dir="auto">{title}</strong>
                </Link>
                <span className="small muted sub">
                  {reference} · <Time at={endedAt} />
                </span>
                <p className="lib-excerpt lib-text" dir="auto">
                  {lessons}
                </p>
                {wentWell === '' ? null : (
                  <p className="lib-excerpt lib-text" dir="auto">
                    <span className="muted">Went well: </span>
                    {wentWell}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const STATES = {
  open: 'Open',
  in_progress: 'In progress',
  done: 'Done',
  dropped: 'Dropped',
} as const;

function Actions({ actions }: Pick<Lessons, 'actions'>) {
  const under = actions.filter(({ state }) => state === 'open' || state === 'in_progress');
  const over = actions.filter((action) => !under.includes(action));
  const groups = [
    { title: 'Open actions', items: under },
    { title: 'Actions that ended', items: over },
  ];
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ title, items }) => (
      <Section key={title} title={title}>
        <ul className="card list">
          {items.map((action) => (
            <li key={action.reference} className="list-row">
              <span className="grow">
                <span dir="auto">{action.title}</span>
                <span className="small muted sub">
                  {action.reference} of <Link {...toReview(action.incident)}>{action.incident}</Link> ·{' '}
                  {action.owner} · due {action.dueOn}
                </span>
              </span>
              {action.overdue ? (
                <StateBadge tone="bad">Overdue</StateBadge>
              ) : (
                <span className="small muted">{STATES[action.state]}</span>
              )}
            </li>
          ))}
        </ul>
      </Section>
    ));
}
