import { type BadNews, clearFor, type Incident, worstFirst } from '../incidents/index.ts';
import { andList, plural } from '../kernel/index.ts';

/** So many are named in one message; the rest are counted. */
const MOST_NAMED = 10;
/** Of what nobody has answered yet more: whoever is paged anew has heard of the rest, and perhaps answered it. */
export const MOST_NEW_NAMED = 25;

interface Told {
  readonly incident: Pick<Incident, 'title'>;
  readonly news: readonly BadNews[];
}

/** What else is wrong besides the incident's title: "“Queue is full” (P2) and 3 more alerts". */
export function alsoOf({ incident, news }: Told): string | undefined {
  const others = news.filter(({ title }) => title !== incident.title);
  return others.length === 0 ? undefined : namesOf(others);
}

/**
 * The same as paragraphs of every message about the incident; none when nothing is. What came after the acknowledgement
 * goes first, the newest first: in one list, the worst first, alerts that were answered long ago would push it among those
 * only counted.
 */
export function alsoParagraphs({ incident, news, answeredSeq }: Told & { answeredSeq: number }): string[] {
  const others = news.filter(({ title }) => title !== incident.title);
  if (answeredSeq === 0) return paragraph('Also', worstFirst(others), others, MOST_NEW_NAMED);
  const fresh = others.filter(({ seq }) => seq > answeredSeq);
  const newest = worstFirst(fresh).toSorted((a, b) => b.seq - a.seq);
  const names = new Set<string | null>(newest.map(({ title }) => title));
  const known = others.filter(
    ({ seq, title }) => seq <= answeredSeq && (title === null || !names.has(title)),
  );
  return [
    ...paragraph('New since the last acknowledgement', newest, fresh, MOST_NEW_NAMED),
    ...paragraph('Also', worstFirst(known), known, MOST_NAMED),
  ];
}

const paragraph = (label: string, named: Named, news: readonly BadNews[], most: number): string[] =>
  news.length === 0 ? [] : [`${label}: ${listed(named, news, most)}.`];

/** What made it worse last: a page leads with it, or it would look like the page that was answered before. */
export const lastWorse = (news: readonly BadNews[]): BadNews | undefined =>
  news.findLast(({ what, title }) => title !== null && (what === 'returned' || what === 'worsened'));

/** "“Invoice database is down” (P1), “Queue is full” (P2) and 3 more alerts": the most severe first, each once. */
export const namesOf = (news: readonly BadNews[], most = MOST_NAMED): string =>
  listed(worstFirst(news), news, most);

type Named = ReturnType<typeof worstFirst>;

/** @param news all of it, what has no name as well */
function listed(named: Named, news: readonly BadNews[], most: number): string {
  const shown = named.slice(0, most);
  const unnamed = news.reduce(
    (sum, item) => sum + (item.title === null && item.what !== 'raised' ? item.count : 0),
    0,
  );
  const more = named.length - shown.length + unnamed;
  const parts = shown.map(({ title, severity }) => `“${title}” (${severity})`);
  const isReports = news.every(({ what }) => what === 'reported');
  if (more > 0) parts.push(plural(more, isReports ? 'more user report' : 'more alert'));
  return andList(parts);
}

/** The one sentence that says it all: "“Invoice database is down” joined INC-12." */
export function newsHeadline(item: BadNews, reference: string): string {
  const { title, severity, count } = item;
  if (title === null)
    return item.what === 'raised'
      ? `${reference} is now ${severity}.`
      : item.what === 'reworded'
        ? `${plural(count, 'alert')} of ${reference} ${count === 1 ? 'has' : 'have'} a new title.`
        : `${plural(count, item.what === 'reported' ? 'more user report' : 'more alert')} joined ${reference}.`;
  switch (item.what) {
    case 'returned':
      return `“${title}” is firing again after being clear for ${clearFor(item.clearSeconds ?? 0)}.`;
    case 'reworded':
      return `“${item.before ?? reference}” now says “${title}”.`;
    case 'worsened':
      return `“${title}” is now ${severity}.`;
    case 'reported':
      return `User report on ${reference}: “${title}” (${severity}).`;
    case 'merged':
      return `“${title}” (${severity}) was merged into ${reference}.`;
    case 'joined':
    case 'raised':
      return `“${title}” joined ${reference}.`;
  }
}
