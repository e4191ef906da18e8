import type { Incident } from '../../incidents/index.ts';
import { type Instant, isBefore, plusSeconds } from '../../kernel/index.ts';
import type { ActionState } from '../actions/model.ts';
import type { IssueLink, Shared, TroubleKind } from './model.ts';

/** Where no webhook tells, news comes this late at most. */
const POLL_SECONDS = 300;
/** What is over may be opened again there. */
const POLL_DONE_SECONDS = 6 * 3_600;
const FIRST_RETRY_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 3_600;

interface Side extends Shared {
  readonly changedAt: Instant;
}

/** What each side is told; null: it says so already. */
export interface SyncDecision {
  readonly here: { readonly state?: ActionState; readonly dueOn?: string } | null;
  readonly there: Shared | null;
  /** What both say once this side has taken what is new there, and the tracker was not told anything yet. */
  readonly heard: Shared;
  /** What both say afterwards. */
  readonly agreed: Shared;
}

const isOpen = (state: ActionState): boolean => state === 'open' || state === 'in_progress';

/**
 * What changed on one side goes to the other; of what changed on both, the newer counts (REV-4). Compared with what both had when they
 * last agreed, so that a comment there does not undo a change here. Titles go out only: here they are on the record.
 * @param stages whether the tracker tells "in progress" from "open"
 */
export function decideSync(agreed: Shared | null, here: Side, there: Side, stages: boolean): SyncDecision {
  const same = (one: ActionState, other: ActionState) =>
    one === other || (!stages && isOpen(one) && isOpen(other));
  const newerThere = isBefore(here.changedAt, there.changedAt);
  const takesThere = (changedHere: boolean, changedThere: boolean) =>
    changedThere && (!changedHere || newerThere);
  const stateThere =
    !same(here.state, there.state) &&
    takesThere(
      agreed === null || !same(here.state, agreed.state),
      agreed === null || !same(there.state, agreed.state),
    );
  const dueThere =
    there.dueOn !== null &&
    there.dueOn !== here.dueOn &&
    takesThere(
      agreed === null || here.dueOn !== agreed.dueOn,
      agreed === null || there.dueOn !== agreed.dueOn,
    );
  const state = stateThere ? there.state : here.state;
  const dueOn = dueThere ? there.dueOn : here.dueOn;
  const retitled = agreed !== null && here.title !== agreed.title && here.title !== there.title;
  const tell = !same(state, there.state) || dueOn !== there.dueOn || retitled;
  return {
    here:
      stateThere || dueThere
        ? { ...(stateThere ? { state } : {}), ...(dueThere && dueOn !== null ? { dueOn } : {}) }
        : null,
    there: tell ? { title: retitled ? here.title : there.title, state, dueOn } : null,
    heard: {
      title: agreed?.title ?? there.title,
      state: stateThere ? state : (agreed ?? there).state,
      dueOn: dueThere ? dueOn : (agreed ?? there).dueOn,
    },
    agreed: { title: here.title, state, dueOn },
  };
}

/** How long a tracker that has had enough is left alone when it does not say. */
const QUIET_SECONDS = 60;

/**
 * How long a tracker is left alone, in seconds: as long as it asks for (`Retry-After`), an hour at most. One that means days, or a proxy
 * before it that is wrong, would keep actions and issues apart for days without a word.
 */
export function askedToWait(retryAfter: string | null, tooMuch: boolean): number | null {
  const said = retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Math.min(Number(said), LONGEST_RETRY_SECONDS);
  return tooMuch ? QUIET_SECONDS : null;
}

/** When it is looked at again after it went well. */
export const nextPoll = (state: ActionState, now: Instant): Instant =>
  plusSeconds(now, isOpen(state) ? POLL_SECONDS : POLL_DONE_SECONDS);

/**
 * What comes of a failure. A tracker that is down is tried ever less often, up to once an hour, for as long as it takes: nothing is
 * given up. Wrong credentials are tried hourly, because somebody may repair them there; so is an issue that refuses a change, whose own
 * changes still come in.
 */
export function afterTrouble(
  link: Pick<IssueLink, 'key' | 'attempts'>,
  { kind, after }: { readonly kind: TroubleKind; readonly after: number | null },
  now: Instant,
): Pick<IssueLink, 'state' | 'attempts' | 'nextAt'> {
  const attempts = link.attempts + 1;
  const state = link.key === null ? 'creating' : 'linked';
  if (kind === 'gone' && link.key !== null) return { state: 'gone', attempts, nextAt: null };
  // Jira counts an issue's number for each request that it refuses (JRACLOUD-78553).
  if (kind === 'refused' && link.key === null) return { state: 'stopped', attempts, nextAt: null };
  const backOff =
    kind === 'later'
      ? Math.min(FIRST_RETRY_SECONDS * 2 ** Math.min(link.attempts, 10), LONGEST_RETRY_SECONDS)
      : LONGEST_RETRY_SECONDS;
  return {
    ...{ state: kind === 'refused' ? 'stopped' : state, attempts },
    nextAt: plusSeconds(now, Math.max(backOff, after ?? 0)),
  };
}

/** What a restricted incident's action is called stays here, unless somebody linked it knowing that. */
export const maySend = (visibility: Incident['visibility'], link: Pick<IssueLink, 'restricted'>): boolean =>
  visibility === 'organisation' || link.restricted;
