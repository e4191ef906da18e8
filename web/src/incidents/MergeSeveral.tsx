import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { commands, type IncidentSummary } from './api.ts';

/** Which of several goes on; the others join it. The first is the most urgent, so it is proposed. */
export function MergeSeveral(props: {
  incidents: readonly IncidentSummary[];
  onDone: () => void;
  onCancel: () => void;
}) {
  const queries = useQueryClient();
  // What is merged leaves the list of open ones meanwhile: the form goes on with those it began with.
  const [incidents] = useState(props.incidents);
  const [into, setInto] = useState(incidents[0]?.reference ?? '');
  const run = async () => {
    for (const { reference } of incidents) if (reference !== into) await commands.merge(reference, into);
    await queries.invalidateQueries({ queryKey: ['incidents'] });
  };
  return (
    <CommandForm
      submit={`Merge into ${into}`}
      run={run}
      onDone={() => {
        tell(`Merged into ${into}.`);
        props.onDone();
      }}
      onCancel={props.onCancel}
    >
      {() => (
        <fieldset className="stack-s">
          <legend>Merge into</legend>
          {incidents.map(({ reference, severity, title }) => (
            <Tick
              key={reference}
              type="radio"
              name="into"
              boxed
              label={title}
              hint={`${reference}, ${severity}`}
              checked={into === reference}
              onChange={() => setInto(reference)}
            />
          ))}
          <p className="small muted">
            The other incidents are closed as merged. Their alerts move here, and the highest severity
            applies.
          </p>
        </fieldset>
      )}
    </CommandForm>
  );
}
