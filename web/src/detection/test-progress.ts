import type { Page } from '../escalation/api.ts';
import { nameList } from '../escalation/next-words.ts';

export interface ProgressLine {
  /** `done`: it happened; `now`: it is happening; `fault`: it will not happen by itself. */
  readonly state: 'done' | 'now' | 'fault';
  readonly text: string;
}

interface Known {
  /** The system its labels lead to; null: none. */
  readonly system: string | null;
  readonly incident:
    | {
        readonly severity: string;
        readonly acknowledgedAt: string | null;
        readonly acknowledgedBy: { readonly name: string } | null;
      }
    | undefined;
  readonly pages: readonly Pick<Page, 'asking' | 'attempts'>[] | undefined;
}

/** How far a test alert has come: accepted, an incident, somebody paged, answered. */
export function progressOf({ system, incident, pages }: Known): ProgressLine[] {
  const sent: ProgressLine = { state: 'done', text: 'Alert accepted' };
  if (incident === undefined) return [sent, { state: 'now', text: 'Waiting for its incident …' }];
  const opened: ProgressLine = { state: 'done', text: openedText(incident.severity, system) };
  if (pages === undefined) return [sent, opened];
  const paged = pagedLine(incident.severity, pages);
  if (incident.acknowledgedAt !== null) {
    const by = incident.acknowledgedBy?.name ?? 'someone';
    return [sent, opened, paged, { state: 'done', text: `Acknowledged by ${by}` }];
  }
  const waiting: ProgressLine[] =
    paged.state === 'fault' || pages.length === 0
      ? []
      : [{ state: 'now', text: 'Waiting for an acknowledgement …' }];
  return [sent, opened, paged, ...waiting];
}

const openedText = (severity: string, system: string | null): string =>
  `Incident open as ${severity}, ${system === null ? 'no matching system' : `system ${system}`}`;

/** Whether nobody is asked to answer it. */
export const pagesNobody = (pages: Known['pages']): boolean => pages?.length === 0;

function pagedLine(severity: string, pages: readonly Pick<Page, 'asking' | 'attempts'>[]): ProgressLine {
  if (pages.length === 0) return { state: 'done', text: `The policy pages nobody for a ${severity}` };
  const attempts = pages.flatMap((page) => page.attempts);
  const handed = attempts.filter(({ outcome }) => outcome === 'handed' || outcome === 'delivered');
  const names = (some: typeof attempts) => nameList([...new Set(some.map(({ person }) => person.name))]);
  if (handed.length > 0) return { state: 'done', text: `${names(handed)} paged` };
  const pending = attempts.filter(({ outcome }) => outcome === 'pending');
  if (pending.length > 0) return { state: 'now', text: `Paging ${names(pending)} …` };
  return attempts.length === 0
    ? { state: 'now', text: 'Paging on-call …' }
    : { state: 'fault', text: `${names(attempts)} could not be paged` };
}
