import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { nowMs } from '../ui/clock.ts';
import { meQuery } from './session.ts';

/*
 * What somebody has typed and not sent, kept in this browser: a session that ends, a reload or a battery that dies costs
 * nobody the note of an incident. Under the person's id, because a browser may be used by several; signing out forgets it.
 */
const PREFIX = 'tocsin.draft.';
const KEPT_MS = 7 * 86_400_000;

/** Without storage (private mode, a full disk) there are no drafts, and everything else works. */
function withStorage(use: (storage: Storage) => void): void {
  try {
    use(localStorage);
  } catch {
    // Nothing is kept.
  }
}

function read<T>(key: string): T | undefined {
  let found: T | undefined;
  withStorage((storage) => {
    for (const each of Object.keys(storage).filter((name) => name.startsWith(PREFIX))) {
      const { at, value } = JSON.parse(storage.getItem(each) ?? '{}') as { at: number; value: T };
      if (!(nowMs() - at < KEPT_MS)) storage.removeItem(each);
      else if (each === key) found = value;
    }
  });
  return found;
}

/**
 * A state that outlives the page, for what a person types. Setting it to `empty` forgets it.
 * @param name what is typed and where: "INC-1.note"
 * @returns the value, its setter, and whether it was restored and has not been changed since
 */
export function useDraft<T>(name: string, empty: T): [T, (value: T) => void, boolean] {
  const queries = useQueryClient();
  // The first person, and not whoever is signed in by the time this goes: their session may have ended meanwhile.
  const [key] = useState(() => `${PREFIX}${queries.getQueryData(meQuery.queryKey)?.id}.${name}`);
  const [draft, setDraft] = useState(() => {
    const kept = read<T>(key);
    return { value: kept ?? empty, isRestored: kept !== undefined };
  });
  const set = (value: T) => {
    setDraft({ value, isRestored: false });
    withStorage((storage) => {
      if (JSON.stringify(value) === JSON.stringify(empty)) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify({ at: nowMs(), value }));
    });
  };
  return [draft.value, set, draft.isRestored];
}

/** Whether this browser keeps something that somebody has typed and not sent. */
export function hasDrafts(): boolean {
  let some = false;
  withStorage((storage) => {
    some = Object.keys(storage).some((key) => key.startsWith(PREFIX));
  });
  return some;
}

/** Forgets every draft in this browser. */
export function forgetDrafts(): void {
  withStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
  });
}
