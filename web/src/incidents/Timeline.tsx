import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState, Section } from '../ui/Page.tsx';
import { Segments } from '../ui/Tick.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { dayName, viewerZone } from '../ui/time.ts';
import { commands, type Entry } from './api.ts';
import { NoteBox } from './NoteBox.tsx';
import { type Line, linesOf } from './timeline-lines.ts';

type Which = 'all' | 'people';

/** So that who was told, below, stays within reach. */
const SHOWN_AT_FIRST = 20;

/** What happened, newest first, with the box to add to it on top. */
export function Timeline(props: {
  reference: string;
  /** Whether the viewer may write here. */
  may: boolean;
  /** Newest first. */
  entries: readonly Entry[];
  /** Fetches older entries; null when all are here. */
  older: (() => void) | null;
}) {
  const { reference, entries } = props;
  const [which, setWhich] = useState<Which>('all');
  const [all, setAll] = useState(false);
  const wanted = which === 'all' ? entries : entries.filter((entry) => entry.actor.kind === 'person');
  const lines = linesOf(wanted);
  const shown = all ? lines : lines.slice(0, SHOWN_AT_FIRST);
  const showOlder = shown.length < lines.length ? () => setAll(true) : props.older;
  return (
    <Section
      title="Timeline"
      aside={
        <Segments
          label="Show entries"
          value={which}
          options={[
            { id: 'all', label: 'Everything' },
            { id: 'people', label: 'By people' },
          ]}
          onChange={setWhich}
        />
      }
    >
      {props.may ? <NoteBox reference={reference} /> : null}
      {shown.length === 0 ? (
        <EmptyState title="No notes yet">
          Note what you see and what you try. The review is built from these notes.
        </EmptyState>
      ) : null}
      {byDay(shown).map(([day, list], index) => (
        <div key={day}>
          <h3 className="tl-day">
            {day}
            {index === 0 ? <span className="tl-zone"> · {viewerZone}</span> : null}
          </h3>
          <ol className="tl">
            {list.map((line) => (
              <Row key={line.entry.seq} line={line} reference={reference} may={props.may} />
            ))}
          </ol>
        </div>
      ))}
      {showOlder ? (
        <button type="button" className="plain" onClick={showOlder}>
          Show older entries
        </button>
      ) : null}
    </Section>
  );
}

function byDay(lines: readonly Line[]): Array<[string, Line[]]> {
  const days = new Map<string, Line[]>();
  for (const line of lines) {
    const day = dayName(line.entry.at);
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days];
}

function Row({ line, reference, may }: { line: Line; reference: string; may: boolean }) {
  const { entry, folded } = line;
  const queries = useQueryClient();
  const strike = () =>
    attempt(async () => {
      await commands.strike(reference, entry.seq);
      await queries.invalidateQueries({ queryKey: ['incident', reference] });
    }, 'Note struck through. It stays readable.');
  const backdated = Math.abs(Date.parse(entry.happenedAt) - Date.parse(entry.at)) > 60_000;
  const note = entry.tone === 'note' ? entry.sentence : null;
  return (
    <li className="tl-row" data-tone={entry.tone}>
      <span className="tl-time">
        <Time at={entry.at} />
      </span>
      <span className="tl-dot" aria-hidden="true" />
      <div className="tl-body">
        {note ? (
          <>
            <div className="tl-by">
              <strong>{entry.actor.name}</strong>
              {entry.data.type !== 'note' ? <span className="chip">{String(entry.data.type)}</span> : null}
              <span className="grow" />
              {entry.struckBy ? (
                <span className="muted">struck through</span>
              ) : may ? (
                <button
                  type="button"
                  className="plain muted tl-strike"
                  aria-label={`Strike through: ${beginning(note)}`}
                  onClick={() => void strike()}
                >
                  Strike through
                </button>
              ) : null}
            </div>
            <p className="tl-note breaks" dir="auto">
              {entry.struckBy ? <s>{note}</s> : note}
            </p>
          </>
        ) : (
          <p className="breaks" dir="auto">
            {entry.sentence}
          </p>
        )}
        {backdated ? (
          <p className="small muted">
            Happened at <Time at={entry.happenedAt} />
          </p>
        ) : null}
        {folded.length > 0 ? <Folded entries={folded} /> : null}
      </div>
    </li>
  );
}

/** So much of a note that one knows which it is. */
const beginning = (note: string): string => (note.length > 60 ? `${note.slice(0, 60)}…` : note);

/** What the same act wrote besides, for whoever wants the record word by word. */
function Folded({ entries }: { entries: readonly Entry[] }) {
  return (
    <details className="folded">
      <summary>{entries.length} more</summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.seq} dir="auto">
            {entry.sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}
