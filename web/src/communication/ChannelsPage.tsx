import { useQuery } from '@tanstack/react-query';
import { StateBadge } from '../ui/Badges.tsx';
import { CodeBlock } from '../ui/Copy.tsx';
import { Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Prose, readMarkdown } from '../ui/Prose.tsx';
import { type Channel, channelsQuery } from './api.ts';
import { IncidentChannels } from './IncidentChannels.tsx';
import { IncomingMail } from './IncomingMail.tsx';
import { Rooms } from './Rooms.tsx';
import { capital } from './words.ts';

/** Every channel: whether it is ready, what it lacks, and how it is set up. */
export function ChannelsPage() {
  const channels = useQuery(channelsQuery);
  return (
    <div className="page">
      <PageHeader
        title="Channels"
        lead="How pages and notices leave Tocsin, and how answers come back. Channels are configured in Tocsin’s environment, by an administrator."
      />
      <Loaded query={channels}>
        {({ items }) => (
          <div className="stack-l">
            <Rooms channels={items} />
            <IncidentChannels channels={items} />
            <IncomingMail />
            {items.map((channel) => (
              <ChannelGuide key={channel.kind} channel={channel} />
            ))}
          </div>
        )}
      </Loaded>
    </div>
  );
}

function ChannelGuide({ channel }: { channel: Channel }) {
  const { guide, missing, failing, traits, room } = channel;
  return (
    <Section title={capital(channel.label)} aside={<ChannelState channel={channel} />}>
      <div className="card card-pad stack-s">
        {missing ? <p>{missing}</p> : null}
        {failing.map(({ provider, sentence }) => (
          <p key={provider}>{sentence}</p>
        ))}
        <p className="small muted">{room?.only ? 'Reaches chat rooms, not people.' : waking(traits)}</p>
        <details>
          <summary>How to set it up</summary>
          <div className="stack-s">
            <Prose blocks={readMarkdown(guide.needs)} />
            <Prose blocks={readMarkdown(numbered(guide.steps))} />
            {guide.snippet ? <CodeBlock label={guide.snippet.label} text={guide.snippet.text} /> : null}
            {guide.settings.length > 0 ? (
              <ul className="list">
                {guide.settings.map(({ name, description, given }) => (
                  <li key={name} className="list-row">
                    <span className="grow">
                      <code>{name}</code>
                      <span className="small muted sub">{description}</span>
                    </span>
                    <StateBadge tone={given ? 'ok' : 'quiet'}>{given ? 'Set' : 'Not set'}</StateBadge>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </details>
      </div>
    </Section>
  );
}

const waking = ({ wakes, acknowledges }: Channel['traits']): string =>
  `${wakes ? 'Wakes people at night.' : 'Does not wake people at night.'} ${acknowledges ? 'Pages can be acknowledged.' : 'Pages cannot be acknowledged through it.'}`;

const numbered = (steps: readonly string[]): string =>
  steps.map((step, index) => `${index + 1}. ${step}`).join('\n');

function ChannelState({ channel }: { channel: Channel }) {
  if (channel.missing !== null) return <StateBadge tone="quiet">Not configured</StateBadge>;
  if (channel.failing.length > 0) return <StateBadge tone="bad">Failing</StateBadge>;
  return <StateBadge tone="ok">Ready</StateBadge>;
}
