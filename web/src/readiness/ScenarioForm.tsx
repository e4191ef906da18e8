import { Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { tell } from '../ui/Toasts.tsx';
import { scenarioCommands, scenariosQuery } from './api.ts';

const EXAMPLE = `title: The payment provider times out
brief: Respond as you would to a real incident.
minutes: 45
expects: [P1, P2]
injects:
  - at: 0m
    alert: { key: timeouts, title: Payments time out, severity: critical }
  - at: 5m
    fact: { look: Status page of the provider, finds: It reports degraded performance. }
  - at: 10m
    customer: { from: A customer, says: My card was charged twice. }
  - at: 30m
    clears: timeouts
`;

/** A scenario as YAML. @param id empty for a new one */
export function ScenarioForm({ id, onDone }: { id: string; onDone: () => void }) {
  const source = useQuery({
    queryKey: ['drill', 'scenario', id],
    queryFn: () =>
      id === '' ? Promise.resolve({ id, source: EXAMPLE, ships: false }) : scenarioCommands.source(id),
  });
  return (
    <Loaded query={source}>
      {(found) => <Form id={id} text={found.source} ships={found.ships} onDone={onDone} />}
    </Loaded>
  );
}

function Form(props: { id: string; text: string; ships: boolean; onDone: () => void }) {
  const queries = useQueryClient();
  const [id, setId] = useState(props.id);
  const [text, setText] = useState(props.text);
  return (
    <CommandForm
      submit="Save scenario"
      run={async () => queries.setQueryData(scenariosQuery.queryKey, await scenarioCommands.save(id, text))}
      onDone={() => {
        tell('Scenario saved.');
        props.onDone();
      }}
    >
      {(errors) => (
        <>
          {props.id === '' ? (
            <TextInput
              label="ID"
              description="Lower-case letters, digits, - and _. It cannot be changed later."
              required
              withAsterisk={false}
              pattern="[a-z][a-z0-9_\-]*"
              maxLength={60}
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
              error={errors.id}
            />
          ) : null}
          <Textarea
            label="Scenario"
            description={
              props.ships
                ? 'This scenario ships with Tocsin. Saving keeps a version of your own.'
                : 'YAML. Each inject is an alert, worsens, clears, a customer’s message or a fact to be found.'
            }
            autosize
            minRows={14}
            maxRows={30}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--t-mono)', fontSize: 13 } }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={errors.source}
          />
        </>
      )}
    </CommandForm>
  );
}
