import { Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormProps } from '../incidents/sheets.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { fromLocalField, toLocalField, viewerZone } from '../ui/time.ts';
import { updateCommands, updatesQuery } from './api.ts';

/** The next update comes later, or sooner: those it was promised to hear why. */
export function MoveForm({ incident, onClose }: FormProps) {
  const { reference } = incident;
  const queries = useQueryClient();
  const promise = useQuery(updatesQuery(reference)).data?.promise ?? null;
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const value = to || (promise === null ? '' : toLocalField(Date.parse(promise.dueAt)));
  return (
    <CommandForm
      submit="Move and notify"
      disabled={value === '' || reason.trim() === ''}
      run={async () => {
        const after = await updateCommands.move(reference, fromLocalField(value), reason.trim());
        queries.setQueryData(updatesQuery(reference).queryKey, after);
      }}
      onDone={() => {
        tell('Next update moved.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            type="datetime-local"
            label="Next update"
            description={`Your local time (${viewerZone}).`}
            value={value}
            onChange={(event) => setTo(event.currentTarget.value)}
            error={errors.nextUpdateAt ?? errors.to}
          />
          <Textarea
            label="Why?"
            description="Sent to everyone who was promised the update."
            rows={2}
            required
            withAsterisk={false}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
        </>
      )}
    </CommandForm>
  );
}
