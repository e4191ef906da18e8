import { NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery } from '../directory/api.ts';
import { meQuery } from '../identity/session.ts';
import { nowMs } from '../ui/clock.ts';
import { CommandForm } from '../ui/Sheet.tsx';
import { instantsOf, SpanFields, spanOf } from '../ui/SpanFields.tsx';
import { tell } from '../ui/Toasts.tsx';
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
        tell('The override is in place.');
        props.onDone();
      }}
      onCancel={props.onDone}
    >
      {(errors) => (
        <>
          <NativeSelect
            label="Who stands in"
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
              label="On level"
              data={props.levels.map(String)}
              value={level}
              onChange={(event) => setLevel(event.currentTarget.value)}
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
        </>
      )}
    </CommandForm>
  );
}
