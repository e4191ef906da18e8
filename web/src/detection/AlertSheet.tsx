import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CodeBlock } from '../ui/Copy.tsx';
import { Facts, Loaded } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { viewerZone } from '../ui/time.ts';
import { AlertState } from './AlertLine.tsx';
import { type AlertDetails, alertQuery } from './api.ts';

/** One alert: what it says, and the payload exactly as it arrived. */
export function AlertSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const alert = useQuery(alertQuery(id));
  return (
    <Sheet title={alert.data?.title ?? 'Alert'} open onClose={onClose} wide>
      <Loaded query={alert}>{(data) => <Details alert={data} onClose={onClose} />}</Loaded>
    </Sheet>
  );
}

function factsOf(alert: AlertDetails, onClose: () => void): Array<[string, ReactNode]> {
  const rows: Array<[string, ReactNode]> = [
    ['State', <AlertState key="state" alert={alert} />],
    [
      'Severity',
      alert.severityWord
        ? `“${alert.severityWord}” in monitoring${alert.severity ? `, mapped to ${alert.severity} by the policy` : ''}`
        : (alert.severity ?? 'not set'),
    ],
    ['System', alert.systemName ?? alert.systemId ?? 'No matching system'],
    ...(alert.source ? [['Source', alert.source] as [string, ReactNode]] : []),
    ['Integration', alert.integrationName ?? alert.integrationId],
    [`First seen (${viewerZone})`, <Time key="first" at={alert.firstSeenAt} seconds />],
    ['Last seen', <Time key="last" at={alert.lastSeenAt} seconds />],
    ['Occurrences', alert.count.toLocaleString('en-GB')],
  ];
  if (alert.heldUntil) {
    rows.push([
      'Processing failed',
      <span key="held">
        Failed to open an incident, so no one has been paged for it yet. Next retry at{' '}
        <Time at={alert.heldUntil} seconds />
      </span>,
    ]);
  }
  if (alert.silences.length > 0) {
    rows.push([
      'Silenced',
      <div key="silences">
        {alert.silences.map((silence) => (
          <div key={`${silence.endsAt} ${silence.comment}`} className="breaks">
            Until <Time at={silence.endsAt} seconds />
            {silence.createdBy ? `, by ${silence.createdBy}` : ''}
            {silence.comment ? `: ${silence.comment}` : ''}
          </div>
        ))}
        <div className="small muted">It pages no one until then.</div>
      </div>,
    ]);
  }
  if (alert.incidentReference) {
    rows.push([
      'Incident',
      <Link key="incident" to="/incidents/$ref" params={{ ref: alert.incidentReference }} onClick={onClose}>
        {alert.incidentReference}
      </Link>,
    ]);
  }
  return rows;
}

function Details({ alert, onClose }: { alert: AlertDetails; onClose: () => void }) {
  const labels = Object.entries(alert.labels);
  return (
    <div className="stack-l">
      {alert.description ? <p className="breaks">{alert.description}</p> : null}
      <Facts items={factsOf(alert, onClose)} />
      {alert.links.length > 0 ? (
        <ul className="row-l">
          {alert.links.map((link) => (
            <li key={link.href}>
              <a href={link.href} rel="noreferrer" target="_blank">
                {link.text || link.href}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {labels.length > 0 ? (
        <div className="stack-s">
          <h3>Labels</h3>
          <Facts items={labels} />
        </div>
      ) : null}
      {alert.payloads.length === 0 ? (
        <div className="stack-s">
          <h3>Original payload</h3>
          <p className="muted">
            Kept for {alert.payloadDays} days after the alert ended. The parsed fields above are kept.
          </p>
        </div>
      ) : null}
      {alert.payloads.map((payload) => (
        <div key={payload.id} className="stack-s">
          <h3>
            Payload received at <Time at={payload.receivedAt} seconds />
          </h3>
          {payload.bytes > SHOWN ? (
            <p className="muted">The first MiB of {(payload.bytes / SHOWN).toFixed(1)} MiB.</p>
          ) : null}
          <CodeBlock label="Original payload" text={readable(payload.body)} />
        </div>
      ))}
    </div>
  );
}

/** Bytes of a payload that the server shows. */
const SHOWN = 1024 * 1024;

/** JSON with line breaks; anything else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
