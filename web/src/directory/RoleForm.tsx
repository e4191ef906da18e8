import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileNote } from '../ui/FileNote.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { PickList } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Holders, peopleQuery, type RoleHeld } from './api.ts';

/** Who holds a role of a team or of the organisation, and who stands in when they are away. */
export function RoleForm(props: {
  held: RoleHeld | undefined;
  /** The section of org.yaml in which it may be said as well. */
  section: string;
  save: (holders: Holders) => Promise<unknown>;
  onClose: () => void;
}) {
  const { held, onClose } = props;
  const queries = useQueryClient();
  const people = useQuery(peopleQuery);
  const [holders, setHolders] = useState<string[]>(held?.holders.map((person) => person.id) ?? []);
  const [deputies, setDeputies] = useState<string[]>(held?.deputies.map((person) => person.id) ?? []);
  const choices = (people.data?.items ?? [])
    .filter((person) => person.active)
    .map((person) => ({ id: person.id, label: person.name, hint: person.email }));
  return (
    <CommandForm
      submit="Save"
      run={async () => {
        await props.save({ holders, deputies: deputies.filter((id) => !holders.includes(id)) });
        await queries.invalidateQueries({ queryKey: ['directory'] });
      }}
      onDone={() => {
        tell('Saved. Pending escalation steps use the new holders.');
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          <PickList legend="Held by" choices={choices} picked={holders} onChange={setHolders} />
          <PickList
            legend="Deputies"
            choices={choices.filter((choice) => !holders.includes(choice.id))}
            picked={deputies}
            onChange={setDeputies}
          />
          <FileNote section={props.section} />
        </>
      )}
    </CommandForm>
  );
}
