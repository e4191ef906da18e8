import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { EmptyState, Section } from '../ui/Page.tsx';
import { Segments } from '../ui/Tick.tsx';
import { Time } from '../ui/Time.tsx';
import { attempt } from '../ui/Toasts.tsx';
import { dayName, viewerZone } from '../ui/time.ts';
import { commands, type Entry } from './api.ts';
import { type Line, linesOf } from './timeline-lines.ts';

type Which = 'all' | 'people';

/** So that who was told, below, stays within reach. */
const SHOWN_AT_FIRST = 20;

/** What happened, newest first. */
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
  const wantedEntry = useHash(/^#?(entry-\d+)$/);
  const [all, setAll] = useState(wantedEntry !== null);
  const wanted = which === 'all' ? entries : entries.filter((entry) => entry.actor.kind === 'person');
  const lines = linesOf(wanted);
  const shown = all ? lines : lines.slice(0, SHOWN_AT_FIRST);
  useArrival(wantedEntry, entries.length, props.older);
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

const anchorOf = ({ seq }: Entry): string => `entry-${seq}`;

function useHash(pattern: RegExp): string | null {
  const hash = useLocation({ select: (location) => location.hash });
  return pattern.exec(hash)?.[1] ?? null;
}

/** Whoever comes by a link to one entry gets there, also to one that is older than what is shown, or folded. */
function useArrival(anchor: string | null, loaded: number, older: (() => void) | null) {
  const arrived = useRef<string | null>(null);
  const look = useEffectEvent((wanted: string | null, there: number) => {
    if (wanted === null || there === 0 || arrived.current === wanted) return;
    const found = document.getElementById(wanted);
    if (found === null) {
      older?.();
      return;
    }
    arrived.current = wanted;
    const fold = found.closest('details');
    if (fold !== null) fold.open = true;
    found.focus({ preventScroll: true });
    found.scrollIntoView({ block: 'center' });
  });
  useEffect(() => look(anchor, loaded), [anchor, loaded]);
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
    <li className="tl-row" data-tone={entry.tone} id={anchorOf(entry)} tabIndex={-1}>
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
          <li key={entry.seq} dir="auto" id={anchorOf(entry)} tabIndex={-1}>
            {entry.sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}
