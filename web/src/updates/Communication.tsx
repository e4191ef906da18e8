import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Incident } from '../incidents/api.ts';
import type { OpenSheet } from '../incidents/sheets.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { EmptyState, Loaded, Section } from '../ui/Page.tsx';
import { Countdown, Time } from '../ui/Time.tsx';
import { type SentUpdate, type Updates, updatesQuery } from './api.ts';
import './updates.css';

/** What stakeholders were told, when they hear next, and how it reached them. */
export function Communication(props: { incident: Incident; may: boolean; open: OpenSheet }) {
  const { incident } = props;
  const updates = useQuery(updatesQuery(incident.reference));
  return (
    <Section title="Communication" className="card card-pad">
      <Loaded query={updates} lines={3}>
        {(data) => (
          <>
            {incident.open ? <NextUpdate updates={data} {...props} /> : null}
            {data.updates.length === 0 ? (
              <EmptyState title="No updates sent yet">
                The escalation plan notifies people when the incident starts. Updates tell them how it goes.
              </EmptyState>
            ) : (
              <ol className="upd-list">
                {data.updates.map((update) => (
                  <Update key={update.id} update={update} />
                ))}
              </ol>
            )}
            <Kept updates={data} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function NextUpdate({ updates, may, open }: { updates: Updates; may: boolean; open: OpenSheet }) {
  const { promise } = updates;
  return (
    <div className="upd-next">
      {promise === null ? (
        <p className="muted">No update is promised.</p>
      ) : (
        <p data-over={promise.overdue ? '' : undefined}>
          <span className="upd-due">
            Next update due <Time at={promise.dueAt} />
          </span>
          <Countdown to={promise.dueAt} late="overdue" />
        </p>
      )}
      {may ? (
        <div className="row">
          <Button size="xs" onClick={() => open('update')}>
            Send update
          </Button>
          {promise === null || promise.overdue ? null : (
            <Button size="xs" variant="subtle" onClick={() => open('move-update')}>
              Move
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

const KINDS = { initial: 'Initial notification', update: 'Update', resolution: 'Resolution' };

function Update({ update }: { update: SentUpdate }) {
  const { deliveries } = update;
  return (
    <li className="upd">
      <p className="small muted">
        <Time at={update.at} /> · {KINDS[update.kind]}
        {update.text === null ? ' · sent automatically' : ` · ${update.by.name}`}
      </p>
      {update.text === null ? null : (
        <p className="upd-text breaks" dir="auto">
          {update.text}
        </p>
      )}
      <details>
        <summary className="small">
          {deliveries.total === 0 && update.rooms.length > 0
            ? `Posted to ${update.rooms.join(', ')} `
            : `${deliveries.sent} of ${deliveries.total} sent to ${update.audiences.map(({ name }) => name).join(', ')} `}
          {deliveries.failed > 0 ? <StateBadge tone="bad">{deliveries.failed} not sent</StateBadge> : null}
        </summary>
        <p className="small muted breaks">
          {[
            ...update.people.map(({ name }) => name),
            ...update.rooms,
            ...(update.addresses > 0 ? [`${update.addresses} outside the organisation`] : []),
          ].join(', ')}
        </p>
      </details>
    </li>
  );
}

function Kept({ updates: { promises } }: { updates: Updates }) {
  const due = promises.kept + promises.missed;
  if (due === 0) return null;
  return (
    <p className="small muted upd-kept">
      {promises.kept} of {due} promised updates sent in time
    </p>
  );
}
