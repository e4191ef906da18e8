import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { tellFailure } from '../ui/Toasts.tsx';
import { type ReportReply, reportQuery, type SavedReply, type SectionData } from './report-api.ts';

/** What was typed is saved so long after the last key. */
const PAUSE_MS = 1_200;

export type Written = NonNullable<SectionData['current']>;

/** What is typed, and which state it was typed over. */
interface Draft<T> {
  readonly value: T;
  readonly base: number;
  readonly settles: readonly number[];
  /** It is the state `base` by now, and stands until the page has that, too. */
  readonly saved: boolean;
}

/** How a section is read, compared and sent. */
export interface SectionKind<T> {
  readonly of: (written: Written | null) => T;
  readonly same: (one: T, other: T) => boolean;
  readonly together: (one: T, other: T) => T;
  readonly send: (reference: string, id: SectionData['id'], draft: Draft<T>) => Promise<SavedReply>;
}

const baseOf = ({ current }: SectionData): number => current?.revision ?? 0;

/**
 * One section, saved as it is typed. When somebody else saved first, what was typed stands beside theirs until a person has put both
 * together: nobody's words are written over.
 */
export function useSection<T>(reference: string, section: SectionData, kind: SectionKind<T>) {
  const queries = useQueryClient();
  const [kept, setDraft] = useState<Draft<T> | null>(null);
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const draft = kept?.saved && baseOf(section) >= kept.base ? null : kept;
  const save = useEffectEvent(async () => {
    if (draft === null || draft.saved || busy.current) return;
    busy.current = true;
    setSaving(true);
    const sent = draft;
    try {
      const { aside, report } = await kind.send(reference, section.id, sent);
      const { queryKey } = reportQuery(reference);
      // A look that began before the save would bring back what stood there before it.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, report);
      // At once: a key that is pressed before the page is drawn would be typed over the state of before the save, and what
      // it adds put aside as if somebody else had written.
      flushSync(() => setDraft((now) => afterSave(kind, now, sent, aside, report, section.id)));
    } catch (error) {
      tellFailure(error);
    } finally {
      busy.current = false;
      setSaving(false);
    }
  });
  useEffect(() => {
    if (draft === null || draft.saved || saving) return undefined;
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, saving]);
  // A page that is left takes nothing with it.
  useEffect(() => () => void save(), []);
  return {
    draft: draft?.value ?? null,
    waiting: (draft !== null && !draft.saved) || saving,
    change: (value: T) =>
      setDraft({
        ...{ value, saved: false },
        base: draft?.base ?? baseOf(section),
        settles: draft?.settles ?? [],
      }),
    merge: () =>
      setDraft({
        value: section.aside.reduce((all, one) => kind.together(all, kind.of(one)), kind.of(section.current)),
        base: baseOf(section),
        settles: section.aside.map(({ revision }) => revision),
        saved: false,
      }),
    saveNow: () => void save(),
  };
}

/** What is left to be saved. Whoever typed on while their words were put aside has both before them. */
function afterSave<T>(
  kind: SectionKind<T>,
  now: Draft<T> | null,
  sent: Draft<T>,
  aside: boolean,
  { texts }: ReportReply,
  id: SectionData['id'],
): Draft<T> | null {
  const section = texts.find((one) => one.id === id);
  if (now === null || section === undefined) return now;
  const base = baseOf(section);
  const whole = kind.same(now.value, sent.value);
  if (!aside) return { value: now.value, base, settles: [], saved: whole };
  if (whole) return null;
  return {
    value: kind.together(kind.of(section.current), now.value),
    base,
    settles: section.aside
      .filter((one) => kind.same(kind.of(one), sent.value))
      .map(({ revision }) => revision),
    saved: false,
  };
}
