import { Link } from '@tanstack/react-router';
import type { Incident } from './api.ts';
import type { OpenSheet } from './sheets.ts';

/** By which version of the policy the ladder was planned, and the way to the one in force. */
export function PolicyLine({ incident, open, may }: { incident: Incident; open: OpenSheet; may: boolean }) {
  const { policyVersion, newestPolicyVersion: newest } = incident;
  const newer = incident.open && newest > policyVersion;
  return (
    <p className="small muted inc-policy">
      By{' '}
      <Link to="/policy" search={{ version: policyVersion }}>
        version {policyVersion} of the policy
      </Link>
      .{newer ? ` Version ${newest} is current. ` : null}
      {newer && may ? (
        <button type="button" className="plain small" onClick={() => open('policy')}>
          Preview changes
        </button>
      ) : null}
    </p>
  );
}
