import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { publish } from '../plan.ts';
import type { Draft } from './drafts.tsx';

/** Asks why, and puts the policy in force. */
export function Publish(props: {
  yaml: string;
  version: number;
  draft: Draft | undefined;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const run = async () => {
    const published = await publish({
      yaml: props.yaml,
      reason,
      baseVersion: props.version,
      ...(props.draft ? { draft: { id: props.draft.id, revision: props.draft.revision } } : {}),
    });
    await queries.invalidateQueries({ queryKey: ['policy'] });
    tell(`Version ${published.version} published.`);
    await navigate({ to: '/policy', ignoreBlocker: true });
  };
  return (
    <CommandForm submit="Publish" disabled={reason.trim() === ''} run={run} onCancel={props.onClose}>
      {(errors) => (
        <TextInput
          label="Reason for the change"
          description="Saved with the version."
          required
          withAsterisk={false}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={errors.reason}
        />
      )}
    </CommandForm>
  );
}
