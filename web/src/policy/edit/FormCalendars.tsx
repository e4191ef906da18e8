import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { Section } from '../../ui/Page.tsx';
import { Tick } from '../../ui/Tick.tsx';
import { Field } from './Field.tsx';
import type { FormDraft } from './form-draft.ts';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Working days, hours and holidays of each calendar. */
export function FormCalendars({ draft }: { draft: FormDraft }) {
  const names = Object.keys((draft.value(['calendars']) ?? {}) as object);
  return (
    <>
      {names.map((name) => (
        <Calendar key={name} draft={draft} name={name} />
      ))}
    </>
  );
}

function Calendar({ draft, name }: { draft: FormDraft; name: string }) {
  const at = ['calendars', name];
  const working = list(draft.value([...at, 'working_days']) ?? days.slice(0, 5)).map(String);
  return (
    <Section title={name === 'default' ? 'Business days' : `Business days: “${name}”`}>
      <div className="stack">
        <div className="policy-fields">
          <Field
            draft={draft}
            path={[...at, 'timezone']}
            label="Time zone"
            placeholder="Organisation default"
            usual="organisation"
            optional
          />
          <Field
            draft={draft}
            path={[...at, 'working_hours']}
            label="Working hours"
            placeholder="09:00-17:00"
            optional
          />
          <Field
            draft={draft}
            path={[...at, 'holidays', 'country']}
            label="Public holidays"
            placeholder="Organisation default"
            usual="organisation"
            optional
          />
          <Field
            draft={draft}
            path={[...at, 'holidays', 'region']}
            label="Region"
            placeholder="BY"
            optional
          />
        </div>
        <fieldset>
          <legend>Working days</legend>
          <div className="policy-fields">
            {days.map((day) => (
              <Tick
                key={day}
                label={`${day.charAt(0).toUpperCase()}${day.slice(1)}`}
                checked={working.includes(day)}
                onChange={(on) =>
                  draft.set(
                    [...at, 'working_days'],
                    days.filter((each) => (each === day ? on : working.includes(each))),
                  )
                }
              />
            ))}
          </div>
        </fieldset>
        <Dates draft={draft} name={name} />
      </div>
    </Section>
  );
}

/** Free days of the organisation's own. */
function Dates({ draft, name }: { draft: FormDraft; name: string }) {
  const at = ['calendars', name, 'holidays', 'dates'];
  const dates = list(draft.value(at));
  const [date, setDate] = useState('');
  const [called, setCalled] = useState('');
  return (
    <fieldset>
      <legend>Additional days off</legend>
      <ul>
        {dates.map((each, index) => {
          const { date: day, name: title } =
            typeof each === 'string' ? { date: each, name: '' } : (each as { date: string; name: string });
          return (
            <li key={`${day}-${title}`} className="row">
              <span className="tnum">{day}</span> {title}
              <ActionIcon aria-label={`Remove ${day}`} onClick={() => draft.remove([...at, index])}>
                <Icon name="close" size={16} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <div className="policy-fields">
        <TextInput
          type="date"
          label="Date"
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput label="Name" value={called} onChange={(event) => setCalled(event.currentTarget.value)} />
      </div>
      <Button
        size="xs"
        mt={8}
        disabled={date === ''}
        onClick={() => {
          draft.append(at, called.trim() === '' ? date : { date, name: called.trim() });
          setDate('');
          setCalled('');
        }}
      >
        Add day
      </Button>
    </fieldset>
  );
}
