import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { PickList, Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type System, systemCommands, systemsQuery, teamsQuery } from './api.ts';

/** Adds a system, or changes one. */
export function SystemForm({ system, onClose }: { system: System | null; onClose: () => void }) {
  const queries = useQueryClient();
  const teams = useQuery(teamsQuery);
  const systems = useQuery(systemsQuery);
  const [name, setName] = useState(system?.name ?? '');
  const [description, setDescription] = useState(system?.description ?? '');
  const [chosen, setTeam] = useState(system?.team.id ?? '');
  const [first, ...others] = teams.data?.items ?? [];
  // There is nothing to choose from one team.
  const team = chosen || (first && others.length === 0 ? first.id : '');
  const [facing, setFacing] = useState(system?.customerFacing ?? false);
  const [dependsOn, setDependsOn] = useState<string[]>(system ? [...system.dependsOn] : []);
  const run = async () => {
    const body = {
      name: name.trim(),
      description: description.trim(),
      teamId: team,
      customerFacing: facing,
      dependsOn,
    };
    await (system
      ? systemCommands.update(system.id, body)
      : systemCommands.create({ id: slugOf(name), ...body }));
    await queries.invalidateQueries({ queryKey: ['directory'] });
  };
  return (
    <CommandForm
      submit={system ? 'Save' : 'Add system'}
      run={run}
      onDone={() => {
        tell(system ? 'Saved.' : `${name} added.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            label="Name"
            description={
              system ? `ID: ${system.id}` : name ? `ID: ${slugOf(name)}` : 'The name your team uses.'
            }
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name ?? errors.id}
          />
          <NativeSelect
            label="Owner"
            description="This team is paged for it."
            required
            withAsterisk={false}
            data={[
              {
                value: '',
                label: teams.data?.items.length === 0 ? 'No teams yet' : 'Choose a team',
              },
              ...(teams.data?.items ?? []).map((each) => ({ value: each.id, label: each.name })),
            ]}
            value={team}
            onChange={(event) => setTeam(event.currentTarget.value)}
            error={errors.teamId}
          />
          <Tick
            boxed
            label="Customer-facing"
            hint="Its incidents are customer-facing by default."
            checked={facing}
            onChange={setFacing}
          />
          <Textarea
            label="Description"
            rows={2}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            error={errors.description}
          />
          <PickList
            legend="Depends on"
            choices={(systems.data?.items ?? [])
              .filter((each) => each.id !== system?.id)
              .map((each) => ({ id: each.id, label: each.name, hint: each.team.name }))}
            picked={dependsOn}
            onChange={setDependsOn}
            empty="No other systems yet."
          />
        </>
      )}
    </CommandForm>
  );
}
