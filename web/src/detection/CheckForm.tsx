import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { systemsQuery } from '../directory/api.ts';
import { FileNote } from '../ui/FileNote.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { slugOf } from '../ui/slug.ts';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Check, type CheckBody, checkCommands } from './api.ts';
import { draftOf, type ProbeDraft, type ProbeKind, probeOf } from './check-draft.ts';

const kinds: ReadonlyArray<{ value: ProbeKind; label: string }> = [
  { value: 'http', label: 'HTTP or HTTPS' },
  { value: 'tcp', label: 'TCP port' },
  { value: 'dns', label: 'DNS name' },
  { value: 'prometheus', label: 'Prometheus query' },
];
const severities = ['P1', 'P2', 'P3', 'P4'];
export interface Connectors {
  readonly items: ReadonlyArray<{ id: string; name: string }>;
  /** Stands in the list when it is empty: why, and what to do. */
  readonly none: string;
}

/** Adds a check or changes it. */
export function CheckForm(props: { check: Check | null; connectors: Connectors; onClose: () => void }) {
  const { check, connectors, onClose } = props;
  const queries = useQueryClient();
  const systems = useQuery(systemsQuery);
  const [name, setName] = useState(check?.name ?? '');
  const [system, setSystem] = useState(check?.system ?? '');
  const [probe, setProbe] = useState<ProbeDraft>(draftOf(check?.probe ?? null));
  const [every, setEvery] = useState(String(check?.everySeconds ?? 60));
  const [failures, setFailures] = useState(String(check?.failures ?? 3));
  const [severity, setSeverity] = useState<string>(check?.severity ?? 'P2');
  const [enabled, setEnabled] = useState(check?.enabled ?? true);
  const run = async () => {
    await checkCommands.save(check?.id ?? slugOf(name), {
      ...{ name: name.trim(), system, enabled, everySeconds: Number(every), failures: Number(failures) },
      probe: probeOf({ ...probe, connector: probe.connector || connectors.items[0]?.id || '' }),
      severity: severity as NonNullable<CheckBody['severity']>,
    });
    await queries.invalidateQueries({ queryKey: ['check'] });
  };
  const all = (systems.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }));
  return (
    <CommandForm
      submit={check ? 'Save' : 'Add check'}
      run={run}
      onDone={() => {
        tell(check ? 'Saved.' : `${name} added.`);
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <>
          <Field
            label="Name"
            placeholder="Shop, front page"
            value={name}
            set={setName}
            error={errors.name}
            needed
          />
          <NativeSelect
            label="System"
            description="The alert belongs to this system."
            required
            withAsterisk={false}
            data={[{ value: '', label: 'Choose a system' }, ...all]}
            value={system}
            onChange={(event) => setSystem(event.currentTarget.value)}
            error={errors.system}
          />
          <NativeSelect
            label="What is checked"
            data={kinds.map((kind) => ({ ...kind }))}
            value={probe.kind}
            onChange={(event) => setProbe({ ...probe, kind: event.currentTarget.value as ProbeKind })}
          />
          <ProbeFields
            {...{ probe, connectors, errors }}
            set={(change) => setProbe({ ...probe, ...change })}
          />
          <Field
            label="Every, in seconds"
            hint="15 or more."
            value={every}
            set={setEvery}
            error={errors.everySeconds}
            number
            needed
          />
          <Field
            label="Failures before an alert"
            hint="In a row."
            value={failures}
            set={setFailures}
            error={errors.failures}
            number
            needed
          />
          <NativeSelect
            label="Severity"
            data={severities}
            value={severity}
            onChange={(event) => setSeverity(event.currentTarget.value)}
            error={errors.severity}
          />
          <Tick
            label="On"
            hint="Turned off, its alert is resolved."
            checked={enabled}
            onChange={setEnabled}
          />
          <FileNote section="checks" />
        </>
      )}
    </CommandForm>
  );
}

function Field(props: {
  label: string;
  value: string;
  set: (value: string) => void;
  error: string | undefined;
  hint?: string;
  placeholder?: string;
  number?: true;
  needed?: true;
}) {
  const { label, value, set, error, hint, placeholder, number, needed } = props;
  return (
    <TextInput
      {...{ label, value, error, description: hint ?? null }}
      {...(placeholder ? { placeholder } : {})}
      {...(number ? { inputMode: 'decimal' as const } : {})}
      required={needed === true}
      withAsterisk={false}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function ProbeFields(props: {
  probe: ProbeDraft;
  set: (change: Partial<ProbeDraft>) => void;
  connectors: Connectors;
  errors: Record<string, string>;
}): ReactNode {
  const { probe, set, connectors, errors } = props;
  const field = (key: keyof ProbeDraft, server: string, label: string, more: object = {}) => (
    <Field
      label={label}
      value={probe[key]}
      set={(value) => set({ [key]: value })}
      error={errors[`probe.${server}`]}
      {...more}
    />
  );
  switch (probe.kind) {
    case 'http':
      return (
        <>
          {field('url', 'url', 'URL', { placeholder: 'https://shop.example.com/health', needed: true })}
          {field('status', 'status', 'Expected status (optional)', {
            hint: 'Default: 200 to 299.',
            number: true,
          })}
          {field('contains', 'contains', 'Expected text (optional)')}
          {field('days', 'certificate_days', 'Minimum days until the certificate expires (optional)', {
            number: true,
          })}
        </>
      );
    case 'tcp':
      return (
        <>
          {field('host', 'host', 'Host', { placeholder: 'db.example.com', needed: true })}
          {field('port', 'port', 'Port', { number: true, needed: true })}
        </>
      );
    case 'dns':
      return (
        <>
          {field('name', 'name', 'DNS name', { placeholder: 'shop.example.com', needed: true })}
          <NativeSelect
            label="Record type"
            data={['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT']}
            value={probe.type}
            onChange={(event) => set({ type: event.currentTarget.value })}
          />
          {field('expects', 'expects', 'Expected answer (optional)')}
        </>
      );
    case 'prometheus':
      return (
        <>
          <NativeSelect
            label="Connector"
            required
            withAsterisk={false}
            data={
              connectors.items.length === 0
                ? [{ value: '', label: connectors.none }]
                : connectors.items.map(({ id, name }) => ({ value: id, label: name }))
            }
            value={probe.connector}
            onChange={(event) => set({ connector: event.currentTarget.value })}
            error={errors['probe.connector']}
          />
          {field('query', 'query', 'Query', { placeholder: 'sum(queue_length)', needed: true })}
          {field('above', 'above', 'Fails above (optional)', { number: true })}
          {field('below', 'below', 'Fails below (optional)', { number: true })}
        </>
      );
  }
}
