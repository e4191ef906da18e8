import { Button, NativeSelect, TextInput } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask, type Reply } from '../api/client.ts';
import { Secret } from '../ui/Copy.tsx';
import { nowMs } from '../ui/clock.ts';
import { EmptyState, Loaded, Section } from '../ui/Page.tsx';
import { CommandForm, Confirm, Sheet } from '../ui/Sheet.tsx';
import { PickList } from '../ui/Tick.tsx';
import { Ago, Time } from '../ui/Time.tsx';
import type { Permission } from './session.ts';

type Token = Reply<'listTokens'>['items'][number];

const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: () => ask(api.GET('/api/v1/tokens')),
});

/** One's API tokens: made with a choice of scopes, shown once, revoked at any time. */
export function Tokens({ permissions }: { permissions: readonly Permission[] }) {
  const tokens = useQuery(tokensQuery);
  const queries = useQueryClient();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['tokens'] });
  return (
    <Section title="API tokens" aside={<Button onClick={() => setMaking(true)}>Create token</Button>}>
      <Loaded query={tokens} lines={2}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title="No API tokens">
              Tokens let scripts and the command line act as you, within the scopes you choose.
            </EmptyState>
          ) : (
            <ul className="card list">
              {data.items.map((token) => (
                <li key={token.id} className="list-row">
                  <span className="grow">
                    <strong>{token.name}</strong> <code className="muted">{token.prefix}…</code>
                    {token.owner === 'installation' ? (
                      <span className="small muted sub">Bootstrap token, from TOCSIN_BOOTSTRAP_TOKEN</span>
                    ) : null}
                    <span className="small muted sub">{token.scopes.join(', ')}</span>
                    <span className="small muted sub">
                      {token.lastUsedAt ? (
                        <>
                          Last used <Ago at={token.lastUsedAt} />
                        </>
                      ) : (
                        'Never used'
                      )}
                      {token.expiresAt ? (
                        <>
                          , expires <Time at={token.expiresAt} />
                        </>
                      ) : null}
                    </span>
                  </span>
                  <Button size="xs" aria-label={`Revoke ${token.name}`} onClick={() => setRevoking(token)}>
                    Revoke
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Sheet title="Create API token" open={making} onClose={() => setMaking(false)}>
        <NewToken permissions={permissions} onMade={refresh} onClose={() => setMaking(false)} />
      </Sheet>
      <Confirm
        title={`Revoke “${revoking?.name ?? ''}”`}
        open={revoking !== null}
        onClose={() => setRevoking(null)}
        action="Revoke token"
        run={async () => {
          if (!revoking) return;
          await ask(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id: revoking.id } } }));
          await refresh();
        }}
      >
        Anything that uses this token stops working immediately. This can’t be undone.
      </Confirm>
    </Section>
  );
}

/** What tokens are made for most, with no more than it needs. */
const PRESETS: ReadonlyArray<{ label: string; scopes: readonly Permission[] }> = [
  { label: 'Apply org.yaml (tocsin apply)', scopes: ['config:apply', 'policy:read'] },
  { label: 'Record deployments (tocsin deploy record)', scopes: ['incidents:declare'] },
  {
    label: 'Respond from the command line',
    scopes: ['incidents:read', 'incidents:declare', 'incidents:respond', 'oncall:read'],
  },
];

function NewToken(props: {
  permissions: readonly Permission[];
  onMade: () => Promise<unknown>;
  onClose: () => void;
}) {
  const [name, setName] = useState('');
  const [use, setUse] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const presets = PRESETS.filter((preset) =>
    preset.scopes.every((scope) => props.permissions.includes(scope)),
  );
  const choose = (label: string) => {
    setUse(label);
    const preset = presets.find((each) => each.label === label);
    if (preset) setScopes([...preset.scopes]);
  };
  const [days, setDays] = useState('90');
  const [made, setMade] = useState<string | null>(null);
  if (made) {
    return (
      <div className="stack">
        <Secret value={made}>
          Copy the token now: you won’t be able to see it again. Store it in your secret manager.
        </Secret>
        <Button onClick={props.onClose}>Done</Button>
      </div>
    );
  }
  const run = async () => {
    const expiresAt = days === '' ? null : new Date(nowMs() + Number(days) * 86_400_000).toISOString();
    const chosen = props.permissions.filter((permission) => scopes.includes(permission));
    const { token } = await ask(api.POST('/api/v1/tokens', { body: { name, scopes: chosen, expiresAt } }));
    setMade(token);
    await props.onMade();
  };
  return (
    <CommandForm submit="Create token" disabled={scopes.length === 0} run={run} onCancel={props.onClose}>
      {(errors) => (
        <>
          <TextInput
            label="Name"
            placeholder="Deploy pipeline"
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
          <NativeSelect
            label="Use"
            data={[{ value: '', label: 'Choose scopes' }, ...presets.map(({ label }) => label)]}
            value={use}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <PickList
            legend="Scopes"
            choices={props.permissions.map((id) => ({ id, label: id }))}
            picked={scopes}
            onChange={(picked) => {
              setUse('');
              setScopes(picked);
            }}
          />
          <NativeSelect
            label="Expires"
            data={[
              { value: '30', label: 'in 30 days' },
              { value: '90', label: 'in 90 days' },
              { value: '365', label: 'in a year' },
              { value: '', label: 'never' },
            ]}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        </>
      )}
    </CommandForm>
  );
}
