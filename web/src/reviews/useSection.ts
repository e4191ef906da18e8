import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { tellFailure } from '../ui/Toasts.tsx';
import { afterSave, baseOf, type Draft, merged, shownDraft, type Values } from './draft.ts';
import { reportQuery, type SavedReply, type SectionData } from './report-api.ts';

/** What was typed is saved so long after the last key. */
const PAUSE_MS = 1_200;

/** How a section is read, compared and sent. */
export interface SectionKind<T> extends Values<T> {
  readonly send: (reference: string, id: SectionData['id'], draft: Draft<T>) => Promise<SavedReply>;
}

/**
 * One section, saved as it is typed. When somebody else saved first, what was typed stands beside theirs until a person has put both
 * together: nobody's words are written over.
 */
export function useSection<T>(reference: string, section: SectionData, kind: SectionKind<T>) {
  const queries = useQueryClient();
  const [kept, setKept] = useState<Draft<T> | null>(null);
  const [left, setLeft] = useState(false);
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const gone = useRef(false);
  // What is in the field by now, also when the page was left while a save was under way.
  const newest = useRef<Draft<T> | null>(null);
  const put = (draft: Draft<T> | null) => {
    newest.current = draft;
    setKept(draft);
  };
  const draft = shownDraft(kept, section, left);
  const save = useEffectEvent(async () => {
    if (draft === null || draft.saved || busy.current) return;
    busy.current = true;
    setSaving(true);
    try {
      for (
        let sent: Draft<T> | null = draft;
        sent !== null;
        sent = gone.current ? unsaved(newest.current) : null
      ) {
        const { aside, report } = await kind.send(reference, section.id, sent);
        const { queryKey } = reportQuery(reference);
        // A look that began before the save would bring back what stood there before it.
        await queries.cancelQueries({ queryKey });
        queries.setQueryData(queryKey, report);
        const after = afterSave(
          kind,
          newest.current,
          sent,
          aside,
          report.texts.find(({ id }) => id === section.id),
        );
        // At once: a key that is pressed before the page is drawn would be typed over the state of before the save, and what
        // it adds put aside as if somebody else had written.
        flushSync(() => put(after));
      }
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
  // A page that is left takes nothing with it; a save that is under way sends what was typed on since.
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      void save();
    };
  }, []);
  return {
    draft: draft?.value ?? null,
    waiting: (draft !== null && !draft.saved) || saving,
    change: (value: T) => {
      setLeft(false);
      put({
        ...{ value, saved: false },
        base: draft?.base ?? baseOf(section),
        settles: draft?.settles ?? [],
      });
    },
    merge: () => put(merged(kind, draft, section)),
    /** The field is left. */
    saveNow: () => {
      setLeft(true);
      void save();
    },
  };
}

const unsaved = <T>(draft: Draft<T> | null): Draft<T> | null => (draft?.saved ? null : draft);
