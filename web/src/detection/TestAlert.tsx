import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { integrationCommands } from './api.ts';
import { TestProgress } from './TestProgress.tsx';

/** `service=checkout` per line; a line without a value is a label that is empty. */
const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [name = '', ...value] = line.split('=');
      return name.trim() === '' ? [] : [[name.trim(), value.join('=').trim()]];
    }),
  );

/** Sends a real alert through the real front door. */
export function TestAlert({ id, onClose }: { id: string; onClose: () => void }) {
  const [title, setTitle] = useState('Test alert from Tocsin');
  const [severity, setSeverity] = useState('info');
  const [labels, setLabels] = useState('');
  const [sentId, setSentId] = useState<string | null>(null);
  if (sentId !== null) return <TestProgress alertId={sentId} onClose={onClose} />;
  return (
    <CommandForm
      submit="Send test alert"
      run={async () => {
        const alert = await integrationCommands.test(id, {
          ...{ title: title.trim(), severity, labels: labelsOf(labels) },
        });
        setSentId(alert.id);
      }}
      onDone={() => {}}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <p className="hint hint-warn">
            This is a real alert: it opens an incident, and pages and notifies people as the policy defines
            for its severity.
          </p>
          <TextInput
            label="Title"
            required
            withAsterisk={false}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={errors.title}
          />
          <NativeSelect
            label="Severity reported by the monitor"
            data={[
              { value: 'info', label: 'info (no page)' },
              { value: 'warning', label: 'warning' },
              { value: 'error', label: 'error' },
              { value: 'critical', label: 'critical (pages immediately)' },
            ]}
            value={severity}
            onChange={(event) => setSeverity(event.currentTarget.value)}
            error={errors.severity}
          />
          <Textarea
            label="Labels"
            description="Optional, one per line: service=checkout. Systems are found by them."
            autosize
            minRows={2}
            value={labels}
            onChange={(event) => setLabels(event.currentTarget.value)}
            error={errors.labels}
          />
        </>
      )}
    </CommandForm>
  );
}
