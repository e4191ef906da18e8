import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { Loaded, Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { PickList, Tick } from '../ui/Tick.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type Subscription, subscriptionCommands, subscriptionQuery } from './api.ts';

const SEVERITIES = ['P1', 'P2', 'P3', 'P4'] as const;

/** Which incidents the viewer wants to hear of, besides those that the matrix tells them about. */
export function SubscriptionPart() {
  const found = useQuery(subscriptionQuery);
  const systems = useQuery(systemsQuery);
  const queries = useQueryClient();
  const [editing, setEditing] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: subscriptionQuery.queryKey });
  const nameOf = (id: string) => systems.data?.items.find((system) => system.id === id)?.name ?? id;
  return (
    <Section title="Incident updates">
      <Loaded query={found} lines={2}>
        {({ subscription }) => (
          <div className="card card-pad stack">
            <p>
              {subscription === null
                ? 'You hear of incidents through the escalation matrix, or when you respond to one.'
                : `You are also told about ${listed(subscription.severities, 'every severity')} of ${listed(
                    subscription.systems.map(nameOf),
                    'every system',
                  )}.`}
            </p>
            <div className="row">
              <Button onClick={() => setEditing(true)}>{subscription === null ? 'Subscribe' : 'Edit'}</Button>
              {subscription === null ? null : (
                <Button
                  variant="subtle"
                  onClick={() =>
                    void attempt(async () => {
                      await subscriptionCommands.end();
                      await refresh();
                    }, 'Unsubscribed.')
                  }
                >
                  Unsubscribe
                </Button>
              )}
            </div>
            <Sheet title="Incident updates" open={editing} onClose={() => setEditing(false)}>
              <Form
                subscription={subscription}
                systems={systems.data?.items ?? []}
                onDone={() => {
                  void refresh();
                  tell('Saved.');
                  setEditing(false);
                }}
              />
            </Sheet>
          </div>
        )}
      </Loaded>
    </Section>
  );
}

const listed = (items: readonly string[], all: string): string =>
  items.length === 0 ? all : items.join(', ');

function Form(props: {
  subscription: Subscription;
  systems: ReadonlyArray<{ id: string; name: string }>;
  onDone: () => void;
}) {
  const [severities, setSeverities] = useState<string[]>(props.subscription?.severities ?? ['P1', 'P2']);
  const [systems, setSystems] = useState<string[]>(props.subscription?.systems ?? []);
  return (
    <CommandForm
      submit="Save"
      run={() =>
        subscriptionCommands.save({
          systems,
          severities: SEVERITIES.filter((one) => severities.includes(one)),
        })
      }
      onDone={props.onDone}
    >
      {() => (
        <>
          <fieldset>
            <legend>Severities</legend>
            {SEVERITIES.map((severity) => (
              <Tick
                key={severity}
                label={severity}
                checked={severities.includes(severity)}
                onChange={(on) =>
                  setSeverities(on ? [...severities, severity] : severities.filter((one) => one !== severity))
                }
              />
            ))}
            <p className="small muted">None chosen: every severity.</p>
          </fieldset>
          <PickList
            legend="Systems (none chosen: every system)"
            choices={props.systems.map(({ id, name }) => ({ id, label: name }))}
            picked={systems}
            onChange={setSystems}
            empty="No systems yet."
          />
        </>
      )}
    </CommandForm>
  );
}
