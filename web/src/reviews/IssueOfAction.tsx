import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import type { Action } from './report-api.ts';
import { trackerCommands, trackersQuery } from './trackers-api.ts';

const STATES = {
  creating: 'Not created yet',
  linked: 'In sync',
  gone: 'Deleted there',
  stopped: 'Needs attention',
} as const;

/** An action's issue in a tracker: how it is, or how to get one. */
export function IssueOfAction({ action }: { action: Action }) {
  const queries = useQueryClient();
  const trackers = useQuery(trackersQuery).data?.items ?? [];
  const [issue, setIssue] = useState(action.issue);
  const changed = (after: Action) => {
    setIssue(after.issue);
    void queries.invalidateQueries({ queryKey: ['reviews'] });
  };
  if (issue === null && trackers.length === 0) return null;
  const run = (work: () => Promise<Action>, words: string) =>
    void attempt(async () => changed(await work()), words);
  return (
    <section className="act-issue" aria-label="Issue">
      <h3>Issue</h3>
      {issue === null ? (
        <IssueForm action={action} trackers={trackers} onDone={changed} />
      ) : (
        <>
          <p>
            {issue.url === null ? (
              issue.tracker.name
            ) : (
              <a href={issue.url} target="_blank" rel="noreferrer noopener">
                {issue.tracker.name} {issue.key}
              </a>
            )}{' '}
            <StateBadge tone={issue.problem !== null || issue.state === 'gone' ? 'bad' : 'ok'}>
              {issue.problem !== null && issue.state === 'linked' ? 'Not in sync' : STATES[issue.state]}
            </StateBadge>
          </p>
          {issue.problem === null ? null : (
            <p className="small breaks field-error">
              {issue.problem}
              {issue.nextAt === null ? null : (
                <>
                  {' '}
                  Next attempt <Time at={issue.nextAt} />.
                </>
              )}
            </p>
          )}
          <div className="row">
            {issue.problem === null ? null : (
              <Button size="xs" onClick={() => run(() => trackerCommands.retry(action.id), 'Trying again.')}>
                Try again
              </Button>
            )}
            <Button size="xs" onClick={() => run(() => trackerCommands.unlink(action.id), 'Unlinked.')}>
              Unlink
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function IssueForm(props: {
  action: Action;
  trackers: readonly { id: string; name: string }[];
  onDone: (after: Action) => void;
}) {
  const [tracker, setTracker] = useState(props.trackers[0]?.id ?? '');
  const [link, setLink] = useState('');
  const existing = link.trim() !== '';
  return (
    <CommandForm
      submit={existing ? 'Link issue' : 'Create issue'}
      run={async () =>
        props.onDone(
          await trackerCommands.link(props.action.id, { tracker, link: existing ? link.trim() : null }),
        )
      }
      onDone={() => tell(existing ? 'Issue linked.' : 'Creating the issue.')}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Tracker"
            value={tracker}
            data={props.trackers.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setTracker(event.currentTarget.value)}
            error={errors.tracker}
          />
          <TextInput
            type="url"
            label="Existing issue"
            description="Optional. Its link; left empty, a new issue is created."
            value={link}
            onChange={(event) => setLink(event.currentTarget.value)}
            error={errors.link}
          />
        </>
      )}
    </CommandForm>
  );
}
