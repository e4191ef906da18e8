import { canonicalJson, type Instant, isAtOrBefore, isBefore, type Json } from '../../kernel/index.ts';
import { matcherFault, matcherTest, type Silence, type SilenceState, type WantedSilence } from './model.ts';

type Span = Pick<Silence, 'startsAt' | 'endsAt'>;

/** Alertmanager's three states. An end that is now is an end. */
export function stateOf({ startsAt, endsAt }: Span, now: Instant): SilenceState {
  if (isAtOrBefore(endsAt, now)) return 'expired';
  return isBefore(now, startsAt) ? 'pending' : 'active';
}

type Labels = Readonly<Record<string, string>>;
type Test = (labels: Labels) => boolean;

/** Compiled matchers that are kept. Bounded: whoever has an integration's key adds some. */
const MOST_COMPILED = 5_000;
const compiled = new Map<string, { readonly updatedAt: Instant; readonly covers: Test }>();
let kept = 0;

/** Whether a silence's matchers match an alert's labels. Compiled once per silence: every batch of alerts asks. */
export function matching({ id, updatedAt, matchers }: Silence): Test {
  const known = compiled.get(id);
  if (known?.updatedAt.equals(updatedAt)) return known.covers;
  const tests = matchers.map(matcherTest);
  const covers: Test = (labels) => tests.every((test) => test(labels));
  if (kept + tests.length > MOST_COMPILED) {
    compiled.clear();
    kept = 0;
  }
  kept += tests.length;
  compiled.set(id, { updatedAt, covers });
  return covers;
}

/**
 * For many alerts: which of these silences cover each now.
 * @returns the ids, in the order of the silences
 */
export function silencer(
  silences: readonly Silence[],
  now: Instant,
): (alert: { readonly integrationId: string; readonly labels: Labels }) => readonly string[] {
  const active = silences
    .filter((silence) => stateOf(silence, now) === 'active')
    .map((silence) => ({ id: silence.id, integrationId: silence.integrationId, covers: matching(silence) }));
  return ({ integrationId, labels }) =>
    active
      .filter((silence) => silence.integrationId === integrationId && silence.covers(labels))
      .map(({ id }) => id);
}

/**
 * What is to become of an alert that waits to be processed.
 * - `route`, `revise`: what becomes of any other, new or known
 * - `silence`: new and covered: it stays on record, opens no incident and pages nobody
 * - `hush`: known and covered: whoever set the silence knows of it, which is an acknowledgement in the monitor
 * - `rest`: it was silenced and is over: nobody has heard of its beginning, so nobody hears of its end
 * - `return`: no silence covers it any more and it still fires: its incident hears of it as of a new one
 */
export function decideSilenced(
  alert: { readonly firing: boolean; readonly inGroup: boolean; readonly silencedBy: readonly string[] },
  covering: readonly string[],
): 'route' | 'revise' | 'silence' | 'hush' | 'rest' | 'return' {
  if (covering.length > 0) return alert.inGroup ? 'hush' : 'silence';
  const wasSilenced = alert.silencedBy.length > 0;
  if (alert.inGroup) return wasSilenced && alert.firing ? 'return' : 'revise';
  return wasSilenced && !alert.firing ? 'rest' : 'route';
}

export type SilenceChange =
  | { readonly do: 'refuse'; readonly fault: string }
  /** The same silence, changed. */
  | { readonly do: 'update'; readonly silence: Span }
  /** A new one; the one before, if it had not ended, ends now. */
  | { readonly do: 'create'; readonly silence: Span; readonly endBefore: boolean };

/**
 * What a request for a silence does, as Alertmanager does it: what has begun may only get another end or comment, and any
 * other change is a new silence in its place, so that what was once in force stays on record. Times are those of the
 * sender; a start in the past is now.
 */
export function decideChange(
  before: Silence | undefined,
  wanted: WantedSilence,
  now: Instant,
): SilenceChange {
  const { startsAt, endsAt } = wanted;
  const fault =
    matcherFault(wanted.matchers) ??
    (isBefore(startsAt, endsAt) ? undefined : 'start time must be before end time') ??
    (isBefore(endsAt, now) ? "end time can't be in the past" : undefined);
  if (fault !== undefined) return { do: 'refuse', fault };
  if (before !== undefined && mayUpdate(before, wanted, now))
    return { do: 'update', silence: { startsAt: before.startsAt, endsAt } };
  return {
    do: 'create',
    silence: { startsAt: isBefore(startsAt, now) ? now : startsAt, endsAt },
    endBefore: before !== undefined && stateOf(before, now) !== 'expired',
  };
}

function mayUpdate(before: Silence, wanted: WantedSilence, now: Instant): boolean {
  if (stateOf(before, now) !== 'active') return false;
  const second = (at: Instant) => Math.floor(at.epochMilliseconds / 1000);
  return (
    canonicalJson(asJson(before.matchers)) === canonicalJson(asJson(wanted.matchers)) &&
    second(before.startsAt) === second(wanted.startsAt)
  );
}

/** Without the order of their keys, which the database does not keep. */
const asJson = (matchers: Silence['matchers']): Json => matchers.map((matcher) => ({ ...matcher }));
