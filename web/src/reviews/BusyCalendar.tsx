import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { calendarCommands, calendarQuery } from './api.ts';

/** Where a person's free/busy times are read, so that reviews are proposed for when they are free. */
export function BusyCalendar({ personId }: { personId: string }) {
  const queries = useQueryClient();
  const calendar = useQuery(calendarQuery(personId));
  const [editing, setEditing] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: ['calendars'] });
  const given = calendar.data?.calendar;
  return (
    <Section
      title="Calendar"
      aside={
        <Button
          size="xs"
          aria-label={given ? 'Change the calendar address' : 'Add a calendar'}
          onClick={() => setEditing(true)}
        >
          {given ? 'Change' : 'Add'}
        </Button>
      }
    >
      <Loaded query={calendar} lines={1}>
        {(data) => (
          <ul className="card list">
            {data.calendar === null ? (
              <li className="list-row muted">
                Not known: review times are proposed without looking at this calendar.
              </li>
            ) : (
              <li className="list-row">
                <span className="grow">
                  Free and busy times from {data.calendar.host}
                  <span className="small muted sub">
                    {data.calendar.readAt === null ? (
                      'Not read yet.'
                    ) : (
                      <>
                        Last read <Time at={data.calendar.readAt} />.
                      </>
                    )}{' '}
                    {data.calendar.problem === null ? null : `Last attempt failed: ${data.calendar.problem}`}
                  </span>
                </span>
                <Button
                  size="xs"
                  aria-label="Remove the calendar"
                  onClick={() =>
                    void attempt(async () => {
                      await calendarCommands.remove(personId);
                      await refresh();
                    }, 'Calendar removed.')
                  }
                >
                  Remove
                </Button>
              </li>
            )}
          </ul>
        )}
      </Loaded>
      <Sheet title="Calendar" open={editing} onClose={() => setEditing(false)}>
        <AddressForm
          personId={personId}
          onClose={() => {
            setEditing(false);
            void refresh();
          }}
        />
      </Sheet>
    </Section>
  );
}

function AddressForm({ personId, onClose }: { personId: string; onClose: () => void }) {
  const [url, setUrl] = useState('');
  return (
    <CommandForm
      submit="Test and save"
      disabled={url.trim() === ''}
      run={() => calendarCommands.set(personId, url.trim())}
      onDone={() => {
        tell('Calendar added.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            label="Free/busy or calendar address"
            description="Of Google Calendar: “Secret address in iCal format”. Of Outlook: the ICS link of a published calendar."
            placeholder="https://"
            autoComplete="off"
            spellCheck={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={errors.url}
          />
          <p className="small muted">
            Only the times are kept, not what they are for. Colleagues see that you are busy when they
            schedule a review with you. The address is stored encrypted and never shown again.
          </p>
        </>
      )}
    </CommandForm>
  );
}
