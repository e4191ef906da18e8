import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { peopleQuery, teamsQuery } from '../directory/api.ts';
import { FileNote } from '../ui/FileNote.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { CommandForm, Confirm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { tell } from '../ui/Toasts.tsx';
import { viewerZone } from '../ui/time.ts';
import { ZoneField } from '../ui/ZoneField.tsx';
import {
  archiveSchedule,
  changeSchedule,
  createSchedule,
  onCallQuery,
  type ScheduleCalendar,
  scheduleQuery,
} from './api.ts';
import { Levels } from './Levels.tsx';
import { draftsOf, inputOf, newRotation } from './rotation-draft.ts';
import { SchedulePreview } from './SchedulePreview.tsx';
import './oncall.css';

const route = getRouteApi('/app/on-call/$id/edit');
const newRoute = getRouteApi('/app/on-call/new');

/** A schedule for a team that has none. */
export function NewSchedulePage() {
  const teams = useQuery(teamsQuery);
  const taken = useQuery(onCallQuery);
  const { team: wanted } = newRoute.useSearch();
  return (
    <div className="page">
      <PageHeader title="New on-call schedule" lead="Who is on call for a team, and when they hand over." />
      <Loaded query={teams}>
        {(data) => (
          <Loaded query={taken}>
            {(onCall) => {
              if (data.items.length === 0) return <NoTeamYet />;
              const free = data.items.filter((team) => !onCall.items.some((each) => each.teamId === team.id));
              return free.length === 0 ? (
                <EmptyState
                  title="Every team has a schedule"
                  action={<ToSchedules schedules={onCall.items} />}
                >
                  Each team has one schedule. Open it to edit its levels and rotations.
                </EmptyState>
              ) : (
                <Editor schedule={null} teams={free.map(({ id, name }) => ({ id, name }))} wanted={wanted} />
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}

function ToSchedules({ schedules }: { schedules: readonly { scheduleId: string; name: string }[] }) {
  return (
    <ul>
      {schedules.map(({ scheduleId, name }) => (
        <li key={scheduleId}>
          <Link to="/on-call/$id/edit" params={{ id: scheduleId }}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function NoTeamYet() {
  return (
    <EmptyState title="Add a team first" action={<Link to="/teams">Go to teams</Link>}>
      A schedule belongs to a team, and there are no teams yet.
    </EmptyState>
  );
}

/** Levels and rotations of a schedule. */
export function ScheduleEditPage() {
  const { id } = route.useParams();
  const schedule = useQuery({ ...scheduleQuery(id), refetchInterval: false, refetchOnWindowFocus: false });
  return (
    <div className="page">
      <Loaded query={schedule}>
        {(data) => (
          <>
            <PageHeader
              title={`Edit ${data.name}`}
              lead="Changes apply as soon as you save. The current on-call person stays on call if they are still in the rotation."
              actions={<TakeOutOfUse schedule={data} />}
            />
            <Editor key={data.id} schedule={data} teams={[]} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function TakeOutOfUse({ schedule }: { schedule: ScheduleCalendar }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const run = async () => {
    await archiveSchedule(schedule.id);
    await queries.invalidateQueries({ queryKey: ['oncall'] });
    tell(`${schedule.name} archived.`);
    await navigate({ to: '/on-call' });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Archive</Button>
      <Confirm
        title={`Archive ${schedule.name}`}
        open={asking}
        onClose={() => setAsking(false)}
        action="Archive"
        run={run}
      >
        No one is on call through this schedule from now on. Pages for the team go to the fallback in the
        policy. Past shifts are kept.
      </Confirm>
    </>
  );
}

function Editor(props: {
  schedule: ScheduleCalendar | null;
  teams: readonly { id: string; name: string }[];
  /** The team to begin with, of these. */
  wanted?: string | undefined;
}) {
  const { schedule, teams } = props;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const people = useQuery(peopleQuery);
  const [team, setTeam] = useState(() => (teams.find(({ id }) => id === props.wanted) ?? teams[0])?.id ?? '');
  const [name, setName] = useState(schedule?.name ?? '');
  const [zone, setZone] = useState(schedule?.zone ?? viewerZone);
  const [drafts, setDrafts] = useState(() => (schedule ? draftsOf(schedule) : [newRotation(1)]));
  const teamName = teams.find((each) => each.id === team)?.name ?? '';
  const back = (id: string) => navigate({ to: '/on-call/$id', params: { id } });
  const run = async () => {
    const rotations = drafts.map(inputOf);
    const title = name.trim() || teamName;
    const saved = await (schedule
      ? changeSchedule(schedule.id, { name: title, zone, rotations })
      : createSchedule({ id: slugOf(teamName), teamId: team, name: title, zone, rotations }));
    await queries.invalidateQueries({ queryKey: ['oncall'] });
    tell(schedule ? 'Schedule updated.' : 'Schedule created.');
    await back(saved.id);
  };
  const choosable = (people.data?.items ?? [])
    .filter((person) => person.active)
    .map(({ id, name: called }) => ({ id, name: called }));
  return (
    <div className="schedule-edit">
      <CommandForm
        submit={schedule ? 'Save changes' : 'Create schedule'}
        disabled={drafts.length === 0 || drafts.some((draft) => draft.participants.length === 0)}
        run={run}
        onCancel={() => void (schedule ? back(schedule.id) : navigate({ to: '/on-call' }))}
      >
        {(errors) => (
          <>
            {schedule ? null : (
              <NativeSelect
                label="Team"
                data={teams.map((each) => ({ value: each.id, label: each.name }))}
                value={team}
                onChange={(event) => setTeam(event.currentTarget.value)}
                error={errors.teamId ?? errors.id}
              />
            )}
            <TextInput
              label="Name"
              placeholder={teamName}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={errors.name}
            />
            <ZoneField label="Hand-over time zone" value={zone} onChange={setZone} error={errors.zone} />
            <Levels drafts={drafts} onChange={setDrafts} people={choosable} zone={zone} errors={errors} />
            <SchedulePreview scheduleId={schedule?.id ?? null} zone={zone} rotations={drafts} />
            <FileNote section="schedules" />
          </>
        )}
      </CommandForm>
    </div>
  );
}
