import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useDraft } from '../identity/draft.ts';
import { nowMs } from '../ui/clock.ts';
import { tellFailure } from '../ui/Toasts.tsx';
import { fromLocalField, toLocalField } from '../ui/time.ts';
import { commands, type NoteType } from './api.ts';

const types: ReadonlyArray<{ value: NoteType; label: string }> = [
  { value: 'note', label: 'Note' },
  { value: 'finding', label: 'Finding' },
  { value: 'hypothesis', label: 'Hypothesis' },
  { value: 'decision', label: 'Decision' },
  { value: 'workaround', label: 'Workaround' },
];

interface Note {
  text: string;
  type: NoteType;
  /** When it happened, as a `datetime-local` field has it; null: now. */
  earlier: string | null;
}

const nothing: Note = { text: '', type: 'note', earlier: null };

/** Writes to the time line. Ctrl-Enter sends; what was typed stays until the server has it. */
export function NoteBox({ reference }: { reference: string }) {
  const queries = useQueryClient();
  const [draft, setDraft] = useDraft(`${reference}.note`, nothing);
  const latest = useRef(draft);
  const write = (note: Note) => {
    latest.current = note;
    setDraft(note);
  };
  const { text, type, earlier } = draft;
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (text.trim() === '' || busy) return;
    setBusy(true);
    try {
      await commands.addEntry(reference, {
        type,
        text: text.trim(),
        ...(earlier ? { happenedAt: fromLocalField(earlier) } : {}),
      });
      // Whoever went on typing meanwhile has a note that nobody has seen.
      if (latest.current.text === text) write(nothing);
      await queries.invalidateQueries({ queryKey: ['incident', reference] });
    } catch (error) {
      tellFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
  };
  return (
    <form
      className="note-box card"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Textarea
        id="note"
        dir="auto"
        variant="unstyled"
        aria-label="Add to timeline"
        placeholder="What do you see? What did you try?"
        rows={2}
        value={text}
        onChange={(event) => write({ ...draft, text: event.currentTarget.value })}
        onKeyDown={onKey}
      />
      <div className="row note-foot">
        <NativeSelect
          aria-label="Entry type"
          data={types.map((each) => ({ ...each }))}
          value={type}
          onChange={(event) => write({ ...draft, type: event.currentTarget.value as NoteType })}
        />
        {earlier === null ? (
          <button
            type="button"
            className="plain small"
            onClick={() => write({ ...draft, earlier: toLocalField(nowMs()) })}
          >
            Happened earlier
          </button>
        ) : (
          <TextInput
            type="datetime-local"
            aria-label="When it happened"
            value={earlier}
            onChange={(event) => write({ ...draft, earlier: event.currentTarget.value || null })}
          />
        )}
        <Button type="submit" variant={text.trim() ? 'filled' : 'default'} loading={busy} title="Ctrl-Enter">
          Add
        </Button>
      </div>
    </form>
  );
}
