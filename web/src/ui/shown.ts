import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { addressOverlay, isOverlaid } from './back.ts';

/** What a page can be asked to open, in its address. */
export interface ShownSearch {
  alert?: string | undefined;
  message?: string | undefined;
}

const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Of the address of a page whose alerts or messages open in a sheet. */
export const shownIn = (search: Record<string, unknown>): ShownSearch => ({
  alert: idOf(search.alert),
  message: idOf(search.message),
});

/** The address of the page alone, as its filters are changed. */
export const alone = <S extends ShownSearch>({ alert: _, message: __, ...search }: S) => search;

/**
 * Which alert or message is open over the page. It stands in the address for as long as it is open, so that it can be sent to
 * somebody, who sees the same at once.
 */
export function useShown(name: keyof ShownSearch): [string | null, (id: string | null) => void] {
  const given = useSearch({ strict: false })[name];
  const navigate = useNavigate();
  // After a reload, and coming back to it, the sheet has its place in the browser's history already.
  const [shown, setShown] = useState<string | null>(() => (given && isOverlaid() ? given : null));
  const open = useEffectEvent(async (id: string) => {
    // The page's own entry has the page's own address, so that Back closes the sheet and does not leave.
    await navigate({ to: '.', search: alone, replace: true });
    setShown(id);
  });
  useEffect(() => {
    if (given && !isOverlaid()) void open(given);
  }, [given]);
  useShownAddress(name, shown);
  return [shown, setShown];
}

/** The same for a part of a page that is unfolded later: another part of the page opens what the address asks for. */
export function useShownAddress(name: keyof ShownSearch, shown: string | null): void {
  useEffect(() => {
    if (shown) addressOverlay(name, shown);
  }, [name, shown]);
}
