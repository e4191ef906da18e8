import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { FileNote } from '../ui/FileNote.tsx';
import { PasswordField } from '../ui/PasswordField.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { PickList, Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Connector, type ConnectorKind, connectorCommands } from './api.ts';
import {
  authNames,
  exampleOf,
  isDatabase,
  kindHints,
  kindNames,
  secretNames,
  tlsNames,
} from './connector-words.ts';

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
  const [access, setAccess] = useState<Access>({
    auth: connector?.auth ?? 'none',
    username: connector?.username ?? '',
    secret: '',
  });
  const [picked, setPicked] = useState(connector?.systems.map(({ id }) => id) ?? []);
  const systems = useQuery(systemsQuery);
  const [options, setOptions] = useState<Options>(connector?.options ?? {});
  const [untested, setUntested] = useState(false);
  const run = async () => {
    const { username, secret } = access;
    // A database always has a user.
    const auth = isDatabase(kind) ? 'basic' : access.auth;
    const filled = Object.entries(options).filter(([, value]) => value !== undefined && value.trim() !== '');
    const { warning } = await connectorCommands.save(
      connector?.id ?? slugOf(name),
      {
        ...{ kind, name: name.trim(), url: url.trim(), auth },
        username: auth === 'basic' ? username.trim() || null : null,
        ...(secret === '' ? {} : { secret }),
        options: Object.fromEntries(filled),
        systems: picked,
      },
      untested,
    );
    await queries.invalidateQueries({ queryKey: ['connector'] });
    tell(untested ? 'Saved.' : `Saved. The connector works.${warning ? ` ${warning}` : ''}`);
  };
  return (
    <CommandForm
      submit={untested ? 'Save without a test' : 'Test and save'}
      run={run}
      onDone={onClose}
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
            description={`${isDatabase(kind) ? 'Host, port and name of the database' : 'Where its API begins'}. Hosts in private networks must be in ALLOWED_HOSTS.`}
            type="url"
            placeholder={exampleOf(kind)}
            required
            withAsterisk={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={errors.url}
          />
          <AccessFields {...{ kind, access, errors }} kept={connector?.hasSecret === true} set={setAccess} />
          <OptionFields kind={kind} options={options} set={setOptions} errors={errors} />
          {isDatabase(kind) ? <TlsFields options={options} set={setOptions} errors={errors} /> : null}
          {kind === 'prometheus' || isDatabase(kind) ? (
            <PickList
              legend="Systems (checks in their runbooks ask it)"
              choices={(systems.data?.items ?? []).map((each) => ({ id: each.id, label: each.name }))}
              picked={picked}
              onChange={setPicked}
              empty="No systems yet."
            />
          ) : null}
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

interface Access {
  auth: Connector['auth'];
  username: string;
  secret: string;
}

/** As whom it is asked. */
function AccessFields(props: {
  kind: ConnectorKind;
  access: Access;
  /** A secret is stored. */
  kept: boolean;
  set: (access: Access) => void;
  errors: Record<string, string>;
}) {
  const { kind, access, kept, set, errors } = props;
  const auth = isDatabase(kind) ? 'basic' : access.auth;
  return (
    <>
      {isDatabase(kind) ? null : (
        <NativeSelect
          label="Authentication"
          data={auths
            .filter((each) => each !== 'api_key' || kind === 'elasticsearch')
            .map((each) => ({ value: each, label: authNames[each] }))}
          value={auth}
          onChange={(event) => set({ ...access, auth: event.currentTarget.value as Connector['auth'] })}
          error={errors.auth}
        />
      )}
      {auth === 'basic' ? (
        <TextInput
          label="User name"
          description={isDatabase(kind) ? 'Best one that may read and nothing else.' : undefined}
          autoComplete="off"
          value={access.username}
          onChange={(event) => set({ ...access, username: event.currentTarget.value })}
          error={errors.username}
        />
      ) : null}
      {auth === 'none' ? null : (
        <PasswordField
          label={secretNames[auth]}
          description={kept ? KEPT : NEW}
          autoComplete="off"
          value={access.secret}
          onChange={(event) => set({ ...access, secret: event.currentTarget.value })}
          error={errors.secret}
        />
      )}
    </>
  );
}

const tlsModes = Object.keys(tlsNames) as (keyof typeof tlsNames)[];

function TlsFields(props: {
  options: Options;
  set: (options: Options) => void;
  errors: Record<string, string>;
}) {
  const { options, set, errors } = props;
  const tls = options.tls ?? 'verify';
  return (
    <>
      <NativeSelect
        label="Encryption"
        data={tlsModes.map((each) => ({ value: each, label: tlsNames[each] }))}
        value={tls}
        onChange={(event) => set({ ...options, tls: event.currentTarget.value as typeof tls })}
        error={errors['options.tls']}
      />
      {tls === 'verify' ? (
        <Textarea
          label="Certificate of its authority (optional)"
          description="PEM. Only needed when it is not one that everybody trusts."
          placeholder="-----BEGIN CERTIFICATE-----"
          rows={3}
          value={options.ca ?? ''}
          onChange={(event) => set({ ...options, ca: event.currentTarget.value })}
          error={errors['options.ca']}
        />
      ) : null}
    </>
  );
}

type TextOption = Exclude<keyof Options, 'tls' | 'ca'>;
const optionsOf: Record<ConnectorKind, readonly { name: TextOption; label: string; hint: string }[]> = {
  postgresql: [],
  mysql: [],
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
