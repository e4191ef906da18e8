import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Replan } from '../../escalation/Replan.tsx';
import { type Severities, severitiesQuery } from '../../policy/api.ts';
import { SeverityPick, SeverityQuestions } from '../../policy/SeverityChoice.tsx';
import { type SeverityValue, severityOf } from '../../policy/severity.ts';
import { Loaded } from '../../ui/Page.tsx';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

/** Confirms the severity or changes it; a change shows who will be told differently before it is made. */
export function SeverityForm({ incident, onClose }: FormProps) {
  const severities = useQuery(severitiesQuery(incident.policyVersion));
  return (
    <Loaded query={severities}>
      {(known) => <Form incident={incident} onClose={onClose} severities={known} />}
    </Loaded>
  );
}

function Form({ incident, onClose, severities }: FormProps & { severities: Severities }) {
  const [value, setValue] = useState<SeverityValue>({
    answers: incident.criteriaAnswers,
    chosen: incident.severity,
    reason: '',
  });
  const { level } = severityOf(value, severities, incident.severity);
  const changes = level !== null && level !== incident.severity;
  const choice = { severities, value, present: incident.severity, onChange: setValue };
  const run = () => {
    const reason = value.reason.trim();
    const body = { answers: value.answers, ...(reason ? { reason } : {}) };
    return changes
      ? commands.changeSeverity(incident.reference, { severity: level, ...body })
      : commands.confirmSeverity(incident.reference, body);
  };
  const done = () => {
    tell(changes ? `Severity changed to ${level}.` : `Severity ${incident.severity} confirmed.`);
    onClose();
  };
  return (
    <CommandForm
      submit={changes ? `Change to ${level}` : `Confirm ${incident.severity}`}
      run={run}
      onDone={done}
      onCancel={onClose}
      foot={(errors) => (
        <>
          {changes ? <Replan reference={incident.reference} change={{ severity: level }} short /> : null}
          <SeverityPick {...choice} error={errors.reason} />
        </>
      )}
    >
      {() => <SeverityQuestions {...choice} />}
    </CommandForm>
  );
}
