import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { channelsQuery, signingSecret } from '../communication/api.ts';
import { useMay } from '../identity/may.ts';
import { Secret } from '../ui/Copy.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { tellFailure } from '../ui/Toasts.tsx';
import { type ContactMethod, peopleCommands } from './api.ts';

/** For channels whose messages are signed: what the receiver checks them with, and how to make it another. */
export function SigningSecret({ personId, method }: { personId: string; method: ContactMethod }) {
  const channels = useQuery(channelsQuery);
  const queries = useQueryClient();
  const mayWrite = useMay('directory:write');
  const [secret, setSecret] = useState<string | null>(null);
  const [rotating, setRotating] = useState(false);
  const signs = channels.data?.items.some((each) => each.kind === method.kind && each.signsMessages);
  const { address } = method;
  if (!signs || !mayWrite || address === null) return null;
  const show = async (generation: number) => {
    try {
      setSecret((await signingSecret(method.kind, address, generation)).secret);
    } catch (error) {
      tellFailure(error);
    }
  };
  const rotate = async () => {
    const person = await peopleCommands.changeMethod(personId, method.id, { rotateSecret: true });
    await queries.invalidateQueries({ queryKey: ['directory'] });
    const changed = person.contactMethods.find(({ id }) => id === method.id);
    await show(changed?.secretGeneration ?? method.secretGeneration);
  };
  return (
    <>
      <Button size="xs" onClick={() => void show(method.secretGeneration)}>
        Signing secret
      </Button>
      <Sheet title="Signing secret" open={secret !== null && !rotating} onClose={() => setSecret(null)}>
        <div className="stack">
          <Secret value={secret ?? ''}>
            Messages to this address are signed with this secret (Standard Webhooks 1.0).
          </Secret>
          {method.secretRotatedAt ? (
            <p className="small muted">
              Rotated <Time at={method.secretRotatedAt} />. For a week after that, messages are also signed
              with the previous secret.
            </p>
          ) : null}
          <div className="row">
            <Button size="xs" onClick={() => setRotating(true)}>
              Rotate secret
            </Button>
          </div>
        </div>
      </Sheet>
      <Confirm
        title="Rotate signing secret"
        open={rotating}
        onClose={() => setRotating(false)}
        action="Rotate secret"
        run={rotate}
      >
        Messages are signed with a new secret from now on, and with the current one for another week. Update
        the receiver within that week.
      </Confirm>
    </>
  );
}
