import { type Instant, isAtOrBefore, isBefore, plusSeconds } from '../kernel/index.ts';
import type { End, News, WrittenSilence } from './model.ts';

/** A silence outlives a Tocsin that died by this, and no more: its alerts then page again by themselves. */
export const SILENCE_SECONDS = 300;
/** How often the state of a silenced alert is asked for. */
export const LOOK_SECONDS = 60;
/** Renewed when it would end before so many seconds: two more looks may fail before it is over. */
const RENEW_SECONDS = 180;
/** A single answer that is late or missing says nothing: a restarted Alertmanager hears of its alerts within a minute. */
const IN_A_ROW = 2;
/** Attempts to make a silence: after that the alert has paged for minutes, and it no longer matters. */
const ATTEMPTS = 5;

/** So long an alert is asked for after its silence has ended. */
const WATCH_SECONDS = 86_400;
/** What still fires when its incident is resolved is heard after the time that Alertmanager itself would wait (`group_interval`). */
const RESOLVED_SECONDS = 300;

/** What the incident asks for now: to be silenced, or why not. */
export type Wish = 'silence' | Extract<End, 'resolved' | 'over' | 'unacknowledged' | 'turned_off'>;

/** What is to be asked of Alertmanager next. */
export type Step = 'create' | 'look' | 'remove' | 'nothing';

export function nextStep({ state, silenceId }: WrittenSilence, wish: Wish): Step {
  if (state === 'over' || state === 'after') return 'nothing';
  if (wish === 'silence') return silenceId === null ? 'create' : 'look';
  return silenceId === null || wish === 'turned_off' ? 'nothing' : 'remove';
}

export interface Outcome {
  readonly row: WrittenSilence;
  readonly news: News | null;
}

export const over = (row: WrittenSilence): WrittenSilence => ({
  ...row,
  ...{ state: 'over', silenceId: null, endsAt: null, hearFrom: null, watchUntil: null },
});

/** A silence has ended, or could not be removed: then it is kept, to be tried again. */
export function ended(
  row: WrittenSilence,
  end: End,
  now: Instant,
  { problem = null, removed = true }: { problem?: string | null; removed?: boolean } = {},
): Outcome {
  if (row.silenceId === null) return { row: over(row), news: null };
  const news = { kind: 'ended', end, problem, removed, renewed: row.renewed } as const;
  // Nobody is to be asked any more.
  if (end === 'turned_off') return { row: over(row), news };
  const left = removed ? { silenceId: null, endsAt: null } : {};
  const hearFrom = plusSeconds(now, end === 'resolved' ? RESOLVED_SECONDS : 0);
  const watched = { ...row, ...left, state: 'after', failures: 0, missing: 0, hearFrom } as const;
  return { row: { ...watched, watchUntil: plusSeconds(now, WATCH_SECONDS) }, news };
}

/** Whether an ended silence's alert, which fires in Alertmanager and not here, is heard by now. */
export const isHeard = ({ hearFrom }: WrittenSilence, now: Instant): boolean =>
  hearFrom === null || isAtOrBefore(hearFrom, now);

export const isWatched = ({ watchUntil }: WrittenSilence, now: Instant): boolean =>
  watchUntil !== null && isBefore(now, watchUntil);

/** A silence was to be made. A problem is told once, and tried again. */
export function created(
  row: WrittenSilence,
  answer: { readonly ok: string } | { readonly fault: string },
  now: Instant,
): Outcome {
  if ('ok' in answer) {
    const endsAt = plusSeconds(now, SILENCE_SECONDS);
    return {
      row: { ...row, state: 'active', silenceId: answer.ok, endsAt, failures: 0, missing: 0, renewed: 0 },
      news: { kind: 'silenced' },
    };
  }
  const failures = row.failures + 1;
  const after = failures >= ATTEMPTS ? over(row) : row;
  return {
    row: { ...after, failures },
    news: failures === 1 ? { kind: 'failed', problem: answer.fault } : null,
  };
}

/** What a look at a silenced alert found. */
export type Seen = 'firing' | 'gone' | { readonly fault: string };

/** What follows: an end, `renew`, or nothing to do. */
export function looked(
  row: WrittenSilence,
  seen: Seen,
  now: Instant,
): { readonly row: WrittenSilence; readonly next: 'wait' | 'renew' | 'over' | 'unreachable' } {
  if (typeof seen === 'object') {
    const failures = row.failures + 1;
    return { row: { ...row, failures }, next: failures >= IN_A_ROW ? 'unreachable' : 'wait' };
  }
  if (seen === 'gone') {
    const missing = row.missing + 1;
    const next = missing >= IN_A_ROW ? 'over' : isDue(row, now) ? 'renew' : 'wait';
    return { row: { ...row, failures: 0, missing }, next };
  }
  return { row: { ...row, failures: 0, missing: 0 }, next: isDue(row, now) ? 'renew' : 'wait' };
}

const isDue = ({ endsAt }: WrittenSilence, now: Instant): boolean =>
  endsAt === null || isBefore(endsAt, plusSeconds(now, RENEW_SECONDS));

export const renewed = (row: WrittenSilence, silenceId: string, now: Instant): WrittenSilence => ({
  ...row,
  ...{ silenceId, endsAt: plusSeconds(now, SILENCE_SECONDS), renewed: row.renewed + 1 },
});
