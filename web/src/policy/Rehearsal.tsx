import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { organisationQuery, systemsQuery } from '../directory/api.ts';
import { nowMs } from '../ui/clock.ts';
import { ErrorState, Loaded } from '../ui/Page.tsx';
import { PickList } from '../ui/Tick.tsx';
import { toLocalField } from '../ui/time.ts';
import { type Question, type Rehearsal, rehearse } from './plan.ts';
import { RehearsalResult } from './RehearsalResult.tsx';

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

/** Asks what would happen in a case, under the policy in force or under the draft that is given. */
export function RehearsalForm({ yaml }: { yaml?: string | undefined }) {
  const organisation = useQuery(organisationQuery);
  return <Loaded query={organisation}>{({ timezone }) => <Form yaml={yaml} zone={timezone} />}</Loaded>;
}

/** The help of a field stands below it, so that the fields of one line stand in one line. */
const HELP_BELOW = ['label', 'input', 'description', 'error'] as const;

function Form({ yaml, zone }: { yaml: string | undefined; zone: string }) {
  const systems = useQuery(systemsQuery);
  const [severity, setSeverity] = useState<Question['severity']>('P1');
  const [at, setAt] = useState(() => toLocalField(nowMs(), zone));
  const [picked, setPicked] = useState<string[]>([]);
  const [facing, setFacing] = useState('');
  const [confirmed, setConfirmed] = useState('yes');
  const [ack, setAck] = useState('8m');
  const [resolve, setResolve] = useState('');
  const [result, setResult] = useState<Rehearsal>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      setResult(
        await rehearse({
          severity,
          at,
          systems: picked,
          ...(facing === '' ? {} : { customerFacing: facing === 'yes' }),
          confirmed: confirmed === 'yes',
          ...(ack.trim() === '' ? {} : { acknowledgeAfter: ack.trim() }),
          ...(resolve.trim() === '' ? {} : { resolveAfter: resolve.trim() }),
          ...(yaml === undefined ? {} : { yaml }),
        }),
      );
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack rehearsal-case">
      <form className="form rehearsal-form" onSubmit={run}>
        <NativeSelect
          label="Severity"
          data={[...severities]}
          value={severity}
          onChange={(event) => setSeverity(event.currentTarget.value as Question['severity'])}
        />
        <TextInput
          type="datetime-local"
          label="Start time"
          description={`In the organisation’s time zone, ${zone}.`}
          inputWrapperOrder={[...HELP_BELOW]}
          required
          withAsterisk={false}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <NativeSelect
          label="Customers"
          data={customers}
          value={facing}
          onChange={(event) => setFacing(event.currentTarget.value)}
        />
        <NativeSelect
          label="Severity status"
          data={confirmations}
          value={confirmed}
          onChange={(event) => setConfirmed(event.currentTarget.value)}
        />
        <TextInput
          label="Acknowledged after"
          description="For example 8m or 1h30m. Leave empty for never."
          inputWrapperOrder={[...HELP_BELOW]}
          value={ack}
          onChange={(event) => setAck(event.currentTarget.value)}
        />
        <TextInput
          label="Resolved after"
          description="For example 2h. Leave empty for never."
          inputWrapperOrder={[...HELP_BELOW]}
          value={resolve}
          onChange={(event) => setResolve(event.currentTarget.value)}
        />
        <PickList
          legend="Affected systems"
          choices={(systems.data?.items ?? []).map(({ id, name }) => ({ id, label: name }))}
          picked={picked}
          onChange={setPicked}
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
