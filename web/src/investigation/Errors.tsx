import { Button, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { Section } from '../ui/Page.tsx';
import { CommandForm, Sheet } from '../ui/Sheet.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt, tell } from '../ui/Toasts.tsx';
import { type ErrorGroup, errorCommands, errorsQuery } from './api.ts';
import { FailedSection } from './FailedSection.tsx';

const FIRST = 5;

/** What programs said went wrong, each once with how often and when (INV-4). */
export function Errors({ reference, may }: { reference: string; may: boolean }) {
  const errors = useQuery(errorsQuery(reference));
  const { data } = errors;
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  if (!data) return <FailedSection title="Errors" query={errors} />;
  if (data.items.length === 0 && !may) return null;
  const shown = all ? data.items : data.items.slice(0, FIRST);
  return (
    <Section
      title="Errors"
      className="card card-pad"
      aside={
        may ? (
          <Button size="xs" onClick={() => setAdding(true)}>
            Add error
          </Button>
        ) : null
      }
    >
      {data.items.length === 0 ? (
        <p className="small muted">No error messages in the alerts. Add one that you have seen.</p>
      ) : (
        <ul className="errors">
          {shown.map((error) => (
            <Row key={error.fingerprint} {...{ error, reference, may }} />
          ))}
        </ul>
      )}
      {data.items.length > FIRST ? (
        <button type="button" className="plain small" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${data.items.length - FIRST} more`}
        </button>
      ) : null}
      <Sheet title="Add error" open={adding} onClose={() => setAdding(false)}>
        <ErrorForm reference={reference} onClose={() => setAdding(false)} />
      </Sheet>
    </Section>
  );
}

type OfIncident = { reference: string };

function Row({ error, reference, may }: OfIncident & { error: ErrorGroup; may: boolean }) {
  const save = useSaved(reference);
  const { count, firstAt, lastAt, alerts, notedBy, systems, pinned } = error;
  const from = [...(alerts === 0 ? [] : [alerts === 1 ? '1 alert' : `${alerts} alerts`]), ...notedBy];
  return (
    <li>
      <code className="error-text breaks" dir="auto">
        {error.text}
      </code>
      <div className="row error-facts">
        <span className="grow small muted">
          <strong className="tnum">{count}×</strong>, <Time at={firstAt} />
          {lastAt === firstAt ? null : (
            <>
              {' '}
              to <Time at={lastAt} />
            </>
          )}
          {systems.length === 0 ? '' : ` · ${systems.join(', ')}`} · {from.join(', ')}
        </span>
        {pinned ? <StateBadge tone="ok">Pinned</StateBadge> : null}
        {may && !pinned ? (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() =>
              void attempt(
                async () => save(await errorCommands.pin(reference, error.fingerprint)),
                'Pinned. It is on the record.',
              )
            }
          >
            Pin as evidence<span className="sr-only">: {error.text.slice(0, 100)}</span>
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function useSaved(reference: string) {
  const queries = useQueryClient();
  return async (after: { items: ErrorGroup[] }) => {
    queries.setQueryData(errorsQuery(reference).queryKey, after);
    await queries.invalidateQueries({ queryKey: ['incident', reference] });
  };
}

function ErrorForm({ reference, onClose }: OfIncident & { onClose: () => void }) {
  const save = useSaved(reference);
  const [text, setText] = useState('');
  return (
    <CommandForm
      submit="Add error"
      run={async () => save(await errorCommands.note(reference, text))}
      onDone={() => {
        tell('Error added to the record.');
        onClose();
      }}
      onCancel={onClose}
    >
      {(errors) => (
        <Textarea
          label="Message or stack trace"
          description="Leave out passwords and personal data: the record is not erased."
          required
          withAsterisk={false}
          autosize
          minRows={4}
          maxRows={14}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors.text}
        />
      )}
    </CommandForm>
  );
}
