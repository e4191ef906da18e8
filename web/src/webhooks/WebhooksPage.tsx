import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Icon } from '../ui/Icon.tsx';
import { EmptyState, Loaded, PageHeader } from '../ui/Page.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { webhooksQuery } from './api.ts';
import { WebhookForm } from './WebhookForm.tsx';
import { filterWords, WebhookState } from './words.tsx';

/** Other programs that hear what happens. */
export function WebhooksPage() {
  const webhooks = useQuery(webhooksQuery);
  const mayWrite = useMay('integrations:write');
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const add = mayWrite ? (
    <Button variant="filled" onClick={() => setAdding(true)}>
      Add webhook
    </Button>
  ) : null;
  return (
    <div className="page">
      <PageHeader
        title="Webhooks"
        lead="Send signed events to your own programs as incidents unfold. Restricted incidents are never sent."
        actions={webhooks.data?.items.length ? add : null}
      />
      <Loaded query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No webhooks yet" action={add}>
              Add the URL of a program that should know who was paged, what changed and when it was over.
            </EmptyState>
          ) : (
            <ul className="card list">
              {items.map((item) => (
                <li key={item.id}>
                  <Link to="/webhooks/$id" params={{ id: item.id }} className="list-row">
                    <span className="grow">
                      <strong>{item.name}</strong>
                      <span className="small muted sub breaks">{new URL(item.url).host}</span>
                      <span className="small muted sub breaks">{filterWords(item)}</span>
                    </span>
                    <WebhookState webhook={item} />
                    <Icon name="right" size={16} />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet title="Add webhook" open={adding} onClose={() => setAdding(false)} wide>
        {adding ? (
          <WebhookForm
            webhook={null}
            taken={(webhooks.data?.items ?? []).map(({ id }) => id)}
            onClose={() => setAdding(false)}
            onSaved={(id) => void navigate({ to: '/webhooks/$id', params: { id } })}
          />
        ) : null}
      </Sheet>
    </div>
  );
}
