import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { onCallQuery } from '../oncall/api.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Initials, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { type Team, teamCommands, teamQuery } from './api.ts';
import { Roles } from './Roles.tsx';
import { TeamForm } from './TeamForm.tsx';

const route = getRouteApi('/app/teams/$id');
/** The roles that the shipped matrix asks a team for; shown even when nobody holds them, because that is a gap. */
const expected = ['engineering_manager', 'product_owner'];

/** One team: who is on call, who holds its roles, its people and systems. */
export function TeamPage() {
  const { id } = route.useParams();
  const team = useQuery(teamQuery(id));
  return (
    <div className="page">
      <Loaded query={team} page="Team">
        {(data) => <Content team={data} />}
      </Loaded>
    </div>
  );
}

function Content({ team }: { team: Team }) {
  const mayWrite = useMay('directory:write');
  const [editing, setEditing] = useState(false);
  return (
    <>
      <PageHeader
        title={team.name}
        lead={team.description}
        actions={
          <>
            <Button
              renderRoot={(props) => <Link to="/teams/$id/lessons" params={{ id: team.id }} {...props} />}
            >
              Lessons
            </Button>
            {mayWrite ? <Button onClick={() => setEditing(true)}>Edit</Button> : null}
          </>
        }
      />
      <div className="stack-l">
        <OnCallNow teamId={team.id} />
        <Section title="Roles">
          <Roles
            roles={expected}
            held={team.roles}
            section="teams"
            mayWrite={mayWrite}
            save={(role, holders) => teamCommands.setRole(team.id, role, holders)}
          />
        </Section>
        <Section title="People">
          <ul className="card list">
            {team.members.map((person) => (
              <li key={person.id}>
                <Link to="/people/$id" params={{ id: person.id }} className="list-row">
                  <Initials name={person.name} />
                  {person.name}
                </Link>
              </li>
            ))}
            {team.members.length === 0 ? <li className="list-row muted">No members yet</li> : null}
          </ul>
        </Section>
        <Section title="Systems">
          <div className="row">
            {team.systems.map((system) => (
              <Link key={system.id} to="/systems/$id" params={{ id: system.id }} className="chip">
                {system.name}
              </Link>
            ))}
            {team.systems.length === 0 ? <span className="muted">No systems yet</span> : null}
          </div>
        </Section>
      </div>
      <Sheet title={`Edit ${team.name}`} open={editing} onClose={() => setEditing(false)}>
        <TeamForm team={team} onClose={() => setEditing(false)} />
      </Sheet>
    </>
  );
}

function OnCallNow({ teamId }: { teamId: string }) {
  const mayWrite = useMay('oncall:write');
  const onCall = useQuery(onCallQuery);
  const schedule = onCall.data?.items.find((item) => item.teamId === teamId);
  return (
    <Section title="On call now">
      {schedule ? (
        <p>
          <strong>
            {schedule.levels[0]?.people.map((person) => person.name).join(', ') || 'No one on level 1'}
          </strong>{' '}
          <Link to="/on-call/$id" params={{ id: schedule.scheduleId }}>
            View schedule
          </Link>
        </p>
      ) : (
        <p className="row">
          <StateBadge tone="warn">No on-call schedule</StateBadge>
          {mayWrite && onCall.data ? (
            <Link to="/on-call/new" search={{ team: teamId }}>
              Create a schedule
            </Link>
          ) : null}
        </p>
      )}
    </Section>
  );
}
