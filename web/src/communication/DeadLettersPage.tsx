import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../identity/may.ts';
import { Endless } from '../ui/Endless.tsx';
import { EmptyState, PageHeader } from '../ui/Page.tsx';
import { useShown } from '../ui/shown.ts';
import { attempt } from '../ui/Toasts.tsx';
import { messagesQuery, resend } from './api.ts';
import { MessageLine } from './MessageLine.tsx';
import { OpenMessage } from './OpenMessage.tsx';

/** Messages that no attempt could deliver; each can be sent again once its cause is mended. */
export function DeadLettersPage() {
  const dead = useInfiniteQuery(messagesQuery({ state: 'dead' }));
  const queries = useQueryClient();
  const mayResend = useMay('messages:resend');
  const [shown, setShown] = useShown('message');
  const again = (id: string) =>
    attempt(async () => {
      await resend(id);
      await queries.invalidateQueries({ queryKey: ['message'] });
    }, 'Message queued for resending.');
  return (
    <div className="page">
      <PageHeader
        title="Dead letters"
        lead="Messages that failed on every delivery attempt. Fix the cause, then resend them."
      />
      <Endless
        query={dead}
        older="Show older messages"
        empty={
          <EmptyState title="No dead letters">
            Every message was delivered or is still being retried.
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
                      Resend
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
