import type { Api, Incident, Page, Step, TimelineEntry } from './api.ts';

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

/** What is still to come of the ladder and the open pages, one line each, soonest first. */
export function comingLines(steps: readonly Step[], pages: readonly Page[], now: number): string[] {
  const lines: { at: number; text: string }[] = [];
  for (const { status, asking, nextAt } of pages) {
    if (status !== 'open' || nextAt === null) continue;
    const at = Date.parse(nextAt);
    const who = asking.map(({ name }) => name).join(' and ');
    const text = who === '' ? 'Paging begins again' : `${who} will be paged again, or the next level`;
    lines.push({ at, text: `${text}, unless somebody acknowledges` });
  }
  for (const { status, roleTitle, people, sendAt, deadline, mode } of steps) {
    if (status !== 'planned') continue;
    const who = people.map(({ name }) => name).join(' and ');
    const verb = mode === 'page' ? 'paged' : 'told';
    const promise = deadline === null ? '' : `; promised by ${when(Date.parse(deadline), now)}`;
    lines.push({
      at: Date.parse(sendAt),
      text: `${roleTitle}${who ? ` (${who})` : ''} will be ${verb}${promise}`,
    });
  }
  return lines
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => `${when(at, now).padStart(9)}  ${text}, ${inHowLong(now, at)}`);
}

function when(at: number, now: number): string {
  return at - now < 12 * 3_600_000 ? clockTime.format(at) : otherDay.format(at);
}

/**
 * Says what happens to an incident, as it happens: every new line of its timeline, and after each change what is to come.
 * Runs until `signal` fires.
 */
export async function giveAccount(
  api: Api,
  incident: Incident,
  say: (line: string) => void,
  signal: AbortSignal,
) {
  const path = `/api/v1/incidents/${incident.reference}`;
  let seen = 0;
  let coming = '';
  while (!signal.aborted) {
    const timeline = await api.get<{ items: TimelineEntry[] }>(`${path}/timeline?direction=newer&limit=500`);
    const fresh = timeline.items.filter(({ seq }) => seq > seen);
    for (const { at, sentence, seq } of fresh) {
      say(`${clockSecond.format(Date.parse(at)).padStart(9)}  ${sentence}`);
      seen = seq;
    }
    const { steps, pages } = await api.get<{ steps: Step[]; pages: Page[] }>(`${path}/escalation`);
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

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
