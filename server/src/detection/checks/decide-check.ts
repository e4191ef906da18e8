import { canonicalJson, type Instant, type Json, plusSeconds } from '../../kernel/index.ts';
import type { Check, CheckSettings, Probe, Seen } from './model.ts';

/** What a run or a change makes of a check. */
export interface CheckStep {
  readonly after: Check;
  /** `open`: it is to be open; it may be already. */
  readonly alert?: 'open' | 'resolve';
}

/** The database keeps an object's keys in an order of its own. */
const canonical = (probe: Probe): string => canonicalJson(JSON.parse(JSON.stringify(probe)) as Json);

/** Longer than any probe takes: whoever took it and died is replaced after that. */
const LEASE_SECONDS = 30;

/** Taken by a worker: the next one is due only when this one must have ended. Undefined when it is not due. */
export function decideTake(before: Check, now: Instant): Check | undefined {
  if (!before.enabled || before.nextAt === null || before.nextAt.epochMilliseconds > now.epochMilliseconds)
    return undefined;
  return { ...before, nextAt: plusSeconds(now, Math.max(LEASE_SECONDS, before.everySeconds)) };
}

/**
 * A probe has ended. The first failures are only counted; the first success ends the alert. Every failure after that raises
 * it again, as a monitor repeats what fires: an open alert stays as it is, and one that was closed with its incident becomes
 * a new one. Raised only once, it would be silent for ever after somebody resolves the incident too early.
 */
export function decideSeen(before: Check, { well, message }: Seen, startedAt: Instant): CheckStep {
  const failed = well ? 0 : before.failed + 1;
  const failing = well ? false : before.failing || failed >= before.failures;
  const after: Check = {
    ...{ ...before, failed, failing, message, lastRunAt: startedAt },
    changedAt: failing === before.failing && before.changedAt !== null ? before.changedAt : startedAt,
    nextAt: before.enabled ? plusSeconds(startedAt, before.everySeconds) : null,
  };
  if (failing) return { after, alert: 'open' };
  return before.failing ? { after, alert: 'resolve' } : { after };
}

/** Other settings: it is looked at anew at once. Turned off, or looking at something else, its alert is over. */
export function decideChange(before: Check, settings: CheckSettings, now: Instant): CheckStep {
  const same = canonical(before.probe) === canonical(settings.probe) && before.systemId === settings.systemId;
  const goesOn = settings.enabled && same;
  const after: Check = {
    ...{ ...before, ...settings, nextAt: settings.enabled ? now : null },
    ...(goesOn ? {} : { failed: 0, failing: false, message: null, changedAt: null }),
  };
  return before.failing && !goesOn ? { after, alert: 'resolve' } : { after };
}

/** What an answer over HTTP says of a check. @param daysLeft until the certificate ends; null without one */
export function judgeHttp(
  probe: Extract<Probe, { kind: 'http' }>,
  answer: { readonly status: number; readonly text: string },
  daysLeft: number | null,
): Seen {
  const { status, contains, certificate_days: days } = probe;
  const { status: got } = answer;
  const expected = status === undefined ? got >= 200 && got <= 299 : got === status;
  if (!expected)
    return { well: false, message: `Answered with HTTP ${got} instead of ${status ?? '200 to 299'}.` };
  if (contains !== undefined && !answer.text.includes(contains))
    return {
      well: false,
      message: `Answered with HTTP ${got}, but without the text "${contains.slice(0, 100)}".`,
    };
  if (days !== undefined && daysLeft === null)
    return { well: false, message: 'Answered without encryption: there is no certificate.' };
  if (days !== undefined && daysLeft !== null && daysLeft < days)
    return { well: false, message: `The certificate ends in ${Math.max(0, Math.floor(daysLeft))} days.` };
  return { well: true, message: `Answered with HTTP ${got}.` };
}

/** Answers are not repeated: they may be of a private network. */
export function judgeDns(
  { name, type, expects }: Extract<Probe, { kind: 'dns' }>,
  answers: readonly string[],
): Seen {
  if (answers.length === 0) return { well: false, message: `${name} has no ${type} record.` };
  const wanted = expects?.toLowerCase().replace(/\.$/, '');
  const found = answers.some((answer) => answer.toLowerCase().replace(/\.$/, '') === wanted);
  if (wanted !== undefined && !found)
    return { well: false, message: `No ${type} record of ${name} is ${expects}.` };
  return {
    well: true,
    message: `${name} has ${answers.length === 1 ? 'a' : answers.length} ${type} record${answers.length === 1 ? '' : 's'}.`,
  };
}

/** No value at all fails as well: what is not measured is not known to be well. */
export function judgeValues(
  { above, below }: Extract<Probe, { kind: 'prometheus' }>,
  values: readonly (number | null)[],
): Seen {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { well: false, message: 'The query gave no values.' };
  const high = above === undefined ? undefined : known.find((value) => value > above);
  if (high !== undefined) return { well: false, message: `The value ${high} is above ${above}.` };
  const low = below === undefined ? undefined : known.find((value) => value < below);
  if (low !== undefined) return { well: false, message: `The value ${low} is below ${below}.` };
  return {
    well: true,
    message: known.length === 1 ? `The value is ${known[0]}.` : `${known.length} values are within limits.`,
  };
}
