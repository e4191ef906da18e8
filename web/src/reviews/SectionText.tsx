import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { StateBadge } from '../ui/Badges.tsx';
import { tellFailure } from '../ui/Toasts.tsx';
import { type ReportReply, reportCommands, reportQuery, type SectionData } from './report-api.ts';

/** What was typed is saved so long after the last key. */
const PAUSE_MS = 1_200;

/** What is typed and not saved yet, and which text it was typed over. */
interface Draft {
  readonly text: string;
  readonly base: number;
  readonly settles: readonly number[];
}

const baseOf = ({ current }: SectionData): number => current?.revision ?? 0;
const together = (one: string, other: string): string =>
  [one, other].filter((text) => text.trim() !== '').join('\n\n');

/**
 * One section, saved as it is typed. When somebody else saved first, the text stands beside theirs until a person has put both
 * together: nobody's words are written over.
 */
export function SectionText(props: {
  reference: string;
  section: SectionData;
  may: boolean;
  hint?: string;
  rows?: number;
}) {
  const { reference, section, may } = props;
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const value = draft?.text ?? section.current?.text ?? '';
  const save = useEffectEvent(async () => {
    if (draft === null || busy.current) return;
    busy.current = true;
    setSaving(true);
    const sent = draft;
    try {
      const { aside, report } = await reportCommands.save(reference, section.id, {
        ...{ text: sent.text, base: sent.base, settles: [...sent.settles] },
      });
      queries.setQueryData(reportQuery(reference).queryKey, report);
      setDraft((now) => afterSave(now, sent, aside, report, section.id));
    } catch (error) {
      tellFailure(error);
    } finally {
      busy.current = false;
      setSaving(false);
    }
  });
  useEffect(() => {
    if (draft === null || saving) return undefined;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, saving]);
  // A page that is left takes nothing with it.
  useEffect(() => () => void save(), []);
  const merge = () => {
    const all = section.aside.reduce((text, one) => together(text, one.text), section.current?.text ?? '');
    setDraft({ text: all, base: baseOf(section), settles: section.aside.map(({ revision }) => revision) });
  };
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
        value={value}
        onChange={(event) =>
          setDraft({
            text: event.currentTarget.value,
            base: draft?.base ?? baseOf(section),
            settles: draft?.settles ?? [],
          })
        }
        onBlur={() => void save()}
      />
      <p className="small muted rep-saved" aria-live="polite">
        {draft !== null || saving
          ? 'Saving …'
          : section.current === null
            ? ''
            : `Saved · last edited by ${section.current.by}`}
      </p>
      {section.aside.map((one) => (
        <div key={one.revision} className="hint hint-warn rep-aside">
          <StateBadge tone="warn">{one.by} wrote at the same time</StateBadge>
          <p className="breaks" dir="auto">
            {one.text}
          </p>
        </div>
      ))}
      {section.aside.length > 0 && may ? (
        <Button size="xs" onClick={merge}>
          Put both together
        </Button>
      ) : null}
    </div>
  );
}

/** What is left to be saved. Whoever typed on while their text was put aside has both before them. */
function afterSave(
  now: Draft | null,
  sent: Draft,
  aside: boolean,
  { texts }: ReportReply,
  id: SectionData['id'],
): Draft | null {
  if (now === null || now.text === sent.text) return null;
  const section = texts.find((one) => one.id === id);
  if (section === undefined) return now;
  if (!aside) return { text: now.text, base: baseOf(section), settles: [] };
  return {
    text: together(section.current?.text ?? '', now.text),
    base: baseOf(section),
    settles: section.aside.filter(({ text }) => text === sent.text).map(({ revision }) => revision),
  };
}
