import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../identity/may.ts';
import { Secret } from '../ui/Copy.tsx';
import { Facts, Loaded, PageHeader, Section } from '../ui/Page.tsx';
import { Confirm, Sheet } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { Ago, Time } from '../ui/Time.tsx';
import { attempt, tellFailure } from '../ui/Toasts.tsx';
import { type Webhook, webhookCommands, webhookQuery } from './api.ts';
import { DeliveryLog } from './DeliveryLog.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import { filterWords, WebhookState } from './words.tsx';

const route = getRouteApi('/app/webhooks/$id');

/** One webhook: how it is, what was sent, its secret. */
export function WebhookPage() {
  const { id } = route.useParams();
  const webhook = useQuery(webhookQuery(id));
  return (
    <div className="page">
      <Loaded query={webhook} page="Webhook">
        {(data) => <Content webhook={data} />}
      </Loaded>
    </div>
  );
}

function Content({ webhook }: { webhook: Webhook }) {
  const mayWrite = useMay('integrations:write');
  const [editing, setEditing] = useState(false);
  return (
    <>
      <PageHeader
        title={webhook.name}
        lead={<span className="breaks">{webhook.url}</span>}
        actions={mayWrite ? <Actions webhook={webhook} onEdit={() => setEditing(true)} /> : null}
      />
      <div className="stack-l">
        {webhook.state === 'stopped' ? <Stopped webhook={webhook} /> : null}
        <div className="card card-pad">
          <Facts items={facts(webhook)} />
        </div>
        <DeliveryLog webhook={webhook} mayWrite={mayWrite} />
        {mayWrite ? <SecretAndState webhook={webhook} /> : null}
      </div>
      <Sheet title={`Edit ${webhook.name}`} open={editing} onClose={() => setEditing(false)} wide>
        {editing ? <WebhookForm webhook={webhook} onClose={() => setEditing(false)} /> : null}
      </Sheet>
    </>
  );
}

const facts = (webhook: Webhook) =>
  [
    ['State', <WebhookState key="state" webhook={webhook} />],
    ...(webhook.failingSince && webhook.state === 'on'
      ? ([['Failing since', <Time key="since" at={webhook.failingSince} />]] as const)
      : []),
    [
      'Sends',
      <span key="what" className="breaks">
        {filterWords(webhook)}
      </span>,
    ],
    ...(webhook.waiting > 0 ? ([['Waiting', count(webhook.waiting)]] as const) : []),
    ...(webhook.held > 0 ? ([['Held while off', count(webhook.held)]] as const) : []),
    ['Created', <Ago key="made" at={webhook.createdAt} />],
  ] as const;

const count = (n: number): string => `${n.toLocaleString('en-GB')} ${n === 1 ? 'event' : 'events'}`;

function Actions({ webhook: { id }, onEdit }: { webhook: Webhook; onEdit: () => void }) {
  return (
    <>
      <Button onClick={onEdit}>Edit</Button>
      <Button
        variant="filled"
        onClick={() => void attempt(() => webhookCommands.ping(id), 'Test sent. See the log below.')}
      >
        Send test
      </Button>
    </>
  );
}

const Stopped = ({ webhook: { stoppedAt, stoppedBecause, held } }: { webhook: Webhook }) => (
  <div className="problem" role="status">
    <strong>
      Stopped {stoppedAt ? <Time at={stoppedAt} /> : null}. {stoppedBecause}
    </strong>
    <div>Send a test, then turn the webhook on. {held > 0 ? `${count(held)} can be sent then.` : null}</div>
  </div>
);

function SecretAndState({ webhook }: { webhook: Webhook }) {
  const [asking, setAsking] = useState<'rotate' | 'remove' | 'turn' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => queries.invalidateQueries({ queryKey: ['integration'] });
  const close = () => setAsking(null);
  const show = () => webhookCommands.secret(webhook.id).then((reply) => setSecret(reply.secret), tellFailure);
  const { id, name, state, previousSecretUntil } = webhook;
  return (
    <Section title="Signing secret and state">
      <div className="stack-s">
        <p className="small muted">
          Receivers verify each request with the secret (Standard Webhooks).{' '}
          {previousSecretUntil ? (
            <>
              The secret before the last rotation signs as well until <Time at={previousSecretUntil} />.
            </>
          ) : null}
        </p>
        <div className="row">
          <Button onClick={() => void show()}>Show secret</Button>
          <Button onClick={() => setAsking('rotate')}>Rotate secret</Button>
          <Button onClick={() => setAsking('turn')}>{state === 'on' ? 'Turn off' : 'Turn on'}</Button>
          <Button onClick={() => setAsking('remove')}>Remove</Button>
        </div>
      </div>
      <Confirm
        title="Rotate secret"
        open={asking === 'rotate'}
        onClose={close}
        action="Rotate secret"
        run={async () => {
          setSecret((await webhookCommands.rotate(id)).secret);
          await refresh();
        }}
      >
        Requests carry two signatures for 24 hours, by the new secret and by the current one. Give the new
        secret to the receiver within that time.
      </Confirm>
      <Turn webhook={webhook} open={asking === 'turn'} onClose={close} />
      <Confirm
        title={`Remove ${name}`}
        open={asking === 'remove'}
        onClose={close}
        action="Remove webhook"
        run={async () => {
          await webhookCommands.remove(id);
          await navigate({ to: '/webhooks' });
          await refresh();
        }}
      >
        Nothing more is sent. Its secret and its log are deleted.
      </Confirm>
      <Sheet title="Signing secret" open={secret !== null} onClose={() => setSecret(null)}>
        {secret ? <Secret value={secret}>Whoever has it can forge requests to the receiver.</Secret> : null}
      </Sheet>
    </Section>
  );
}

function Turn({ webhook, open, onClose }: { webhook: Webhook; open: boolean; onClose: () => void }) {
  const queries = useQueryClient();
  const [sendHeld, setSendHeld] = useState(true);
  const { id, name, state, held } = webhook;
  const on = state !== 'on';
  return (
    <Confirm
      title={on ? `Turn on ${name}` : `Turn off ${name}`}
      open={open}
      onClose={onClose}
      action={on ? 'Turn on' : 'Turn off'}
      run={async () => {
        await webhookCommands.turn(id, { on, sendHeld: on && held > 0 && sendHeld });
        await queries.invalidateQueries({ queryKey: ['integration'] });
      }}
    >
      {on && held === 0 ? 'Events are sent from now on.' : null}
      {on && held > 0 ? (
        <Tick label={`Send the ${count(held)} that were held`} checked={sendHeld} onChange={setSendHeld} />
      ) : null}
      {on
        ? null
        : 'Nothing is sent while it is off. Events are held for 30 days, and can be sent afterwards.'}
    </Confirm>
  );
}
