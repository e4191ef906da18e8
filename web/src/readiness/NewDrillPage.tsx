import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { peopleQuery, systemsQuery } from '../directory/api.ts';
import { meQuery } from '../identity/session.ts';
import { onCallQuery } from '../oncall/api.ts';
import { Loaded, PageHeader } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { PickList, Tick } from '../ui/Tick.tsx';
import { fromLocalField } from '../ui/time.ts';
import { drillCommands, type Scenario, scenariosQuery } from './api.ts';

/** Starts a drill, or schedules one. */
export function NewDrillPage() {
  const scenarios = useQuery(scenariosQuery);
  return (
    <div className="page page-narrow">
      <PageHeader
        title="New drill"
        lead="Alerts are simulated; everything after them is real: the incident, the pages, the escalation plan, the checklists."
      />
      <Loaded query={scenarios}>{({ items }) => <Form scenarios={items} />}</Loaded>
    </div>
  );
}

function Form({ scenarios }: { scenarios: readonly Scenario[] }) {
  const { occurrence } = useSearch({ from: '/app/drills/new' });
  const navigate = useNavigate();
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const onCall = useQuery(onCallQuery).data?.items ?? [];
  const me = useQuery(meQuery).data;
  const [scenario, setScenario] = useState(scenarios[0]?.id ?? '');
  const [system, setSystem] = useState('');
  const [picked, setPicked] = useState<string[]>();
  const [everyone, setEveryone] = useState(false);
  const [startsAt, setStartsAt] = useState('');
  const teamId = systems.find(({ id }) => id === system)?.team?.id;
  // Whoever would be paged first, and whoever starts it, until somebody chooses others.
  const usual = [
    ...new Set([
      ...(me?.id ? [me.id] : []),
      ...onCall
        .filter((schedule) => schedule.teamId === teamId)
        .flatMap(({ levels }) => levels.flatMap((level) => level.people.map(({ personId }) => personId))),
    ]),
  ];
  const taking = picked ?? usual;
  const chosen = scenarios.find(({ id }) => id === scenario);
  const create = async () => {
    const drill = await drillCommands.create({
      ...{ scenario, system: system || null, people: taking, everyone },
      ...(startsAt ? { startsAt: fromLocalField(startsAt) } : {}),
      ...(occurrence ? { occurrence } : {}),
    });
    await navigate({ to: '/drills/$id', params: { id: drill.id } });
  };
  return (
    <CommandForm submit={startsAt ? 'Schedule drill' : 'Start drill now'} run={create}>
      {(errors) => (
        <>
          <NativeSelect
            label="Scenario"
            data={scenarios.map(({ id, title }) => ({ value: id, label: title }))}
            value={scenario}
            onChange={(event) => setScenario(event.currentTarget.value)}
            error={errors.scenario}
          />
          {chosen ? (
            <div className="hint">
              <p>{chosen.brief}</p>
              <p className="small muted">
                {chosen.minutes} minutes at most, {chosen.injects} injects.
              </p>
            </div>
          ) : null}
          <NativeSelect
            label="System"
            description="Whose alerts are simulated. Its team responds."
            data={[
              { value: '', label: 'None' },
              ...systems.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={system}
            onChange={(event) => setSystem(event.currentTarget.value)}
            error={errors.system}
          />
          <PickList
            legend="Who takes part"
            about={
              <p className="small muted">
                Those who take part are paged, and can abort the drill at any time.
              </p>
            }
            choices={people.map(({ id, name }) => ({ id, label: name }))}
            picked={taking}
            onChange={setPicked}
          />
          {errors.people ? (
            <p className="small" role="alert">
              {errors.people}
            </p>
          ) : null}
          <Tick
            label="Notify everyone the policy names"
            hint="Off: the others are shown in the escalation plan and not woken."
            checked={everyone}
            onChange={setEveryone}
          />
          <TextInput
            type="datetime-local"
            label="Start"
            description="In your local time. Leave empty to start now."
            value={startsAt}
            onChange={(event) => setStartsAt(event.currentTarget.value)}
            error={errors.startsAt}
          />
        </>
      )}
    </CommandForm>
  );
}
