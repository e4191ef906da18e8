import { useEffect, useSyncExternalStore } from 'react';

/** Something a page lets people do, offered by Ctrl-K while the page is open. */
export interface PageAction {
  id: string;
  label: string;
  keywords: string;
  run: () => void;
}

let present: readonly PageAction[] = [];
const listeners = new Set<() => void>();

function set(actions: readonly PageAction[]): void {
  present = actions;
  for (const listener of listeners) listener();
}

/** Offers these actions while mounted. `actions` must keep its identity while it says the same. */
export function useOfferActions(actions: readonly PageAction[]): void {
  useEffect(() => {
    set(actions);
    return () => set([]);
  }, [actions]);
}

/** What the page that is open offers. */
export function usePageActions(): readonly PageAction[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}
