import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { setupStepsQuery } from '../app/setup-steps.ts';
import { type System, systemsQuery } from '../directory/api.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { anyAlertQuery, integrationCommands } from './api.ts';
import { TestProgress } from './TestProgress.tsx';

/** `service=checkout` per line; a line without a value is a label that is empty. */
const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [name = '', ...value] = line.split('=');
      return name.trim() === '' ? [] : [[name.trim(), value.join('=').trim()]];
    }),
  );

/** A label that leads to a system here, where one does. */
function exampleOf(systems: readonly System[]): string {
  const condition = systems
    .flatMap(({ matchers }) => matchers)
    .find((each) => each.length === 1 && each[0]?.equals !== undefined)?.[0];
  return condition ? `${condition.label}=${condition.equals}` : 'service=checkout';
}

/** The worst that a monitor says: the policy pages for it. */
const PAGES = 'critical';

/** Sends a real alert through the real front door. */
export function TestAlert({ id, onClose }: { id: string; onClose: () => void }) {
  const queries = useQueryClient();
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const hasAlerts = useQuery(anyAlertQuery).data ?? true;
  const [title, setTitle] = useState('Test alert from Tocsin');
  const [chosen, setSeverity] = useState<string | null>(null);
  const [labels, setLabels] = useState('');
  const [sent, setSent] = useState<{ id: string; severity: string } | null>(null);
  // The first alert of all is to prove that somebody is paged; later ones are to disturb nobody.
  const severity = chosen ?? (hasAlerts ? 'info' : PAGES);
  const send = async (as: string) => {
    const alert = await integrationCommands.test(id, {
      ...{ title: title.trim(), severity: as, labels: labelsOf(labels) },
    });
    setSent({ id: alert.id, severity: as });
    await queries.invalidateQueries({ queryKey: setupStepsQuery.queryKey });
  };
  if (sent !== null)
    return (
      <TestProgress
        key={sent.id}
        alertId={sent.id}
        labels={labelsOf(labels)}
        sendAgain={() => send(sent.severity)}
        sendPaging={sent.severity === PAGES ? null : () => send(PAGES)}
        onClose={onClose}
      />
    );
  return (
    <CommandForm submit="Send test alert" run={() => send(severity)} onDone={() => {}} onCancel={onClose}>
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
              { value: PAGES, label: 'critical (pages immediately)' },
            ]}
            value={severity}
            onChange={(event) => setSeverity(event.currentTarget.value)}
            error={errors.severity}
          />
          <Textarea
            label="Labels"
            description={`Optional, one per line: ${exampleOf(systems)}. Systems are found by them.`}
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
