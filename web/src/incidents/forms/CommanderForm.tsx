import { useState } from 'react';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';
import { NOBODY_YET, personAndNote, respondersOf, Successor } from './Successor.tsx';

/** Hands command to somebody; those who are at work on the incident stand first. */
export function CommanderForm({ incident, onClose }: FormProps) {
  const [to, setTo] = useState(NOBODY_YET);
  const { person } = to;
  const isThere = incident.responders.some(({ id }) => id === person?.id);
  return (
    <CommandForm
      submit={
        !person
          ? 'Choose a person'
          : isThere
            ? `Hand command to ${person.name}`
            : `Page ${person.name} and hand over`
      }
      disabled={!person}
      run={() => commands.handOver(incident.reference, personAndNote(to))}
      onDone={() => {
        tell(`${person?.name} is the incident commander.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <Successor
          legend="New incident commander"
          about="Someone who is not a responder yet is paged until they acknowledge."
          holder={incident.commander?.id}
          near={respondersOf(incident)}
          value={to}
          onChange={setTo}
          errors={errors}
        />
      )}
    </CommandForm>
  );
}
