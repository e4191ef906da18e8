import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { policyQuery } from '../../policy/api.ts';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

/** The version the incident runs under; it moves to the one in force only when somebody says so. */
export function PolicyVersionForm({ incident, onClose }: FormProps) {
  const policy = useQuery(policyQuery);
  const newest = policy.data?.version ?? incident.policyVersion;
  const newer = newest > incident.policyVersion;
  return (
    <CommandForm
      submit={newer ? `Go on under version ${newest}` : 'Nothing newer'}
      disabled={!newer}
      run={() => commands.movePolicy(incident.reference, newest)}
      onDone={() => {
        tell(`${incident.reference} runs under version ${newest} now.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <p>
          {incident.reference} runs under version {incident.policyVersion}, the one it was declared with or
          moved to.{' '}
          {newer
            ? `Under version ${newest} the steps not yet sent are planned anew; what was sent stays.`
            : 'That is the version in force.'}{' '}
          <Link to="/policy/versions">See what each version changed</Link>
        </p>
      )}
    </CommandForm>
  );
}
