import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { organisationQuery, systemsQuery } from '../directory/api.ts';
import { nowMs } from '../ui/clock.ts';
import { ErrorState, Loaded } from '../ui/Page.tsx';
import { PickList } from '../ui/Tick.tsx';
import { toLocalField } from '../ui/time.ts';
import { policyQuery } from './api.ts';
import { type Rehearsal, rehearse } from './plan.ts';
import { RehearsalResult } from './RehearsalResult.tsx';
import { caseOf, questionOf, type RehearsalCase, type RehearsalSearch, searchOf } from './rehearsal-case.ts';

const severities = ['P1', 'P2', 'P3', 'P4'] as const;
const customers = [
  { value: '', label: 'Based on affected systems' },
  { value: 'yes', label: 'Customers are affected' },
  { value: 'no', label: 'Customers are not affected' },
];

const confirmations = [
  { value: 'yes', label: 'Confirmed' },
  { value: 'no', label: 'Unconfirmed, as after an alert' },
];

interface Props {
  yaml?: string | undefined;
  /** What its address asks, to be answered at once. */
  search?: RehearsalSearch;
  /** Told what was asked, for the address. */
  onAsk?: (search: RehearsalSearch) => void;
}

/** Asks what would happen in a case, under the policy in force or under the draft that is given. */
export function RehearsalForm(props: Props) {
  const organisation = useQuery(organisationQuery);
  return <Loaded query={organisation}>{({ timezone }) => <Form {...props} zone={timezone} />}</Loaded>;
}

/** The help of a field stands below it, so that the fields of one line stand in one line. */
const HELP_BELOW = ['label', 'input', 'description', 'error'] as const;

const usualCase = (zone: string): RehearsalCase => ({
  ...{ severity: 'P1', at: toLocalField(nowMs(), zone), systems: [], type: '' },
  ...{ customers: '', confirmed: 'yes', ack: '8m', resolve: '' },
});

function Form({ yaml, search = {}, onAsk, zone }: Props & { zone: string }) {
  const systems = useQuery(systemsQuery);
  const [usual] = useState(() => usualCase(zone));
  const [named] = useState(() => caseOf(search, usual));
  const [asked, setAsked] = useState(named ?? usual);
  const set = <Name extends keyof RehearsalCase>(name: Name, value: RehearsalCase[Name]) =>
    setAsked((before) => ({ ...before, [name]: value }));
  const [result, setResult] = useState<Rehearsal>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async (wanted: RehearsalCase) => {
      setBusy(true);
      setError(undefined);
      try {
        setResult(await rehearse(questionOf(wanted, yaml)));
      } catch (failure) {
        setError(failure);
      } finally {
        setBusy(false);
      }
    },
    [yaml],
  );
  // Whoever is sent an address wants to see what was seen, and not a form with a button.
  useEffect(() => {
    if (named) void run(named);
  }, [named, run]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    onAsk?.(searchOf(asked));
    await run(asked);
  };
  return (
    <div className="stack rehearsal-case">
      <form className="form rehearsal-form" onSubmit={submit}>
        <NativeSelect
          label="Severity"
          data={[...severities]}
          value={asked.severity}
          onChange={(event) => set('severity', event.currentTarget.value as RehearsalCase['severity'])}
        />
        <TextInput
          type="datetime-local"
          label="Start time"
          description={`In the organisation’s time zone, ${zone}.`}
          inputWrapperOrder={[...HELP_BELOW]}
          required
          withAsterisk={false}
          value={asked.at}
          onChange={(event) => set('at', event.currentTarget.value)}
        />
        <NativeSelect
          label="Customers"
          data={customers}
          value={asked.customers}
          onChange={(event) => set('customers', event.currentTarget.value as RehearsalCase['customers'])}
        />
        <NativeSelect
          label="Severity status"
          data={confirmations}
          value={asked.confirmed}
          onChange={(event) => set('confirmed', event.currentTarget.value as RehearsalCase['confirmed'])}
        />
        <TextInput
          label="Acknowledged after"
          description="For example 8m or 1h30m. Leave empty for never."
          inputWrapperOrder={[...HELP_BELOW]}
          value={asked.ack}
          onChange={(event) => set('ack', event.currentTarget.value)}
        />
        <TextInput
          label="Resolved after"
          description="For example 2h. Leave empty for never."
          inputWrapperOrder={[...HELP_BELOW]}
          value={asked.resolve}
          onChange={(event) => set('resolve', event.currentTarget.value)}
        />
        <TypeSelect value={asked.type} onChange={(type) => set('type', type)} />
        <PickList
          legend="Affected systems"
          choices={(systems.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
          picked={asked.systems}
          onChange={(picked) => set('systems', picked)}
        />
        <div className="form-actions">
          <Button type="submit" variant={yaml === undefined ? 'filled' : 'default'} loading={busy}>
            {yaml === undefined ? 'Rehearse' : 'Rehearse draft'}
          </Button>
        </div>
      </form>
      {error ? <ErrorState error={error} /> : null}
      {result ? <RehearsalResult result={result} /> : null}
    </div>
  );
}

function TypeSelect(props: { value: string; onChange: (type: string) => void }) {
  const types = useQuery(policyQuery).data?.incidentTypes ?? [];
  return (
    <NativeSelect
      label="Incident type"
      data={[{ value: '', label: 'None' }, ...types.map(({ id, title }) => ({ value: id, label: title }))]}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
