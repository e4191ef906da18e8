import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { nowMs } from '../ui/clock.ts';
import { Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { instantsOf, SpanFields, spanOf } from '../ui/SpanFields.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type PersonDetail, peopleCommands } from './api.ts';

/** When a person is away; their deputies answer for their roles meanwhile. */
export function Absences({ person, mayChange }: { person: PersonDetail; mayChange: boolean }) {
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: ['directory'] });
  return (
    <Section
      title="Away"
      aside={
        mayChange ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            Add absence
          </Button>
        ) : null
      }
    >
      <ul className="card list">
        {person.absences.map((absence) => (
          <li key={absence.id} className="list-row">
            <span className="grow">
              <Time at={absence.from} /> until <Time at={absence.until} />
              {absence.note ? <span className="muted"> ({absence.note})</span> : null}
            </span>
            {mayChange ? (
              <Button
                size="xs"
                aria-label={`Remove absence${absence.note ? `: ${absence.note}` : ''}`}
                onClick={() =>
                  void attempt(async () => {
                    await peopleCommands.removeAbsence(person.id, absence.id);
                    await refresh();
                  }, 'Absence removed.')
                }
              >
                Remove
              </Button>
            ) : null}
          </li>
        ))}
        {person.absences.length === 0 ? (
          <li className="list-row muted">
            No planned absences. During an absence, deputies cover roles; on-call shifts need an override.
          </li>
        ) : null}
      </ul>
      <Sheet title="Add absence" open={adding} onClose={() => setAdding(false)}>
        <NewAbsence
          person={person}
          onClose={() => {
            setAdding(false);
            void refresh();
          }}
        />
      </Sheet>
    </Section>
  );
}

function NewAbsence({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const [span, setSpan] = useState(() => spanOf(nowMs(), 7 * 86_400_000));
  const [note, setNote] = useState('');
  return (
    <CommandForm
      submit="Add"
      run={() =>
        peopleCommands.addAbsence(person.id, {
          ...instantsOf(span),
          note: note.trim(),
        })
      }
      onDone={() => {
        tell('Absence added. On call then? Create an override.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <SpanFields
          span={span}
          onSpan={setSpan}
          note={note}
          noteLabel="Note"
          onNote={setNote}
          errors={errors}
        />
      )}
    </CommandForm>
  );
}
