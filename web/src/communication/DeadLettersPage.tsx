import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { messagesQuery, resend } from './api.ts';
import { MessageLine } from './MessageLine.tsx';
import { OpenMessage } from './OpenMessage.tsx';

/** Messages that no attempt could deliver; each can be sent again once its cause is mended. */
export function DeadLettersPage() {
  const dead = useInfiniteQuery(messagesQuery({ state: 'dead' }));
  const queries = useQueryClient();
  const mayResend = useMay('messages:resend');
  const [shown, setShown] = useState<string | null>(null);
  const again = (id: string) =>
    attempt(async () => {
      await resend(id);
      await queries.invalidateQueries({ queryKey: ['message'] });
    }, 'The message is on its way again.');
  return (
    <div className="page">
      <PageHeader
        title="Dead letters"
        lead="Messages that could not be delivered by any attempt. Mend the cause, then send them again."
      />
      <Endless
        query={dead}
        older="Show older ones"
        empty={
          <EmptyState title="Every message has been delivered, or is still being tried.">
            There is nothing to do here.
          </EmptyState>
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
                action={
                  mayResend ? (
                    <Button size="xs" onClick={() => void again(message.id)}>
                      Send again
                    </Button>
                  ) : null
                }
              />
            ))}
          </ul>
        )}
      </Endless>
      {shown ? <OpenMessage id={shown} onClose={() => setShown(null)} /> : null}
    </div>
  );
}
