import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type System, systemCommands, systemsQuery } from '../directory/api.ts';
import { conditionOf, draftOf } from '../directory/matcher-draft.ts';
import { escalationQuery } from '../escalation/api.ts';
import { useMay } from '../identity/may.ts';
import { incidentQuery } from '../incidents/api.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tellFailure } from '../ui/Toasts.tsx';
import { alertQuery } from './api.ts';
import { type ProgressLine, pagesNobody, progressOf } from './test-progress.ts';

/** Asked again this often while it is on screen: the live stream does not say which incident an alert has come to. */
const EVERY_MS = 1_500;

const TONES = { done: 'ok', now: 'quiet', fault: 'bad' } as const;
const WORDS: Record<ProgressLine['state'], string> = { done: 'Done', now: 'Now', fault: 'Failed' };

type Labels = Readonly<Record<string, string>>;

/** What became of a test alert, up to the answer, and what to try where it went nowhere. */
export function TestProgress(props: {
  alertId: string;
  /** Those it was sent with. */
  labels: Labels;
  sendAgain: () => Promise<void>;
  /** Null where the one that was sent pages already. */
  sendPaging: (() => Promise<void>) | null;
  onClose: () => void;
}) {
  const { labels, sendPaging, onClose } = props;
  const alert = useQuery({ ...alertQuery(props.alertId), refetchInterval: EVERY_MS });
  const ref = alert.data?.incidentReference ?? null;
  const follow = { enabled: ref !== null, refetchInterval: EVERY_MS };
  const incident = useQuery({ ...incidentQuery(ref ?? ''), ...follow });
  const escalation = useQuery({ ...escalationQuery(ref ?? ''), ...follow });
  const pages = escalation.data?.pages;
  const system = alert.data?.systemName ?? alert.data?.systemId ?? null;
  const lines = progressOf({ system, incident: incident.data, pages });
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
      <div className="row">
        {sendPaging && incident.data?.acknowledgedAt === null && pagesNobody(pages) ? (
          <Button
            variant={system === null ? 'default' : 'filled'}
            onClick={() => void sendPaging().catch(tellFailure)}
          >
            Send one that pages
          </Button>
        ) : null}
        {ref ? (
          <Link to="/incidents/$ref" params={{ ref }} onClick={onClose}>
            Open {ref}
          </Link>
        ) : null}
      </div>
      {ref && system === null ? <Unmatched labels={labels} sendAgain={props.sendAgain} /> : null}
    </div>
  );
}

const kept = (matcher: System['matchers'][number]) => matcher.map((each) => conditionOf(draftOf(each)));

/** Why no system got it, and the way to let one have it. */
function Unmatched({ labels, sendAgain }: { labels: Labels; sendAgain: () => Promise<void> }) {
  const queries = useQueryClient();
  const systems = useQuery(systemsQuery).data?.items ?? [];
  const mayWrite = useMay('directory:write');
  const [chosen, setChosen] = useState('');
  const said = Object.entries(labels);
  const system = systems.find(({ id }) => id === chosen) ?? systems[0];
  if (said.length === 0 || !system || !mayWrite)
    return (
      <p className="small muted">
        {said.length === 0
          ? 'It has no labels, so the default team responds. Real alerts bring theirs; systems match them.'
          : 'No system has a matcher for its labels, so the default team responds.'}{' '}
        <Link to="/systems">Go to systems</Link>
      </p>
    );
  const add = async () => {
    const matcher = said.map(([label, equals]) => ({ label, equals }));
    await systemCommands.update(system.id, { matchers: [...system.matchers.map(kept), matcher] });
    await queries.invalidateQueries({ queryKey: ['directory'] });
    await sendAgain();
  };
  return (
    <CommandForm submit="Add matcher and send again" run={add} onDone={() => {}}>
      {(errors) => (
        <NativeSelect
          label={`System for ${said.map(([label, value]) => `${label}=${value}`).join(', ')}`}
          description="No system has a matcher for these labels, so the default team responds."
          data={systems.map(({ id, name }) => ({ value: id, label: name }))}
          value={system.id}
          onChange={(event) => setChosen(event.currentTarget.value)}
          error={errors.matchers}
        />
      )}
    </CommandForm>
  );
}
