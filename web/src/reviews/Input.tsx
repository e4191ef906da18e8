import { NativeSelect, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '../ui/Page.tsx';
import { CommandForm } from '../ui/Sheet.tsx';
import { Tick } from '../ui/Tick.tsx';
import { tell } from '../ui/Toasts.tsx';
import { type Report, reportCommands, reportQuery } from './report-api.ts';

const KINDS = { went_well: 'What went well', to_improve: 'What could be improved' } as const;

/** What people said beforehand. */
export function Said({ report, kind }: { report: Report; kind: keyof typeof KINDS }) {
  const items = report.input.filter((one) => one.kind === kind);
  if (items.length === 0) return <p className="small muted">Nothing yet.</p>;
  return (
    <ul className="rep-said">
      {items.map(({ text, by }) => (
        <li key={`${text} ${by}`} className="breaks" dir="auto">
          {text} <span className="small muted">{by ?? 'Without a name'}</span>
        </li>
      ))}
    </ul>
  );
}

/** What went well and what could be improved, collected before the review, with a name or without. */
export function Input({ report, reference }: { report: Report; reference: string }) {
  const queries = useQueryClient();
  const [kind, setKind] = useState<keyof typeof KINDS>('went_well');
  const [text, setText] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  return (
    <Section title="Before the review" className="card card-pad">
      <h3>{KINDS.went_well}</h3>
      <Said report={report} kind="went_well" />
      <h3>{KINDS.to_improve}</h3>
      <Said report={report} kind="to_improve" />
      <CommandForm
        submit="Add"
        disabled={text.trim() === ''}
        run={async () => {
          const after = await reportCommands.input(reference, { kind, text: text.trim(), anonymous });
          queries.setQueryData(reportQuery(reference).queryKey, after);
        }}
        onDone={() => {
          setText('');
          tell('Added.');
        }}
      >
        {(errors) => (
          <>
            <NativeSelect
              aria-label="About"
              value={kind}
              data={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
              onChange={(event) => setKind(event.currentTarget.value as keyof typeof KINDS)}
            />
            <Textarea
              aria-label="Your words"
              rows={2}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              error={errors.text}
            />
            <Tick
              label="Without my name"
              hint="Stored without an author or a time."
              checked={anonymous}
              onChange={setAnonymous}
            />
          </>
        )}
      </CommandForm>
    </Section>
  );
}
