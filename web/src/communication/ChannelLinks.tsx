import { useQuery } from '@tanstack/react-query';
import { incidentChannelsQuery } from './api.ts';

/** The channels that an incident has in chats, each with what people need to know of it. */
export function ChannelLinks({ reference }: { reference: string }) {
  const { data } = useQuery(incidentChannelsQuery(reference));
  return data?.items.map((channel) => (
    <span key={channel.id} className="breaks">
      {channel.state === 'open' && channel.url ? (
        <a href={channel.url} target="_blank" rel="noreferrer">
          Open #{channel.name}
        </a>
      ) : (
        `#${channel.name}${STATE[channel.state]}`
      )}
      {said(channel).map((sentence) => (
        <small key={sentence} className="muted">
          {' '}
          {sentence}
        </small>
      ))}
    </span>
  ));
}

const STATE = { wanted: ' is being opened', open: '', archived: ' is archived', gone: ' is gone' };

function said({
  trouble,
  notIn,
}: {
  trouble: string | null;
  notIn: readonly { name: string }[];
}): readonly string[] {
  return [
    ...(trouble === null ? [] : [trouble]),
    ...(notIn.length === 0 ? [] : [`Not in it: ${notIn.map(({ name }) => name).join(', ')}.`]),
  ];
}
