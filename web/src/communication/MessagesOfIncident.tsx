import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Endless } from '../ui/Endless.tsx';
import { Icon } from '../ui/Icon.tsx';
import { EmptyState } from '../ui/Page.tsx';
import { useShownAddress } from '../ui/shown.ts';
import { incidentMessagesQuery } from './api.ts';
import { MessageLine } from './MessageLine.tsx';
import { OpenMessage } from './OpenMessage.tsx';

/**
 * Every message of an incident, newest first, folded: whom they reached stands with the people. Asked for when it is
 * opened, because few look at it while an incident goes on.
 */
export function MessagesOfIncident({ reference }: { reference: string }) {
  const [open, setOpen] = useState(false);
  const list = useId();
  return (
    <section aria-label="Messages">
      <h2 className="section-head">
        <button
          type="button"
          className="msg-fold"
          aria-expanded={open}
          aria-controls={open ? list : undefined}
          onClick={() => setOpen(!open)}
        >
          Messages <Icon name={open ? 'up' : 'down'} size={16} />
        </button>
      </h2>
      {open ? (
        <div id={list}>
          <Messages reference={reference} />
        </div>
      ) : null}
    </section>
  );
}

function Messages({ reference }: { reference: string }) {
  const messages = useInfiniteQuery(incidentMessagesQuery(reference));
  const [shown, setShown] = useState<string | null>(null);
  useShownAddress('message', shown);
  return (
    <>
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
    </>
  );
}
