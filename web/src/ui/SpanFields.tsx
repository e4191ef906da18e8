import { TextInput } from '@mantine/core';
import { fromLocalField, toLocalField, viewerZone } from './time.ts';

/** From and until as the fields hold them, in the viewer's zone. */
export interface Span {
  from: string;
  until: string;
}

/** A span that begins at `ms` and lasts so long. */
export const spanOf = (ms: number, lastsMs: number): Span => ({
  from: toLocalField(ms),
  until: toLocalField(ms + lastsMs),
});

/** The same as instants in UTC, for the server. */
export const instantsOf = ({ from, until }: Span): Span => ({
  from: fromLocalField(from),
  until: fromLocalField(until),
});

/** When something begins and ends, with a note on why. */
export function SpanFields(props: {
  span: Span;
  onSpan: (span: Span) => void;
  note: string;
  noteLabel: string;
  onNote: (note: string) => void;
  errors: Record<string, string>;
}) {
  const { span, errors } = props;
  return (
    <>
      <TextInput
        type="datetime-local"
        label="From"
        description={`Your local time (${viewerZone}).`}
        required
        withAsterisk={false}
        value={span.from}
        onChange={(event) => props.onSpan({ ...span, from: event.currentTarget.value })}
        error={errors.from}
      />
      <TextInput
        type="datetime-local"
        label="Until"
        required
        withAsterisk={false}
        value={span.until}
        onChange={(event) => props.onSpan({ ...span, until: event.currentTarget.value })}
        error={errors.until}
      />
      <TextInput
        label={props.noteLabel}
        description="Optional"
        value={props.note}
        onChange={(event) => props.onNote(event.currentTarget.value)}
        error={errors.note ?? errors.reason}
      />
    </>
  );
}
