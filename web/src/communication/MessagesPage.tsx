import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';
import { alone, useShown } from '../ui/shown.ts';
import { channelsQuery, type MessageSearch, messagesQuery } from './api.ts';
import { MessageLine } from './MessageLine.tsx';
import { stateChoices } from './MessageState.tsx';
import { OpenMessage } from './OpenMessage.tsx';
import { capital } from './words.ts';

const route = getRouteApi('/app/messages');
/** Everything that was sent or deliberately not sent, newest first. */
export function MessagesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const messages = useInfiniteQuery(messagesQuery(alone(search)));
  const channels = useQuery(channelsQuery);
  const [shown, setShown] = useShown('message');
  const filtered = Boolean(search.state || search.purpose || search.channel);
  return (
    <div className="page">
      <PageHeader
        title="Messages"
        lead="Every page and notice, with its channel and delivery status. Messages that were not sent are listed with the reason."
        actions={<Link to="/messages/dead">Dead letters</Link>}
      />
      <search className="filters">
        <NativeSelect
          aria-label="State"
          data={stateChoices.map((choice) => ({ ...choice }))}
          value={search.state ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void navigate({
              search: (old) => ({ ...alone(old), state: (value || undefined) as MessageSearch['state'] }),
            });
          }}
        />
        <NativeSelect
          aria-label="Purpose"
          data={[
            { value: '', label: 'Pages and notices' },
            { value: 'page', label: 'Pages' },
            { value: 'notice', label: 'Notices' },
            { value: 'system', label: 'System messages' },
          ]}
          value={search.purpose ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void navigate({
              search: (old) => ({ ...alone(old), purpose: (value || undefined) as MessageSearch['purpose'] }),
            });
          }}
        />
        <NativeSelect
          aria-label="Channel"
          data={[
            { value: '', label: 'Any channel' },
            ...(channels.data?.items ?? []).map((each) => ({ value: each.kind, label: capital(each.label) })),
          ]}
          value={search.channel ?? ''}
          onChange={(event) => {
            const channel = event.currentTarget.value || undefined;
            void navigate({ search: (old) => ({ ...alone(old), channel }) });
          }}
        />
      </search>
      <Endless
        query={messages}
        older="Show older messages"
        empty={
          filtered ? (
            <EmptyState title="No messages match these filters" />
          ) : (
            <EmptyState title="No messages yet">
              The first incident sends the first message. To try it, send a test alert from an integration.
            </EmptyState>
          )
        }
      >
        {(items) => (
          <ul className="card list">
            {items.map((message) => (
              <MessageLine
                key={message.id}
                message={message}
                onOpen={() => setShown(message.id)}
                withIncident
              />
            ))}
          </ul>
        )}
      </Endless>
      {shown ? <OpenMessage id={shown} onClose={() => setShown(null)} /> : null}
    </div>
  );
}
