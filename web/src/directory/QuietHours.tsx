import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type PersonDetail, peopleCommands } from './api.ts';

/** When notices to a person wait. */
export function QuietHours({ person, mayChange }: { person: PersonDetail; mayChange: boolean }) {
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { quietHours } = person;
  const refresh = () => queries.invalidateQueries({ queryKey: ['directory'] });
  return (
    <Section
      title="Quiet hours"
      aside={
        mayChange ? (
          <Button
            size="xs"
            aria-label={`${quietHours ? 'Edit' : 'Set'} quiet hours`}
            onClick={() => setEditing(true)}
          >
            {quietHours ? 'Edit' : 'Set'}
          </Button>
        ) : null
      }
    >
      <ul className="card list">
        <li className={quietHours ? 'list-row' : 'list-row muted'}>
          <span className="grow">
            {quietHours
              ? `From ${quietHours.from} until ${quietHours.until} (${person.timezone}), notices are held.`
              : 'Not set: notices are sent at any time.'}
            {quietHours ? (
              <span className="small muted sub">Pages and notices with a deadline are always sent.</span>
            ) : null}
          </span>
          {quietHours && mayChange ? (
            <Button
              size="xs"
              aria-label="Remove quiet hours"
              onClick={() =>
                void attempt(async () => {
                  await peopleCommands.update(person.id, { quietHours: null });
                  await refresh();
                }, 'Quiet hours removed.')
              }
            >
              Remove
            </Button>
          ) : null}
        </li>
      </ul>
      <Sheet title="Quiet hours" open={editing} onClose={() => setEditing(false)}>
        <QuietHoursForm
          person={person}
          onClose={() => {
            setEditing(false);
            void refresh();
          }}
        />
      </Sheet>
    </Section>
  );
}

function QuietHoursForm({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const [from, setFrom] = useState(person.quietHours?.from ?? '22:00');
  const [until, setUntil] = useState(person.quietHours?.until ?? '07:00');
  return (
    <CommandForm
      submit="Save"
      run={() => peopleCommands.update(person.id, { quietHours: { from, until } })}
      onDone={() => {
        tell('Saved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <p className="muted">
            Every day, in the time zone {person.timezone}. Notices are held until quiet hours end. Pages and
            notices with a deadline are always sent.
          </p>
          <TimeField label="From" value={from} onChange={setFrom} error={errors['quietHours.from']} />
          <TimeField label="Until" value={until} onChange={setUntil} error={errors['quietHours.until']} />
        </>
      )}
    </CommandForm>
  );
}

function TimeField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  return (
    <TextInput
      type="time"
      label={props.label}
      required
      withAsterisk={false}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.error}
    />
  );
}
