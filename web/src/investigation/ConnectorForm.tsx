import { NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FileNote } from '../ui/FileNote.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Connector, type ConnectorKind, connectorCommands } from './api.ts';
import { authNames, kindHints, kindNames, secretNames } from './connector-words.ts';

const kinds = Object.keys(kindNames) as ConnectorKind[];
const auths = Object.keys(authNames) as Connector['auth'][];
type Options = Connector['options'];
const KEPT = 'Leave empty to keep the stored one.';
const NEW = 'Stored encrypted, and never shown again.';

/** Adds a connector or changes one. It is tested when it is saved. */
export function ConnectorForm({ connector, onClose }: { connector: Connector | null; onClose: () => void }) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<ConnectorKind>(connector?.kind ?? 'prometheus');
  const [name, setName] = useState(connector?.name ?? '');
  const [url, setUrl] = useState(connector?.url ?? '');
  const [auth, setAuth] = useState<Connector['auth']>(connector?.auth ?? 'none');
  const [username, setUsername] = useState(connector?.username ?? '');
  const [secret, setSecret] = useState('');
  const [options, setOptions] = useState<Options>(connector?.options ?? {});
  const [untested, setUntested] = useState(false);
  const run = async () => {
    const filled = Object.entries(options).filter(([, value]) => value !== undefined && value.trim() !== '');
    await connectorCommands.save(
      connector?.id ?? slugOf(name),
      {
        ...{ kind, name: name.trim(), url: url.trim(), auth },
        username: auth === 'basic' ? username.trim() || null : null,
        ...(secret === '' ? {} : { secret }),
        options: Object.fromEntries(filled),
      },
      untested,
    );
    await queries.invalidateQueries({ queryKey: ['connector'] });
  };
  return (
    <CommandForm
      submit={untested ? 'Save without a test' : 'Test and save'}
      run={run}
      onDone={() => {
        tell(untested ? 'Saved.' : 'Saved. The connector works.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          {connector ? null : <KindField kind={kind} set={setKind} />}
          <TextInput
            label="Name"
            placeholder={`${kindNames[kind]}, production`}
            required
            withAsterisk={false}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
          />
          <TextInput
            label="URL"
            description="Where its API begins. Hosts in private networks must be in ALLOWED_HOSTS."
            type="url"
            placeholder={`https://${kind}.example.com`}
            required
            withAsterisk={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={errors.url}
          />
          <NativeSelect
            label="Authentication"
            data={auths
              .filter((each) => each !== 'api_key' || kind === 'elasticsearch')
              .map((each) => ({ value: each, label: authNames[each] }))}
            value={auth}
            onChange={(event) => setAuth(event.currentTarget.value as Connector['auth'])}
            error={errors.auth}
          />
          {auth === 'basic' ? (
            <TextInput
              label="User name"
              autoComplete="off"
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
              error={errors.username}
            />
          ) : null}
          {auth === 'none' ? null : (
            <PasswordField
              label={secretNames[auth]}
              description={connector?.hasSecret ? KEPT : NEW}
              autoComplete="off"
              value={secret}
              onChange={(event) => setSecret(event.currentTarget.value)}
              error={errors.secret}
            />
          )}
          <OptionFields kind={kind} options={options} set={setOptions} errors={errors} />
          <Tick
            label="Save without a test"
            hint="For a server that does not answer right now."
            checked={untested}
            onChange={setUntested}
          />
          <FileNote section="connectors" />
        </>
      )}
    </CommandForm>
  );
}

function KindField({ kind, set }: { kind: ConnectorKind; set: (kind: ConnectorKind) => void }) {
  return (
    <fieldset className="stack-s">
      <legend>Kind</legend>
      {kinds.map((each) => (
        <Tick
          key={each}
          type="radio"
          name="kind"
          boxed
          label={kindNames[each]}
          hint={kindHints[each]}
          checked={kind === each}
          onChange={() => set(each)}
        />
      ))}
    </fieldset>
  );
}

const optionsOf: Record<ConnectorKind, readonly { name: keyof Options; label: string; hint: string }[]> = {
  prometheus: [{ name: 'tenant', label: 'Tenant (optional)', hint: 'X-Scope-OrgID of Mimir and Cortex.' }],
  loki: [{ name: 'tenant', label: 'Tenant (optional)', hint: 'X-Scope-OrgID.' }],
  elasticsearch: [
    { name: 'index', label: 'Indices (optional)', hint: 'Default: logs-*' },
    { name: 'timeField', label: 'Time field (optional)', hint: 'Default: @timestamp' },
    { name: 'messageField', label: 'Message field (optional)', hint: 'Default: message' },
  ],
};

function OptionFields({
  kind,
  options,
  set,
  errors,
}: {
  kind: ConnectorKind;
  options: Options;
  set: (options: Options) => void;
  errors: Record<string, string>;
}) {
  return optionsOf[kind].map(({ name, label, hint }) => (
    <TextInput
      key={name}
      label={label}
      description={hint}
      value={options[name] ?? ''}
      onChange={(event) => set({ ...options, [name]: event.currentTarget.value })}
      error={errors[`options.${name}`]}
    />
  ));
}
