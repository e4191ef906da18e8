import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { fromLocalField, viewerZone } from '../ui/time.ts';
import { type Level, type StatusPage, statusCommands } from './api.ts';
import { NotifyField } from './NotifyField.tsx';

/** Announces a maintenance, which then starts and ends by itself. */
export function MaintenanceForm({ page, onClose }: { page: StatusPage; onClose: () => void }) {
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [notify, setNotify] = useState<boolean | null>(null);
  const run = async () => {
    if (notify === null) return;
    const levels = Object.fromEntries(chosen.map((id) => [id, 'under_maintenance' as Level]));
    await statusCommands.schedule(page.id, {
      ...{ title, body, levels, notify, notifyStart: notify, notifyEnd: notify },
      ...{ startsAt: fromLocalField(start), endsAt: fromLocalField(end) },
    });
    await queries.invalidateQueries({ queryKey: ['status'] });
  };
  return (
    <CommandForm
      submit="Publish"
      disabled={notify === null}
      run={run}
      onDone={() => {
        tell('Maintenance scheduled.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            label="Public title"
            required
            withAsterisk={false}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={errors.title}
          />
          <Textarea
            label="What customers will notice"
            rows={4}
            required
            withAsterisk={false}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            error={errors.body}
          />
          <TextInput
            type="datetime-local"
            label="Start"
            description={`Your local time (${viewerZone}).`}
            required
            withAsterisk={false}
            value={start}
            onChange={(event) => setStart(event.currentTarget.value)}
            error={errors.startsAt}
          />
          <TextInput
            type="datetime-local"
            label="End"
            required
            withAsterisk={false}
            value={end}
            onChange={(event) => setEnd(event.currentTarget.value)}
            error={errors.endsAt}
          />
          <fieldset className="stack-s">
            <legend>Components</legend>
            {page.components.map(({ id, name }) => (
              <Tick
                key={id}
                type="checkbox"
                label={name}
                checked={chosen.includes(id)}
                onChange={() =>
                  setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
                }
              />
            ))}
            {errors.levels ? <p className="small">{errors.levels}</p> : null}
          </fieldset>
          <NotifyField value={notify} onChange={setNotify} />
        </>
      )}
    </CommandForm>
  );
}
