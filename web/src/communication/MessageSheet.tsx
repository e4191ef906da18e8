import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Facts, Loaded } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Message, messageQuery, resend } from './api.ts';
import { MessageState } from './MessageState.tsx';
import { capital } from './words.ts';

/** One message: what was promised, what happened, each attempt; re-send when it is dead. */
export function MessageSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const message = useQuery(messageQuery(id));
  return (
    <Sheet title={message.data?.subject || 'Message'} open onClose={onClose}>
      <Loaded query={message}>{(data) => <Details message={data} onClose={onClose} />}</Loaded>
    </Sheet>
  );
}

function Details({ message, onClose }: { message: Message; onClose: () => void }) {
  const rows: Array<[string, React.ReactNode]> = [
    ['To', message.person?.name ?? message.address ?? 'no recipient'],
    [
      'Channel',
      message.channelLabel === null
        ? 'no contact method'
        : `${capital(message.channelLabel)}${message.address ? `, ${message.address}` : ''}`,
    ],
    ['State', <MessageState key="state" message={message} />],
    ['Created', <Time key="written" at={message.createdAt} seconds />],
  ];
  if (message.promisedAt) rows.push(['Promised', <Time key="promised" at={message.promisedAt} seconds />]);
  if (message.deadline) rows.push(['Deadline', <Time key="deadline" at={message.deadline} seconds />]);
  if (message.sentAt) rows.push(['Sent', <Time key="sent" at={message.sentAt} seconds />]);
  if (message.deliveredAt)
    rows.push(['Delivered', <Time key="delivered" at={message.deliveredAt} seconds />]);
  if (message.nextAttemptAt)
    rows.push(['Next attempt', <Time key="next" at={message.nextAttemptAt} seconds />]);
  if (message.incidentReference) {
    rows.push([
      'Incident',
      <Link key="incident" to="/incidents/$ref" params={{ ref: message.incidentReference }} onClick={onClose}>
        {message.incidentReference}
      </Link>,
    ]);
  }
  return (
    <div className="stack-l">
      <Facts items={rows} />
      {message.attempts.length > 0 ? (
        <div className="stack-s">
          <h3>Attempts</h3>
          <ol className="stack-s">
            {message.attempts.map((attempt) => (
              <li key={attempt.number}>
                <Time at={attempt.at} seconds /> {attempt.sentence}
                {attempt.detail ? <span className="muted breaks"> ({attempt.detail})</span> : null}
              </li>
            ))}
          </ol>
        </div>
      ) : null}
      {message.state === 'dead' ? (
        <CommandForm
          submit="Resend"
          run={() => resend(message.id)}
          onDone={() => {
            tell('Message queued for resending.');
            onClose();
          }}
        />
      ) : null}
    </div>
  );
}
