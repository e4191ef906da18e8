import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { escalationQuery } from '../escalation/api.ts';
import { incidentQuery } from '../incidents/api.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { alertQuery } from './api.ts';
import { type ProgressLine, progressOf } from './test-progress.ts';

/** Asked again this often while it is on screen: the live stream does not say which incident an alert has come to. */
const EVERY_MS = 1_500;

const TONES = { done: 'ok', now: 'quiet', fault: 'bad' } as const;
const WORDS: Record<ProgressLine['state'], string> = { done: 'Done', now: 'Now', fault: 'Failed' };

/** What became of a test alert, up to the answer. */
export function TestProgress({ alertId, onClose }: { alertId: string; onClose: () => void }) {
  const alert = useQuery({ ...alertQuery(alertId), refetchInterval: EVERY_MS });
  const ref = alert.data?.incidentReference ?? null;
  const follow = { enabled: ref !== null, refetchInterval: EVERY_MS };
  const incident = useQuery({ ...incidentQuery(ref ?? ''), ...follow });
  const escalation = useQuery({ ...escalationQuery(ref ?? ''), ...follow });
  const lines = progressOf({ incident: incident.data, pages: escalation.data?.pages });
  return (
    <div className="stack">
      <ol className="card list test-progress" aria-live="polite" aria-label="Test alert">
        {lines.map(({ state, text }) => (
          <li key={text} className="list-row">
            <span className="grow">{text}</span>
            <StateBadge tone={TONES[state]}>{WORDS[state]}</StateBadge>
          </li>
        ))}
      </ol>
      {ref ? (
        <Link to="/incidents/$ref" params={{ ref }} onClick={onClose}>
          Open {ref}
        </Link>
      ) : null}
    </div>
  );
}
