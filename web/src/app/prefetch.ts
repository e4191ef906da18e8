import { useEffect } from 'react';
import { whenIdle } from '../ui/later.tsx';

/** What somebody may want at 03:00 on the way from a page to its end; the command palette only where keys are. */
const parts: ReadonlyArray<() => Promise<unknown>> = [
  () => import('../incidents/IncidentPage.tsx'),
  () => import('../incidents/IncidentSheets.tsx'),
  () => import('../incidents/IncidentsPage.tsx'),
  () => import('../updates/UpdateForm.tsx'),
  () => import('../incidents/RareSheets.tsx'),
  () => import('../communication/MessageSheet.tsx'),
  () => import('../detection/AlertSheet.tsx'),
  () => import('../incidents/DeclarePage.tsx'),
  () => import('../oncall/OnCallPage.tsx'),
  async () => matchMedia('(pointer: fine)').matches && import('./CommandPalette.tsx'),
];

/** Fetches the parts that have not come yet, one after the other. A failure is no news: the next `online` tries again. */
async function fetchParts(): Promise<void> {
  for (const part of parts) await part().catch(() => undefined);
}

/** Has everything of an incident here before the connection goes. Waits for the page itself to be done. */
export function usePrefetch(): void {
  useEffect(() => {
    const start = () => void fetchParts();
    const takeBack = whenIdle(start, 5_000);
    window.addEventListener('online', start);
    return () => {
      takeBack();
      window.removeEventListener('online', start);
    };
  }, []);
}
