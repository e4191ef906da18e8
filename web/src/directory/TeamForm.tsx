import { Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { PickList } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { peopleQuery, type Team, teamCommands, teamsQuery } from './api.ts';

/** More people than these are hardly all in one team. */
const FIRST_FEW = 5;

/** Adds a team, or changes one. */
export function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const queries = useQueryClient();
  const people = useQuery(peopleQuery);
  const [name, setName] = useState(team?.name ?? '');
  const [description, setDescription] = useState(team?.description ?? '');
  const [contact, setContact] = useState(team?.contact ?? '');
  const [chosen, setMembers] = useState(team?.members.map((person) => person.id));
  const teams = useQuery(teamsQuery);
  const everybody = (people.data?.items ?? []).filter(({ active }) => active);
  // The few who are there before the first team are that team; alone one is in every team.
  const few = teams.data?.items.length === 0 ? FIRST_FEW : 1;
  const members = chosen ?? (!team && everybody.length <= few ? everybody.map(({ id }) => id) : []);
  const run = async () => {
    const body = { name: name.trim(), description: description.trim(), contact: contact.trim(), members };
    await (team ? teamCommands.update(team.id, body) : teamCommands.create({ id: slugOf(name), ...body }));
    await queries.invalidateQueries({ queryKey: ['directory'] });
  };
  return (
    <CommandForm
      submit={team ? 'Save' : 'Add team'}
      run={run}
      onDone={() => {
        tell(team ? 'Saved.' : `${name} added.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            label="Name"
            description={
              team ? `ID: ${team.id}` : name ? `ID: ${slugOf(name)}` : 'The name your organisation uses.'
            }
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name ?? errors.id}
          />
          <Textarea
            label="Description"
            rows={2}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            error={errors.description}
          />
          <TextInput
            label="Contact for people outside"
            description="Named in updates to customers, never a person’s own number. Such as support@example.com"
            value={contact}
            onChange={(event) => setContact(event.currentTarget.value)}
            error={errors.contact}
          />
          <PickList
            legend="Members"
            choices={(people.data?.items ?? [])
              .filter((person) => person.active)
              .map((person) => ({ id: person.id, label: person.name, hint: person.email }))}
            picked={members}
            onChange={setMembers}
            empty="No people yet."
          />
        </>
      )}
    </CommandForm>
  );
}
