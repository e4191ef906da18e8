import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { peopleQuery, teamsQuery } from '../directory/api.ts';
import { nowMs } from '../ui/clock.ts';
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

/** A schedule for a team that has none. */
export function NewSchedulePage() {
  const teams = useQuery(teamsQuery);
  const taken = useQuery(onCallQuery);
  return (
    <div className="page">
      <PageHeader title="New on-call schedule" lead="Who is paged for a team, and who takes over when." />
      <Loaded query={teams}>
        {(data) => (
          <Loaded query={taken}>
            {(onCall) => {
              if (data.items.length === 0) return <NoTeamYet />;
              const free = data.items.filter((team) => !onCall.items.some((each) => each.teamId === team.id));
              return free.length === 0 ? (
                <EmptyState title="Every team has its schedule.">
                  A team has one schedule. Open it to change its levels and rotations.
                </EmptyState>
              ) : (
                <Editor schedule={null} teams={free.map(({ id, name }) => ({ id, name }))} />
              );
            }}
          </Loaded>
        )}
      </Loaded>
    </div>
  );
}

function NoTeamYet() {
  return (
    <EmptyState title="Add a team first." action={<Link to="/teams">Go to the teams</Link>}>
      A schedule says who is paged for a team, and there is no team yet.
    </EmptyState>
  );
}

/** Levels and rotations of a schedule. */
export function ScheduleEditPage() {
  const { id } = route.useParams();
  const [now] = useState(() => new Date(nowMs()).toISOString());
  const [until] = useState(() => new Date(nowMs() + 86_400_000).toISOString());
  const schedule = useQuery({ ...scheduleQuery(id, now, until), refetchOnWindowFocus: false });
  return (
    <div className="page">
      <Loaded query={schedule}>
        {(data) => (
          <>
            <PageHeader
              title={`Edit ${data.name}`}
              lead="A change counts from the moment it is saved. Whoever is on call now stays on call if they still take part."
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
    tell(`${schedule.name} is out of use.`);
    await navigate({ to: '/on-call' });
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Take out of use</Button>
      <Confirm
        title={`Take ${schedule.name} out of use`}
        open={asking}
        onClose={() => setAsking(false)}
        action="Take out of use"
        run={run}
      >
        From now on nobody is on call by it: pages for the team go to whoever stands in by the policy. Who was
        on call before stays on the record.
      </Confirm>
    </>
  );
}

function Editor(props: {
  schedule: ScheduleCalendar | null;
  teams: readonly { id: string; name: string }[];
}) {
  const { schedule, teams } = props;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const people = useQuery(peopleQuery);
  const [team, setTeam] = useState(teams[0]?.id ?? '');
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
    tell(schedule ? 'The schedule is changed, from now on.' : 'The schedule is in force.');
    await back(saved.id);
  };
  const choosable = (people.data?.items ?? [])
    .filter((person) => person.active)
    .map(({ id, name: called }) => ({ id, name: called }));
  return (
    <div className="schedule-edit">
      <CommandForm
        submit={schedule ? 'Save from now on' : 'Create schedule'}
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
            <ZoneField label="Hand-overs in the zone" value={zone} onChange={setZone} error={errors.zone} />
            <Levels drafts={drafts} onChange={setDrafts} people={choosable} zone={zone} errors={errors} />
            <SchedulePreview scheduleId={schedule?.id ?? null} zone={zone} rotations={drafts} />
            <FileNote section="schedules" />
          </>
        )}
      </CommandForm>
    </div>
  );
}
