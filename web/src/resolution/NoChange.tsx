import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Resolution, resolutionCommands } from './api.ts';

/** "No change was made": there is no fix to review, to test or to roll back. */
export function NoChange({ reference, resolution }: { reference: string; resolution: Resolution }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const fixOpen = resolution.items.some(
    ({ list, act, state }) => list === 'fix' && act !== 'root_cause' && state === 'open',
  );
  if (!fixOpen || resolution.noChange !== null) return null;
  if (!asking)
    return (
      <Button size="xs" variant="subtle" onClick={() => setAsking(true)}>
        No change was made
      </Button>
    );
  return (
    <div className="grow">
      <CommandForm
        submit="Waive the fix checklist"
        run={() => resolutionCommands.noChange(reference, reason.trim())}
        onDone={() => {
          tell('Fix checklist waived.');
          void queries.invalidateQueries({ queryKey: ['incident', reference] });
          setAsking(false);
        }}
        onCancel={() => setAsking(false)}
      >
        {(errors) => (
          <TextInput
            label="Why was no change needed?"
            required
            withAsterisk={false}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
        )}
      </CommandForm>
    </div>
  );
}
