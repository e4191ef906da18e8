import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Initials, Loaded, PageHeader } from '../ui/Page.tsx';
import { Countdown, When } from '../ui/Time.tsx';
import { type OnCallPerson, onCallQuery, type ScheduleNow } from './api.ts';
import './oncall.css';

/** Who answers now in every team, level by level, and who comes next. */
export function OnCallPage() {
  const onCall = useQuery(onCallQuery);
  const mayWrite = useMay('oncall:write');
  const add = mayWrite ? (
    <Button variant="filled" renderRoot={(props) => <Link to="/on-call/new" {...props} />}>
      New schedule
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="On call"
        lead="Who is on call now, and who is next."
        actions={onCall.data?.items.length ? add : null}
      />
      <Loaded query={onCall}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title="No on-call schedules yet" action={add}>
              {mayWrite
                ? 'Create one to define who is paged, in which order, and when they hand over.'
                : 'Ask an administrator to add one. Until then pages go to the engineering manager.'}
            </EmptyState>
          ) : (
            <ul className="oncall-grid">
              {data.items.map((schedule) => (
                <TeamCard key={schedule.scheduleId} schedule={schedule} />
              ))}
              {data.teamsWithoutSchedule.map((team) => (
                <UncoveredTeam key={team.id} team={team} mayWrite={mayWrite} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

/** A team that is not on the page for want of a schedule would look as if it had nobody to worry about. */
function UncoveredTeam({ team, mayWrite }: { team: { id: string; name: string }; mayWrite: boolean }) {
  return (
    <li className="card card-pad oncall-card">
      <div className="section-head">
        <h2>
          <Link to="/teams/$id" params={{ id: team.id }}>
            {team.name}
          </Link>
        </h2>
      </div>
      <StateBadge tone="warn">No schedule: no one is on call</StateBadge>
      {mayWrite ? (
        <p>
          <Link to="/on-call/new" search={{ team: team.id }}>
            Create a schedule<span className="sr-only"> for {team.name}</span>
          </Link>
        </p>
      ) : null}
    </li>
  );
}

function TeamCard({ schedule }: { schedule: ScheduleNow }) {
  return (
    <li className="card card-pad oncall-card">
      <div className="section-head">
        <h2>
          <Link to="/on-call/$id" params={{ id: schedule.scheduleId }}>
            {schedule.teamName}
          </Link>
        </h2>
        {schedule.name === schedule.teamName ? null : <span className="small muted">{schedule.name}</span>}
      </div>
      {schedule.levels.length === 0 ? (
        <StateBadge tone="warn">No one is scheduled</StateBadge>
      ) : (
        <ol className="stack">
          {schedule.levels.map((level) => (
            <li key={level.level} className="oncall-level">
              <span className="oncall-n" title={`Level ${level.level}`}>
                {level.level}
              </span>
              <div className="grow">
                {level.people.length === 0 ? (
                  <StateBadge tone="bad">No one</StateBadge>
                ) : (
                  level.people.map((person) => <Who key={person.personId} person={person} />)
                )}
                {level.until ? (
                  <p className="small muted">
                    {nextWords(level)}
                    <When at={level.until} />, <Countdown to={level.until} />
                  </p>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}

/** Who takes over at the next hand-over; in a rotation of one, nobody else does. */
function nextWords({ people, next }: ScheduleNow['levels'][number]): string {
  if (!next || next.length === 0) return 'Ends ';
  const ids = (list: readonly OnCallPerson[]) => list.map((person) => person.personId).join();
  if (ids(people) === ids(next)) return 'Next turn, same person, ';
  return `${next.map((person) => person.name).join(', ')} takes over `;
}

function Who({ person }: { person: OnCallPerson }) {
  return (
    <p className="row">
      <Initials name={person.name} />
      <Link to="/people/$id" params={{ id: person.personId }} className="oncall-name">
        {person.name || 'Deleted user'}
      </Link>
      {person.via === 'override' ? <span className="chip">Override</span> : null}
      {person.away ? <span className="chip">Away: backup is paged first</span> : null}
    </p>
  );
}
