import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../../identity/draft.ts';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { fromLocalField, toLocalField, viewerZone } from '../../ui/time.ts';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

/** Title, symptoms and when it began: what the runbook wants in the ticket (IMM-3). */
export function DetailsForm({ incident, onClose }: FormProps) {
  const [title, setTitle, titleKept] = useDraft(`${incident.reference}.title`, incident.title);
  const [symptoms, setSymptoms, symptomsKept] = useDraft(`${incident.reference}.symptoms`, incident.symptoms);
  const before = incident.startedAt ? toLocalField(Date.parse(incident.startedAt)) : '';
  const [started, setStarted] = useState(before);
  const run = () =>
    commands.changeDetails(incident.reference, {
      ...(title.trim() !== incident.title ? { title: title.trim() } : {}),
      ...(symptoms !== incident.symptoms ? { symptoms } : {}),
      ...(started !== before && started ? { startedAt: fromLocalField(started) } : {}),
    });
  return (
    <CommandForm
      submit="Save"
      run={run}
      onDone={() => {
        setTitle(incident.title);
        setSymptoms(incident.symptoms);
        tell('Details updated.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          {titleKept || symptomsKept ? (
            <p className="hint" role="status">
              Restored what you typed and did not save.
            </p>
          ) : null}
          <TextInput
            label="Title"
            required
            withAsterisk={false}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={errors.title}
          />
          <Textarea
            label="Symptoms"
            description="What do people see, since when, and how many are affected?"
            rows={5}
            value={symptoms}
            onChange={(event) => setSymptoms(event.currentTarget.value)}
            error={errors.symptoms}
          />
          <TextInput
            type="datetime-local"
            label="Impact start"
            description={`If known. Your local time (${viewerZone}).`}
            value={started}
            onChange={(event) => setStarted(event.currentTarget.value)}
            error={errors.startedAt}
          />
        </>
      )}
    </CommandForm>
  );
}
