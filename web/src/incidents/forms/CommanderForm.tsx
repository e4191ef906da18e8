import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../../directory/api.ts';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

/** Hands command to somebody; those who are at work on the incident stand first. */
export function CommanderForm({ incident, onClose }: FormProps) {
  const people = useQuery(peopleQuery);
  const [picked, setPicked] = useState('');
  const [note, setNote] = useState('');
  const name = people.data?.items.find(({ id }) => id === picked)?.name;
  const isOnIt = new Set(incident.responders.map(({ id }) => id));
  return (
    <CommandForm
      submit={
        !name
          ? 'Choose a person'
          : isOnIt.has(picked)
            ? `Hand command to ${name}`
            : `Page ${name} and hand over`
      }
      disabled={!name}
      run={() =>
        commands.handOver(incident.reference, {
          personId: picked,
          ...(note.trim() ? { note: note.trim() } : {}),
        })
      }
      onDone={() => {
        tell(`${name} is the incident commander.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <p>Someone who is not a responder yet is paged until they acknowledge.</p>
          <Loaded query={people} lines={3}>
            {({ items }) => (
              <fieldset>
                <legend>New incident commander</legend>
                <div className="pick">
                  {items
                    .filter((person) => person.active && person.id !== incident.commander?.id)
                    .sort((a, b) => Number(isOnIt.has(b.id)) - Number(isOnIt.has(a.id)))
                    .map((person) => (
                      <Tick
                        key={person.id}
                        type="radio"
                        name="commander"
                        label={person.name}
                        hint={
                          isOnIt.has(person.id)
                            ? 'Responder'
                            : person.teams.map((team) => team.name).join(', ')
                        }
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
