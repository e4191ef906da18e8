import { type Actor, type Instant, theSystem } from '../kernel/index.ts';
import { type Severity, severityRank } from '../policy/index.ts';
import type { EntryKind, IncidentEntry } from './entries/index.ts';

/** One piece of bad news: what would have paged somebody, had it come first. */
export interface BadNews {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Actor;
  readonly what: 'joined' | 'returned' | 'reworded' | 'reported' | 'worsened' | 'raised' | 'merged';
  /** The alert, the report, or the incident that was merged; null where only the severity or a number is known. */
  readonly title: string | null;
  readonly severity: Severity;
  /** How many alerts or reports it stands for. */
  readonly count: number;
  /** How long what returned had been quiet; null for anything else. */
  readonly clearSeconds: number | null;
  /** What the alert said before, of one that says something else. */
  readonly before?: string;
}

/**
 * Entries that matter to who has heard what: `news` may be bad news, and after `look` escalation looks at who has heard of
 * it. The partial index incident_entry_news lists those that are news.
 */
const ABOUT_NEWS: Readonly<Partial<Record<EntryKind, { readonly news: boolean; readonly look: boolean }>>> = {
  // Its own page names what was wrong from the beginning.
  declared: { news: true, look: false },
  alert_joined: { news: true, look: true },
  alert_worsened: { news: true, look: true },
  alert_reworded: { news: true, look: true },
  report_joined: { news: true, look: true },
  severity_changed: { news: true, look: true },
  severity_questioned: { news: true, look: true },
  merged_from: { news: true, look: true },
  // Somebody has come, or nobody will be asked any more.
  acknowledged: { news: false, look: true },
  resolved: { news: false, look: true },
  merged_into: { news: false, look: true },
};

/** The kinds of entries that may be bad news. */
export const NEWS_KINDS = (Object.keys(ABOUT_NEWS) as EntryKind[]).filter((kind) => ABOUT_NEWS[kind]?.news);

/** Whether escalation is to look at who has heard of the bad news there is. */
export const asksToLook = ({ kind }: { readonly kind: string }): boolean =>
  (ABOUT_NEWS as Readonly<Record<string, { readonly look: boolean } | undefined>>)[kind]?.look === true;

/**
 * What an entry tells that is bad news. Of a declaration only the alerts beside the one that gave the title: whoever
 * acknowledges the incident knows its title, and every message names it.
 * @param severity the incident's, for what has none of its own
 */
export function badNewsOf(entry: IncidentEntry, severity: Severity): readonly BadNews[] {
  const { seq, at, actor } = entry;
  const base = { seq, at, actor, count: 1, clearSeconds: null, severity };
  switch (entry.kind) {
    case 'declared': {
      const { others = [], moreOthers = 0 } = entry.data;
      const named = others.map(
        ({ title, severity: own }): BadNews => ({ ...base, what: 'joined', title, severity: own }),
      );
      return [...named, ...unnamed(moreOthers, { ...base, what: 'joined' })];
    }
    case 'alert_joined': {
      const { alerts = [], count, clearSeconds: quiet = null } = entry.data;
      const named = alerts.map((alert): BadNews => {
        const clearSeconds = longer(alert.clearSeconds, quiet);
        return {
          ...base,
          what: clearSeconds === null ? 'joined' : 'returned',
          title: alert.title,
          severity: alert.severity,
          clearSeconds,
        };
      });
      return [...named, ...unnamed(count - named.length, { ...base, what: 'joined', clearSeconds: quiet })];
    }
    case 'alert_worsened': {
      const { alerts, count } = entry.data;
      const named = alerts.map(
        (alert): BadNews => ({ ...base, what: 'worsened', title: alert.title, severity: alert.severity }),
      );
      return [...named, ...unnamed(count - named.length, { ...base, what: 'worsened' })];
    }
    case 'alert_reworded': {
      const { alerts, count } = entry.data;
      const named = alerts.map(
        ({ title, before, severity: own }): BadNews => ({
          ...base,
          ...{ what: 'reworded', title, before, severity: own },
        }),
      );
      return [...named, ...unnamed(count - named.length, { ...base, what: 'reworded' })];
    }
    case 'report_joined': {
      const { title, severity: said } = entry.data;
      // Without answers that suggest anything it would have paged nobody, had it come first.
      return said === undefined ? [] : [{ ...base, what: 'reported', title, severity: said }];
    }
    case 'severity_questioned': {
      const { title = null, severity: said } = entry.data;
      return [{ ...base, what: 'worsened', title, severity: said }];
    }
    case 'severity_changed': {
      const { from, to, title = null } = entry.data;
      if (severityRank(to) >= severityRank(from)) return [];
      return [{ ...base, what: title === null ? 'raised' : 'worsened', title, severity: to }];
    }
    case 'merged_from': {
      const { unheard } = entry.data;
      if (unheard === undefined) return [];
      const merged = { ...base, what: 'merged' as const };
      // Whoever merges it knows what they merge, and not all that has joined it since its page.
      return [
        { ...merged, title: unheard.title, severity: unheard.severity },
        ...(unheard.alerts ?? []).map((alert) => ({ ...merged, ...alert, actor: theSystem })),
      ];
    }
    default:
      return [];
  }
}

/** Those with a name, the most severe and then the newest first; each name once, as bad as it has been. */
export function worstFirst(news: readonly BadNews[]): readonly (BadNews & { readonly title: string })[] {
  const named = news
    .flatMap((item) => (item.title === null ? [] : [{ ...item, title: item.title }]))
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity) || b.seq - a.seq);
  const seen = new Set<string>();
  return named.filter(({ title }) => !seen.has(title) && seen.add(title));
}

/**
 * The same in no more than so many pieces with a name, oldest first: the most severe, of equals the newest. Of the others
 * those of one kind and severity become one piece without a name, which counts them all. It is as new as the newest and was
 * quiet for as long as the longest of them: what might page or be told anew is told rather twice than not at all. To leave
 * out the oldest was the other choice, and whatever nobody had heard of then went for good.
 */
export function atMost(most: number, news: readonly BadNews[]): readonly BadNews[] {
  if (news.length <= most) return news;
  const [named, rest] = [
    news.filter(({ title }) => title !== null),
    news.filter(({ title }) => title === null),
  ];
  named.sort((a, b) => severityRank(a.severity) - severityRank(b.severity) || b.seq - a.seq);
  rest.push(...named.splice(most));
  const sums = [...Map.groupBy(rest, ({ what, severity }) => `${what} ${severity}`).values()].map((alike) =>
    alike.reduce((sum, item) => ({
      ...(item.seq > sum.seq ? item : sum),
      ...(item.actor === sum.actor ? {} : { actor: theSystem }),
      title: null,
      count: sum.count + item.count,
      clearSeconds: longer(sum.clearSeconds, item.clearSeconds),
    })),
  );
  return [...named, ...sums.map((sum) => ({ ...sum, title: null }))].sort((a, b) => a.seq - b.seq);
}

const longer = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

const unnamed = (count: number, base: Omit<BadNews, 'title'>): BadNews[] =>
  count > 0 ? [{ ...base, title: null, count }] : [];
