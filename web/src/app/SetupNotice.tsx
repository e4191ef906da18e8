import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Channel, channelsQuery } from '../communication/api.ts';
import { useMay } from '../identity/may.ts';
import { Icon } from '../ui/Icon.tsx';

/** Tells administrators, on every page, that a channel is not set up or is failing: no page leaves by it. */
export function SetupNotice() {
  const mayMend = useMay('accounts:write');
  const channels = useQuery({ ...channelsQuery, enabled: mayMend, refetchInterval: 60_000 });
  const troubles = mayMend ? (channels.data?.items ?? []).flatMap(troublesOf) : [];
  if (troubles.length === 0) return null;
  return (
    <div className="setup-notice" role="status">
      <Icon name="flag" size={16} />
      <p>
        {troubles.join(' ')} <Link to="/coverage">Show unreachable people</Link>
      </p>
    </div>
  );
}

function troublesOf({ label, used, missing, failing }: Channel): string[] {
  // A channel that nobody has chosen is no trouble, and red is for what somebody must act on.
  if (missing !== null && !used) return [];
  if (missing === null) return failing.map(({ sentence }) => sentence);
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  return [`${name} is not configured: no pages or notices are sent by it. ${missing}`];
}
