import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Replan } from '../../escalation/Replan.tsx';
import { policyQuery } from '../../policy/api.ts';
import { CommandForm } from '../../ui/Sheet.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { commands } from '../api.ts';
import type { FormProps } from '../sheets.ts';

/** The version the incident runs under; it moves to the one in force only when somebody has seen what that changes. */
export function PolicyVersionForm({ incident, onClose }: FormProps) {
  const { reference, policyVersion, newestPolicyVersion: newest } = incident;
  const policy = useQuery(policyQuery).data;
  if (newest === policyVersion) {
    return (
      <p>
        {reference} uses version {policyVersion} of the policy, which is current.{' '}
        <Link to="/policy/versions">View all versions</Link>
      </p>
    );
  }
  return (
    <CommandForm
      submit={`Switch to version ${newest}`}
      run={() => commands.movePolicy(reference, newest)}
      onDone={() => {
        tell(`${reference} now uses version ${newest}.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {() => (
        <>
          <p>
            {reference} uses version {policyVersion}. Version {newest} is current
            {policy?.version === newest ? `, by ${policy.authorName}: “${policy.reason}”` : ''}.{' '}
            <Link to="/policy/versions">View changes in each version</Link>
          </p>
          <Replan reference={reference} change={{ policyVersion: newest }} />
        </>
      )}
    </CommandForm>
  );
}
