import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, Section } from '../ui/Page.tsx';
import { incidentMessagesQuery } from './api.ts';
import { MessageLine } from './MessageLine.tsx';
import { OpenMessage } from './OpenMessage.tsx';

/** Who was told, by which channel, and how it went: one line per message. */
export function MessagesOfIncident({ reference }: { reference: string }) {
  const messages = useInfiniteQuery(incidentMessagesQuery(reference));
  const [shown, setShown] = useState<string | null>(null);
  return (
    <Section title="Messages">
      <Endless
        query={messages}
        older="Show earlier messages"
        empty={
          <EmptyState title="No messages sent yet">
            Messages appear here as soon as they are created, with their delivery status.
          </EmptyState>
        }
      >
        {(items) => (
          <ul className="card list">
            {items.map((message) => (
              <MessageLine key={message.id} message={message} onOpen={() => setShown(message.id)} />
            ))}
          </ul>
        )}
      </Endless>
      {shown ? <OpenMessage id={shown} onClose={() => setShown(null)} /> : null}
    </Section>
  );
}
