import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { meQuery } from '../identity/session.ts';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type ContactMethod, type PersonDetail, peopleCommands } from './api.ts';

/** Sends a test page, and takes the code that its owner reads there. */
export function TestMethod({ person, method }: { person: PersonDetail; method: ContactMethod }) {
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const mine = me.data?.id === person.id;
  const [entering, setEntering] = useState(false);
  const [code, setCode] = useState('');
  const send = () =>
    attempt(async () => {
      await peopleCommands.testMethod(person.id, method.id);
      if (mine) setEntering(true);
    }, `Test page sent to ${method.label}.`);
  return (
    <>
      <Button size="xs" aria-label={`Send test page to ${method.label}`} onClick={() => void send()}>
        Test
      </Button>
      <Sheet title={`Test ${method.label}`} open={entering} onClose={() => setEntering(false)}>
        <CommandForm
          submit="Confirm"
          run={async () => {
            await peopleCommands.confirmMethod(person.id, method.id, { code });
            await queries.invalidateQueries({ queryKey: ['directory'] });
          }}
          onDone={() => {
            tell('Contact method confirmed.');
            setEntering(false);
            setCode('');
          }}
          onCancel={() => setEntering(false)}
        >
          {(errors) => (
            <>
              <p>Acknowledge the test page as you would acknowledge a page, then enter the code in it.</p>
              <TextInput
                label="Code"
                inputMode="numeric"
                autoComplete="one-time-code"
                required
                withAsterisk={false}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
                error={errors.code}
              />
            </>
          )}
        </CommandForm>
      </Sheet>
    </>
  );
}
