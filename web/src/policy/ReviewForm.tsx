import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { recordReview } from './plan.ts';

/** Somebody has read the version in force: still right, or in need of a change (TRA-4). */
export function ReviewForm({ version, onDone }: { version: number; onDone: () => void }) {
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<'still_right' | 'needs_change'>('still_right');
  const [note, setNote] = useState('');
  const run = async () => {
    await recordReview({ version, outcome, note });
    await queries.invalidateQueries({ queryKey: ['policy', 'current'] });
    tell(`Review of version ${version} recorded.`);
  };
  return (
    <CommandForm submit="Record" run={run} onDone={onDone} onCancel={onDone}>
      {(errors) => (
        <>
          <Tick
            type="radio"
            name="outcome"
            label="Still valid"
            checked={outcome === 'still_right'}
            onChange={() => setOutcome('still_right')}
          />
          <Tick
            type="radio"
            name="outcome"
            label="Needs changes"
            checked={outcome === 'needs_change'}
            onChange={() => setOutcome('needs_change')}
          />
          <Textarea
            label="Findings"
            description="Optional"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={errors.note}
          />
        </>
      )}
    </CommandForm>
  );
}
