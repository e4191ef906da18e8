import { NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery, personQuery } from '../directory/api.ts';
import { meQuery } from '../identity/session.ts';
import { nowMs } from '../ui/clock.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { instantsOf, type Span, SpanFields, spanOf } from '../ui/SpanFields.tsx';
import { Time } from '../ui/Time.tsx';
import { tell } from '../ui/Toasts.tsx';
import { absentDuring } from './absent.ts';
import { addOverride } from './api.ts';

/** Lets somebody stand in for a while; the viewer, from now for eight hours, unless said otherwise. */
export function OverrideForm(props: { scheduleId: string; levels: number[]; onDone: () => void }) {
  const queries = useQueryClient();
  const people = useQuery(peopleQuery);
  const me = useQuery(meQuery);
  const [person, setPerson] = useState<string | null>(null);
  const [level, setLevel] = useState(String(props.levels[0] ?? 1));
  const [span, setSpan] = useState(() => spanOf(nowMs(), 8 * 3_600_000));
  const [reason, setReason] = useState('');
  const personId = person ?? me.data?.id ?? '';
  const run = async () => {
    await addOverride(props.scheduleId, {
      level: Number(level),
      personId,
      ...instantsOf(span),
      reason: reason.trim(),
    });
    await queries.invalidateQueries({ queryKey: ['oncall'] });
  };
  return (
    <CommandForm
      submit="Add override"
      disabled={personId === ''}
      run={run}
      onDone={() => {
        tell('Override added.');
        props.onDone();
      }}
      onCancel={props.onDone}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Covering person"
            data={[
              { value: '', label: 'Choose a person' },
              ...(people.data?.items ?? [])
                .filter((each) => each.active)
                .map((each) => ({ value: each.id, label: each.name })),
            ]}
            value={personId}
            onChange={(event) => setPerson(event.currentTarget.value)}
            error={errors.personId}
          />
          {props.levels.length > 1 ? (
            <NativeSelect
              label="Level"
              data={props.levels.map(String)}
              value={level}
              onChange={(event) => setLevel(event.currentTarget.value)}
              error={errors.level}
            />
          ) : null}
          <SpanFields
            span={span}
            onSpan={setSpan}
            note={reason}
            noteLabel="Reason"
            onNote={setReason}
            errors={errors}
          />
          {personId === '' ? null : <Away id={personId} span={span} />}
        </>
      )}
    </CommandForm>
  );
}

/** Says beforehand that whoever stands in is away for a part of the time; it can be meant all the same. */
function Away({ id, span }: { id: string; span: Span }) {
  const person = useQuery(personQuery(id));
  const absences = absentDuring(person.data?.absences ?? [], span);
  if (absences.length === 0) return null;
  return (
    <p className="hint hint-warn" role="status">
      {person.data?.name} is away during this time:{' '}
      {absences.map(({ from, until }, index) => (
        <span key={from}>
          {index > 0 ? ', ' : ''}
          <Time at={from} /> until <Time at={until} />
        </span>
      ))}
      . Backup is paged first then.
    </p>
  );
}
