import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { channelsQuery } from '../communication/api.ts';
import { capital, reasonWords } from '../communication/words.ts';
import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type ContactMethod, type PersonDetail, peopleCommands } from './api.ts';
import { NotificationsHere } from './NotificationsHere.tsx';
import { wayOf } from './reach.ts';
import { SigningSecret } from './SigningSecret.tsx';
import { TestMethod } from './TestMethod.tsx';

/** The ways to reach a person. */
export function ContactMethods({ person, mayChange }: { person: PersonDetail; mayChange: boolean }) {
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<ContactMethod | null>(null);
  const change = (run: () => Promise<unknown>, done: string) =>
    void attempt(async () => {
      await run();
      await queries.invalidateQueries({ queryKey: ['directory'] });
    }, done);
  return (
    <Section
      title="Contact methods"
      aside={
        mayChange ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            Add contact method
          </Button>
        ) : null
      }
    >
      <ul className="card list">
        {person.contactMethods.map((method) => (
          <li key={method.id} className="list-row">
            <span className="grow">
              <strong>{method.label}</strong>
              <span className="small muted sub breaks">
                {capital(method.kindLabel)}
                {method.display ? `, ${method.display}` : ''}
              </span>
              {method.proof ? <span className="small muted sub">{method.proof.sentence}</span> : null}
            </span>
            <MethodState method={method} />
            <SigningSecret personId={person.id} method={method} />
            {mayChange && method.proof ? <TestMethod person={person} method={method} /> : null}
            {mayChange ? (
              <>
                <Button
                  size="xs"
                  onClick={() =>
                    change(
                      () =>
                        peopleCommands.changeMethod(person.id, method.id, {
                          enabled: method.disabledReason !== null,
                        }),
                      method.disabledReason ? `${method.label} turned on.` : `${method.label} turned off.`,
                    )
                  }
                >
                  {method.disabledReason ? 'Turn on' : 'Turn off'}
                </Button>
                {person.contactMethods.length > 1 ? (
                  <Button size="xs" aria-label={`Remove ${method.label}`} onClick={() => setRemoving(method)}>
                    Remove
                  </Button>
                ) : null}
              </>
            ) : null}
          </li>
        ))}
        {person.contactMethods.length === 0 ? (
          <li className="list-row">
            <StateBadge tone="bad">Unreachable: add a contact method</StateBadge>
          </li>
        ) : null}
      </ul>
      <PagingNumbers person={person} />
      <NotificationsHere person={person} />
      <Sheet title="Add contact method" open={adding} onClose={() => setAdding(false)}>
        <NewMethod person={person} onClose={() => setAdding(false)} />
      </Sheet>
      <Confirm
        title={`Remove ${removing?.label ?? ''}`}
        open={removing !== null}
        onClose={() => setRemoving(null)}
        action="Remove"
        run={async () => {
          if (removing) await peopleCommands.removeMethod(person.id, removing.id);
          await queries.invalidateQueries({ queryKey: ['directory'] });
        }}
      >
        Pages and notices will no longer be sent there. Contact rules that use it are removed too.
      </Confirm>
    </Section>
  );
}

function MethodState({ method }: { method: ContactMethod }) {
  const channels = useQuery(channelsQuery);
  if (method.disabledReason) {
    return <StateBadge tone="warn">Off: {reasonWords(method.disabledReason)}</StateBadge>;
  }
  const way = channels.data && wayOf(method, channels.data.items);
  if (way === 'not_set_up') return <StateBadge tone="bad">Not configured: nothing is sent</StateBadge>;
  if (way === 'no_channel') return <StateBadge tone="bad">Not supported</StateBadge>;
  return null;
}

/** The numbers that pages come from, for the address book: a phone lets only whom it knows through silent mode. */
function PagingNumbers({ person }: { person: PersonDetail }) {
  const channels = useQuery(channelsQuery);
  const kinds = person.contactMethods.map(({ kind }) => kind);
  const numbers = channels.data?.items
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap((each) => each.numbers);
  if (!numbers?.length) return null;
  return (
    <p className="small muted">
      Pages come from {[...new Set(numbers)].join(' and ')}.{' '}
      <a href="/api/v1/channels/contact-card" download>
        Save as a contact
      </a>{' '}
      and let it break through silent mode.
    </p>
  );
}

function NewMethod({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const queries = useQueryClient();
  const channels = useQuery(channelsQuery);
  const [chosen, setKind] = useState<string | null>(null);
  // What a device makes is not typed: it is turned on there. A room is nobody's contact method.
  const typed =
    channels.data?.items.filter(({ deviceKey, room }) => deviceKey === null && room?.only !== true) ?? [];
  const kind = chosen ?? typed[0]?.kind ?? '';
  const channel = typed.find((each) => each.kind === kind);
  const field = channel?.fields[0];
  const [address, setAddress] = useState('');
  const [label, setLabel] = useState('');
  return (
    <CommandForm
      submit="Add"
      run={async () => {
        await peopleCommands.addMethod(person.id, {
          kind,
          address: address.trim(),
          ...(label.trim() ? { label: label.trim() } : {}),
        });
        await queries.invalidateQueries({ queryKey: ['directory'] });
      }}
      onDone={() => {
        tell('Contact method added.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Channel"
            data={typed.map((each) => ({
              value: each.kind,
              label: capital(each.label),
            }))}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            error={errors.kind}
          />
          <TextInput
            label={field?.label ?? 'Address'}
            type={field?.type ?? 'text'}
            placeholder={field?.placeholder}
            description={field?.help}
            required
            withAsterisk={false}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
            error={errors.address}
          />
          <TextInput
            label="Label"
            description="Optional, for example “private phone”."
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            error={errors.label}
          />
        </>
      )}
    </CommandForm>
  );
}
