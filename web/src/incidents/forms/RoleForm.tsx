import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../../directory/api.ts';
import { type AssignableRole, escalationQuery } from '../../escalation/api.ts';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { attempt, tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

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
  const [picked, setPicked] = useState('');
  const [note, setNote] = useState('');
  const people = useQuery(peopleQuery);
  const role = others.find(({ id }) => id === roleId);
  if (role === undefined) return <p>The policy of this incident has no roles besides the commander.</p>;
  const isThere = new Set(incident.responders.map(({ id }) => id));
  const covering = new Set(role.coveredBy?.people.map(({ id }) => id));
  const name = people.data?.items.find(({ id }) => id === picked)?.name;
  const said = note.trim() ? { note: note.trim() } : {};
  const release = () =>
    attempt(async () => {
      await commands.releaseRole(incident.reference, { role: role.id, ...said });
      onClose();
    }, `${role.title} released.`);
  const rank = (id: string) => (covering.has(id) ? 0 : isThere.has(id) ? 1 : 2);
  const hint = (person: { id: string; teams: readonly { name: string }[] }) =>
    covering.has(person.id)
      ? `On call for ${role.coveredBy?.team.name}`
      : isThere.has(person.id)
        ? 'Responder'
        : person.teams.map((team) => team.name).join(', ');
  return (
    <CommandForm
      submit={name ? `${role.person ? 'Hand over to' : 'Assign'} ${name}` : 'Choose a person'}
      disabled={!name}
      run={() => commands.assignRole(incident.reference, { role: role.id, personId: picked, ...said })}
      onDone={() => {
        tell(`${role.title}: ${name}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Role"
            description={role.description ?? undefined}
            data={others.map(({ id, title, person }) => ({
              value: id,
              label: person ? `${title} (${person.name})` : title,
            }))}
            value={role.id}
            onChange={(event) => {
              setRole(event.currentTarget.value);
              setPicked('');
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
          <Loaded query={people} lines={3}>
            {({ items }) => (
              <fieldset>
                <legend>Person</legend>
                <p className="small muted">
                  They are paged until they acknowledge, unless you take the role yourself.
                </p>
                <div className="pick">
                  {items
                    .filter((person) => person.active && person.id !== role.person?.id)
                    .sort((a, b) => rank(a.id) - rank(b.id))
                    .map((person) => (
                      <Tick
                        key={person.id}
                        type="radio"
                        name="role-holder"
                        label={person.name}
                        hint={hint(person)}
                        checked={picked === person.id}
                        onChange={() => setPicked(person.id)}
                      />
                    ))}
                </div>
              </fieldset>
            )}
          </Loaded>
          <Textarea
            label="Note"
            description="Optional. What they need to know to take over; added to the timeline."
            rows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={errors.note}
          />
          {errors.personId ? <p className="small field-error">{errors.personId}</p> : null}
        </>
      )}
    </CommandForm>
  );
}
