import { Button, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import type { Written } from './draft.ts';
import { reportCommands, type SectionData } from './report-api.ts';
import { type SectionKind, useSection } from './useSection.ts';

const TEXT: SectionKind<string> = {
  of: (written) => written?.text ?? '',
  same: (one, other) => one === other,
  together: (one, other) => [one, other].filter((text) => text.trim() !== '').join('\n\n'),
  send: (reference, id, { value, base, settles }) =>
    reportCommands.save(reference, id, { text: value, base, settles: [...settles] }),
};

/** One section of the report as a text. Until somebody has written it, it shows what the record has. */
export function SectionText(props: {
  reference: string;
  section: SectionData;
  may: boolean;
  hint?: string;
  rows?: number;
}) {
  const { reference, section, may } = props;
  const { draft, waiting, change, merge, saveNow } = useSection(reference, section, TEXT);
  const written = section.current?.text ?? '';
  const recorded = written.trim() === '' ? section.recorded : null;
  return (
    <div className="rep-section">
      <Textarea
        label={section.title}
        description={props.hint}
        autosize
        minRows={props.rows ?? 2}
        maxRows={20}
        dir="auto"
        readOnly={!may}
        value={draft ?? recorded?.text ?? written}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={saveNow}
      />
      <Saved section={section} waiting={waiting} quiet={recorded !== null} />
      {draft === null && recorded !== null ? (
        <p className="small muted rep-from">
          From the timeline: <Entries reference={reference} seqs={recorded.from} />.
          {may ? ' Edit it to use your own words.' : ''}
        </p>
      ) : null}
      <Aside section={section} may={may} merge={merge} show={(one) => <p dir="auto">{one.text}</p>} />
    </div>
  );
}

/** Whether what was typed is safe. */
export const Saved = (props: { section: SectionData; waiting: boolean; quiet?: boolean }) => (
  <p className="small muted rep-saved" aria-live="polite">
    {props.waiting
      ? 'Saving …'
      : props.section.current === null || props.quiet
        ? ''
        : `Saved · last edited by ${props.section.current.by}`}
  </p>
);

/** What others wrote at the same time, until a person has put both together. */
export function Aside(props: {
  section: SectionData;
  may: boolean;
  merge: () => void;
  show: (written: Written) => ReactNode;
}) {
  const { aside } = props.section;
  return (
    <>
      {aside.map((one) => (
        <div key={one.revision} className="hint hint-warn rep-aside breaks">
          <StateBadge tone="warn">{one.by} wrote at the same time</StateBadge>
          {props.show(one)}
        </div>
      ))}
      {aside.length > 0 && props.may ? (
        <Button size="xs" onClick={props.merge}>
          Put both together
        </Button>
      ) : null}
    </>
  );
}

/** Links to entries of the incident's timeline. */
export function Entries({ reference, seqs }: { reference: string; seqs: readonly number[] }) {
  return seqs.map((seq, index) => (
    // Isolated: after right-to-left words the number would be read backwards.
    <bdi key={seq}>
      {index === 0 ? '' : ', '}
      <Link to="/incidents/$ref" params={{ ref: reference }} hash={`entry-${seq}`}>
        <span className="sr-only">Entry </span>#{seq}
      </Link>
    </bdi>
  ));
}
