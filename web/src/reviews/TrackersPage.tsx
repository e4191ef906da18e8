import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { When } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { TRACKERS, TrackerForm } from './TrackerForm.tsx';
import { type Tracker, trackerCommands, trackersQuery } from './trackers-api.ts';

type Open = { kind: 'new' } | { kind: 'edit' | 'remove'; tracker: Tracker } | null;

/** Where action items become issues. */
export function TrackersPage() {
  const trackers = useQuery(trackersQuery);
  const queries = useQueryClient();
  const may = useMay('integrations:write');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const add = may ? (
    <Button variant="filled" onClick={() => setOpen({ kind: 'new' })}>
      Add tracker
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Issue trackers"
        lead="Action items as issues in Jira, GitHub and GitLab. Title, deadline and state are kept in sync."
        actions={trackers.data?.items.length ? add : null}
      />
      <Loaded query={trackers}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No issue trackers yet" action={add}>
              Connect one to create issues from action items, or to link issues that exist.
            </EmptyState>
          ) : (
            <ul className="card list">
              {items.map((tracker) => (
                <Row key={tracker.id} tracker={tracker} may={may} open={setOpen} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet
        title={open?.kind === 'edit' ? `Edit ${open.tracker.name}` : 'Add tracker'}
        open={open?.kind === 'new' || open?.kind === 'edit'}
        onClose={close}
      >
        <TrackerForm tracker={open?.kind === 'edit' ? open.tracker : null} onClose={close} />
      </Sheet>
      {open?.kind === 'remove' ? (
        <Confirm
          title={`Remove ${open.tracker.name}`}
          open
          onClose={close}
          action="Remove tracker"
          run={async () => {
            await trackerCommands.remove(open.tracker.id);
            await queries.invalidateQueries();
            tell('Tracker removed.');
          }}
        >
          Its token is deleted. Issues stay as they are, and are no longer in sync.
        </Confirm>
      ) : null}
    </div>
  );
}

function Row({ tracker, may, open }: { tracker: Tracker; may: boolean; open: (what: Open) => void }) {
  const [state, setState] = useState<{ works: boolean; message: string } | 'testing' | null>(null);
  const test = async () => {
    setState('testing');
    try {
      setState(await trackerCommands.test(tracker.id));
    } catch (error) {
      setState({ works: false, message: error instanceof Error ? error.message : 'The test failed.' });
    }
  };
  const tested = state === 'testing' ? null : state;
  return (
    <li className="list-row">
      <span className="grow">
        <strong>{tracker.name}</strong>
        <span className="small muted sub breaks">
          {TRACKERS[tracker.kind].name}, {tracker.project}
        </span>
        <span className="small muted sub">
          {tracker.issues} {tracker.issues === 1 ? 'issue' : 'issues'}
          {tracker.problems === 0 ? '' : ` · ${tracker.problems} not in sync`}
          {tracker.automatic ? ' · each new action' : ''}
          {tracker.hasWebhookSecret ? '' : ' · no webhook: checked every 5 minutes'}
        </span>
        {tracker.quietUntil === null ? null : (
          <span className="small muted sub">
            It has had too many requests. Tocsin asks again <When at={tracker.quietUntil} />.
          </span>
        )}
        <span role="status">
          {tested !== null && !tested.works ? (
            <span className="small sub breaks field-error">{tested.message}</span>
          ) : null}
        </span>
      </span>
      {tested === null ? null : (
        <StateBadge tone={tested.works ? 'ok' : 'bad'}>{tested.works ? 'Works' : 'Failing'}</StateBadge>
      )}
      {may ? (
        <span className="row">
          <Button size="xs" loading={state === 'testing'} onClick={() => void test()}>
            Test<span className="sr-only"> {tracker.name}</span>
          </Button>
          <Button size="xs" onClick={() => open({ kind: 'edit', tracker })}>
            Edit<span className="sr-only"> {tracker.name}</span>
          </Button>
          <Button size="xs" onClick={() => open({ kind: 'remove', tracker })}>
            Remove<span className="sr-only"> {tracker.name}</span>
          </Button>
        </span>
      ) : null}
    </li>
  );
}
