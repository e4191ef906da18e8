import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AssignableRole, escalationQuery } from '../../escalation/api.ts';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { attempt, tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';
import { NOBODY_YET, noteOf, personAndNote, respondersOf, Successor } from './Successor.tsx';

/** Gives one of the incident's roles to somebody, hands it on with a note, or ends it. Command has a form of its own. */
export function RoleForm(props: FormProps) {
  const escalation = useQuery(escalationQuery(props.incident.reference));
  return (
    <Loaded query={escalation} lines={4}>
      {(data) => <Assign {...props} roles={data.roles} />}
    </Loaded>
  );
}

function Assign({ incident, onClose, roles }: FormProps & { roles: readonly AssignableRole[] }) {
  const others = roles.filter(({ commands: leads }) => !leads);
  const [roleId, setRole] = useState((others.find(({ person }) => person === null) ?? others[0])?.id ?? '');
  const [to, setTo] = useState(NOBODY_YET);
  const role = others.find(({ id }) => id === roleId);
  if (role === undefined) return <p>The policy of this incident has no roles besides the commander.</p>;
  const { person } = to;
  const cover = role.coveredBy;
  const covering = (cover?.people ?? []).map(({ id }) => [id, `On call for ${cover?.team.name}`] as const);
  const release = () =>
    attempt(async () => {
      await commands.releaseRole(incident.reference, { role: role.id, ...noteOf(to) });
      onClose();
    }, `${role.title} released.`);
  return (
    <CommandForm
      submit={person ? `${role.person ? 'Hand over to' : 'Assign'} ${person.name}` : 'Choose a person'}
      disabled={!person}
      run={() => commands.assignRole(incident.reference, { role: role.id, ...personAndNote(to) })}
      onDone={() => {
        tell(`${role.title}: ${person?.name}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Role"
            description={role.description ?? undefined}
            data={others.map(({ id, title, person: holder }) => ({
              value: id,
              label: holder ? `${title} (${holder.name})` : title,
            }))}
            value={role.id}
            onChange={(event) => {
              setRole(event.currentTarget.value);
              setTo({ ...to, person: null });
            }}
            error={errors.role}
          />
          {role.person ? (
            <div>
              <Button size="xs" onClick={() => void release()}>
                Release {role.person.name}
              </Button>
            </div>
          ) : null}
          <Successor
            legend="Person"
            about="They are paged until they acknowledge, unless you take the role yourself."
            holder={role.person?.id}
            near={[...covering, ...respondersOf(incident)]}
            value={to}
            onChange={setTo}
            errors={errors}
          />
        </>
      )}
    </CommandForm>
  );
}
