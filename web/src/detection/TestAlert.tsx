import { NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { integrationCommands } from './api.ts';

/** Sends a real alert through the real front door. */
export function TestAlert({ id, onClose }: { id: string; onClose: () => void }) {
  const [title, setTitle] = useState('Test alert from Tocsin');
  const [severity, setSeverity] = useState('info');
  const [sent, setSent] = useState(false);
  if (sent) {
    return (
      <div className="stack">
        <p>Test alert sent. Its incident opens within seconds.</p>
        <Link to="/incidents" onClick={onClose}>
          Go to incidents
        </Link>
      </div>
    );
  }
  return (
    <CommandForm
      submit="Send test alert"
      run={() => integrationCommands.test(id, { title: title.trim(), severity })}
      onDone={() => setSent(true)}
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
        </>
      )}
    </CommandForm>
  );
}
