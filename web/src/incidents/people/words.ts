import { reasonWords } from '../../communication/words.ts';
import type { Involved } from '../../escalation/api.ts';

type Contact = Involved['contacts'][number];

/** One line about somebody: `text`, then the time, then `after`. */
export interface Line {
  text: string;
  at: string | null;
  after: string;
  bad: boolean;
}

const line = (text: string, more: Partial<Line> = {}): Line => ({
  ...{ text, at: null, after: '', bad: false },
  ...more,
});
const by = (label: string | null): string => (label === null ? '' : ` by ${label}`);
const why = (reason: string | null): string => (reason === null ? '' : ` (${reasonWords(reason)})`);
const reached = ({ state }: Contact): boolean => state === 'sent' || state === 'delivered';

/**
 * Where things stand with somebody, in the fewest words: their answer, else what they were sent last, claiming no more than is
 * known. Null for whoever is simply at work, or has not been sent anything.
 */
export function standingLine(row: Pick<Involved, 'standing' | 'acknowledgedAt' | 'contacts'>): Line | null {
  if (row.acknowledgedAt !== null) return line('Acknowledged', { at: row.acknowledgedAt });
  if (row.standing === 'paged') return pagedLine(row.contacts);
  return row.standing === 'responding' || row.contacts.length === 0 ? null : toldLine(row.contacts);
}

function pagedLine(contacts: readonly Contact[]): Line {
  const pages = contacts.filter(({ mode }) => mode === 'page');
  const last = pages.findLast(reached);
  if (last) return line(`Paged${by(last.channelLabel)}`, { at: last.at, after: ', no answer yet' });
  const failed = pages.findLast(({ state }) => state === 'failed');
  if (failed === undefined || pages.some(({ state }) => state === 'waiting' || state === 'trying'))
    return line('Being paged, nothing sent yet');
  return failed.channelLabel === null
    ? line('Not paged: no contact method is configured', { bad: true })
    : line(`Could not be paged by ${failed.channelLabel}${why(failed.reason)}`, { bad: true });
}

/** A page that has ended without their answer is not told as a page that goes on. */
function toldLine(contacts: readonly Contact[]): Line {
  const last = contacts.findLast(reached) ?? contacts.at(-1);
  if (last === undefined) return line('');
  const [done, doing] = last.mode === 'page' ? ['Paged', 'Page'] : ['Notified', 'Notification'];
  switch (last.state) {
    case 'sent':
    case 'delivered': {
      const after = last.mode === 'page' ? ', did not respond' : '';
      return line(`${done}${by(last.channelLabel)}`, { at: last.at, after });
    }
    case 'failed':
      return line(`Not ${done.toLowerCase()}: sending failed${why(last.reason)}`, { bad: true });
    case 'stopped':
      return line(`Not ${done.toLowerCase()}${last.reason ? `: ${reasonWords(last.reason)}` : ''}`);
    case 'trying':
      return line(`${doing} not sent yet, retrying${why(last.reason)}`);
    case 'waiting':
      return line(`${doing} queued, not sent yet`);
  }
}

const states: Record<Contact['state'], string> = {
  waiting: 'not sent yet',
  trying: 'not sent yet, retrying',
  sent: 'sent',
  delivered: 'delivered',
  failed: 'failed',
  stopped: 'not sent',
};

/** One try, for the details: "Page by e-mail: delivered". */
export function contactText({ mode, channelLabel, state, reason }: Contact): string {
  const what = mode === 'page' ? 'Page' : 'Notification';
  if (channelLabel === null && state === 'failed') return `${what}: no contact method is configured`;
  const because = reason !== null && !reached({ state } as Contact) ? `, ${reasonWords(reason)}` : '';
  return `${what}${by(channelLabel)}: ${states[state]}${because}`;
}

/** What comes next for somebody: "Will be notified", before the time. */
export function upcomingText({ mode, again }: Involved['upcoming'][number]): string {
  return `Will be ${mode === 'page' ? 'paged' : 'notified'}${again ? ' again' : ''}`;
}

export interface Group {
  standing: Involved['standing'];
  title: string;
  rows: Involved[];
}

const titles: Record<Involved['standing'], string> = {
  responding: 'Responding',
  paged: 'Paged, no answer yet',
  upcoming: 'Next',
  unfilled: 'Not notified',
  notified: 'Notified',
};

/** The rows in the server's order, under the words for where they stand. @param open the incident is not over */
export function groupsOf(people: readonly Involved[], open: boolean): Group[] {
  return [...new Set(people.map(({ standing }) => standing))].map((standing) => ({
    standing,
    title: standing === 'responding' && !open ? 'Responders' : titles[standing],
    rows: people.filter((row) => row.standing === standing),
  }));
}

/** Who is at work besides the commander, by name. */
export const othersAtWork = (people: readonly Involved[], commanderId: string | undefined): string[] =>
  people.flatMap(({ standing, person }) =>
    standing === 'responding' && person && person.id !== commanderId ? [person.name] : [],
  );
