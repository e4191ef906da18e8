import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Replan } from '../../escalation/Replan.tsx';
import { useDraft } from '../../identity/draft.ts';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands, mergePreviewQuery } from '../api.ts';
import type { FormProps } from '../sheets.ts';
import { IncidentPick } from './IncidentPick.tsx';

/** Moves between investigating and mitigating. */
export function StatusForm({ incident, onClose, to }: FormProps & { to: 'mitigating' | 'investigating' }) {
  const [note, setNote] = useDraft(`${incident.reference}.${to}`, '');
  return (
    <CommandForm
      submit={to === 'mitigating' ? 'Set to mitigating' : 'Back to investigating'}
      run={() => commands.setStatus(incident.reference, to, note.trim())}
      onDone={() => {
        setNote('');
        tell(`Status changed to ${to}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <Textarea
          label={to === 'mitigating' ? 'What is the workaround?' : 'What changed?'}
          description="Optional. Added to the timeline."
          rows={3}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={errors.note}
        />
      )}
    </CommandForm>
  );
}

/** Takes a resolved incident up again. */
export function ReopenForm({ incident, onClose }: FormProps) {
  const [reason, setReason] = useDraft(`${incident.reference}.reopening`, '');
  const [atWork, setAtWork] = useState(false);
  return (
    <CommandForm
      submit={atWork ? 'Reopen' : 'Reopen and page'}
      run={() => commands.reopen(incident.reference, reason.trim(), atWork)}
      onDone={() => {
        setReason('');
        tell(`${incident.reference} reopened.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <TextInput
            label="Reason"
            description="Optional. Added to the record."
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={errors.reason}
          />
          <Checkbox
            label="I am working on it: don’t page anyone"
            description="Otherwise on-call is paged as the escalation matrix defines. Everyone else is notified again either way."
            checked={atWork}
            onChange={(event) => setAtWork(event.currentTarget.checked)}
          />
        </>
      )}
    </CommandForm>
  );
}

/** Joins a duplicate to the incident that goes on. */
export function MergeForm({ incident, onClose }: FormProps) {
  const [into, setInto] = useState('');
  return (
    <CommandForm
      submit={into ? `Merge into ${into}` : 'Merge'}
      disabled={into === ''}
      run={() => commands.merge(incident.reference, into)}
      onDone={() => {
        tell(`Merged into ${into}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <IncidentPick incident={incident} value={into} onChange={setInto} error={errors.into} />
          {into ? <MergePreview from={incident.reference} into={into} /> : null}
          <p className="small muted">
            Alerts move there, paging for {incident.reference} stops, and its timeline stays readable.
          </p>
        </>
      )}
    </CommandForm>
  );
}

/** What the incident that goes on takes over from the duplicate. */
function MergePreview({ from, into }: { from: string; into: string }) {
  const preview = useQuery(mergePreviewQuery(from, into));
  return (
    <Loaded query={preview} lines={2}>
      {({ severity, unanswered }) =>
        severity === null ? null : (
          <>
            <p className="hint hint-warn">
              {into} becomes {severity.to} instead of {severity.from}, unconfirmed.
              {unanswered ? ` ${from} is not acknowledged, so on-call is paged for ${into}.` : null}
            </p>
            <Replan reference={into} change={{ severity: severity.to }} />
          </>
        )
      }
    </Loaded>
  );
}
