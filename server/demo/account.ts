import type { Api, Incident, Page, Step, TimelineEntry } from './api.ts';
import type { CaughtMail } from './mailbox/catcher.ts';

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockSecond = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const otherDay = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** `in 6 min`, `in 40 s`, `in 3 h`. */
export function inHowLong(from: number, to: number): string {
  const seconds = Math.max(0, Math.round((to - from) / 1000));
  if (seconds < 90) return `in ${seconds} s`;
  if (seconds < 90 * 60) return `in ${Math.round(seconds / 60)} min`;
  return `in ${Math.round(seconds / 3600)} h`;
}

const names = (people: readonly { readonly name: string }[]): string =>
  people.map(({ name }) => name).join(' and ');

/** What an open page does next: "Ana is paged again", "Ben is paged", or who else hears that nobody has answered. */
function turnOf({ people, again, others, othersMode }: NonNullable<Page['next']>): string {
  if (people.length > 0)
    return `${names(people)} ${people.length > 1 ? 'are' : 'is'} paged${again ? ' again' : ''}`;
  if (others.length === 0) return 'Paging begins again';
  return `${names(others)} ${others.length > 1 ? 'are' : 'is'} ${othersMode === 'page' ? 'paged' : 'notified'}`;
}

/** What is still to come of the ladder and the open pages: when, in how long, who. One line each, soonest first. */
export function comingLines(steps: readonly Step[], pages: readonly Page[], now: number): string[] {
  const lines: { at: number; text: string }[] = [];
  for (const { status, next } of pages)
    if (status === 'open' && next !== null)
      lines.push({ at: Date.parse(next.at), text: `${turnOf(next)}, unless acknowledged` });
  for (const { status, roleTitle, people, sendAt, deadline, mode } of steps) {
    if (status !== 'planned') continue;
    const who = names(people);
    const verb = mode === 'page' ? 'paged' : 'notified';
    const promise = deadline === null ? '' : `; deadline ${when(Date.parse(deadline), now)}`;
    lines.push({
      at: Date.parse(sendAt),
      text: who ? `${who} (${roleTitle}) is ${verb}${promise}` : `${roleTitle} is ${verb}${promise}`,
    });
  }
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `${when(at, now).padStart(9)}  ${inHowLong(now, at).padEnd(9)}  ${text}`);
}

/** What happened, in order of time: the record, and the mails about this incident and about none. */
export function pastLines(
  entries: readonly Pick<TimelineEntry, 'at' | 'sentence'>[],
  mails: readonly Pick<CaughtMail, 'at' | 'to' | 'subject'>[],
  reference: string,
): string[] {
  const ofOthers = (subject: string) => {
    const named: readonly string[] = subject.match(/INC-\d+/g) ?? [];
    return named.length > 0 && !named.includes(reference);
  };
  const lines = [
    ...entries.map(({ at, sentence }) => ({ at: Date.parse(at), text: sentence })),
    ...mails
      .filter(({ subject }) => !ofOthers(subject))
      .map(({ at, to, subject }) => ({ at: Date.parse(at), text: `Mail to ${to.join(', ')}: ${subject}` })),
  ];
  // A mail never leaves before what it tells of; of one moment the record goes first, for the sort keeps the order.
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `${clockSecond.format(at).padStart(9)}  ${text}`);
}

function when(at: number, now: number): string {
  return at - now < 12 * 3_600_000 ? clockTime.format(at) : otherDay.format(at);
}

/**
 * Says what happens to an incident, as it happens: every new line of its timeline and every mail, and after each change
 * what is to come. Runs until `signal` fires.
 * @param takeMails those that have come since it was last asked
 */
export async function giveAccount(
  api: Api,
  incident: Incident,
  takeMails: () => readonly Pick<CaughtMail, 'at' | 'to' | 'subject'>[],
  say: (line: string) => void,
  signal: AbortSignal,
) {
  const path = `/api/v1/incidents/${incident.reference}`;
  let seen = 0;
  let coming = '';
  let mails: Pick<CaughtMail, 'at' | 'to' | 'subject'>[] = [];
  let answers = true;
  while (!signal.aborted) {
    // Taken first: what a mail tells of is in the record by the time that is read.
    mails.push(...takeMails());
    const read = await readNow(api, path);
    if (answers !== (read !== undefined) && !signal.aborted)
      say(read ? 'Tocsin responds again.' : 'Tocsin does not respond. Retrying every second ...');
    answers = read !== undefined;
    if (read === undefined) {
      await pause(1000, signal);
      continue;
    }
    const { items, steps, pages } = read;
    const fresh = items.filter(({ seq }) => seq > seen);
    for (const line of pastLines(fresh, mails, incident.reference)) say(line);
    mails = [];
    seen = fresh.at(-1)?.seq ?? seen;
    const key = JSON.stringify(comingLines(steps, pages, 0));
    if (key !== coming) {
      coming = key;
      const lines = comingLines(steps, pages, Date.now());
      say(lines.length > 0 ? 'What comes next' : 'Nothing more is planned');
      for (const line of lines) say(line);
    }
    await pause(1000, signal);
  }
}

/**
 * The timeline and the escalation plan; undefined while they cannot be had, which is no reason to end: a laptop whose lid was
 * closed answers 503 when it wakes up, until its database has caught up.
 */
async function readNow(
  api: Api,
  path: string,
): Promise<{ items: TimelineEntry[]; steps: Step[]; pages: Page[] } | undefined> {
  try {
    const { items } = await api.get<{ items: TimelineEntry[] }>(`${path}/timeline?direction=newer&limit=500`);
    return { items, ...(await api.get<{ steps: Step[]; pages: Page[] }>(`${path}/escalation`)) };
  } catch {
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
