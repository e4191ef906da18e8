import { type Clock, type Instant, isBefore } from '../kernel/index.ts';
import type { AckGrant, PageGrant, TestGrant } from './ack-link.ts';
import { type AckSubject, roleWords } from './ack-page.ts';
import type { Answered, AnsweringMail } from './channel-inbound.ts';
import type { ContactTests, TestSubject } from './contact-tests.ts';
import { clockTime } from './words.ts';

/** What answering needs of the chapters that know incidents and people. */
export interface AnswerPorts {
  readonly clock: Clock;
  /** What is shown to whoever answers; undefined when the incident is gone or the person is not active any more. */
  subject(grant: PageGrant): Promise<AckSubject | undefined>;
  /** @param via a link was tapped, or a channel brought the answer */
  acknowledge(grant: PageGrant, via: 'link' | 'channel'): Promise<void>;
  /** Puts a note into the timeline; not again when the mail that it came by has ended. */
  note(grant: PageGrant, text: string, mail?: AnsweringMail): Promise<void>;
  /** Whether somebody who was told of an incident, and not paged, may take part in it, and see where work on it goes on. */
  mayAnswer(grant: PageGrant): Promise<boolean>;
  /** Those who answer for test pages. */
  readonly tests: Pick<ContactTests, 'subject' | 'answer'>;
}

/** Whether what somebody holds still lets them answer. */
export type Judged =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'expired' | 'reopened'; readonly subject: AckSubject }
  | { readonly kind: 'good'; readonly grant: PageGrant; readonly subject: AckSubject }
  | { readonly kind: 'test'; readonly grant: TestGrant; readonly test: TestSubject };

/** The same for a link that is tapped and for an answer that a channel brings. */
export async function judge(
  { clock, subject: read, tests }: Pick<AnswerPorts, 'clock' | 'subject' | 'tests'>,
  grant: AckGrant | undefined,
): Promise<Judged> {
  if (grant?.kind === 'test') {
    const test = isBefore(grant.expiresAt, clock.now()) ? undefined : await tests.subject(grant);
    return test === undefined ? { kind: 'unknown' } : { kind: 'test', grant, test };
  }
  const subject = grant === undefined ? undefined : await read(grant);
  if (grant === undefined || subject === undefined) return { kind: 'unknown' };
  if (isBefore(grant.expiresAt, clock.now())) return { kind: 'expired', subject };
  const { reopenedAt } = subject;
  if (reopenedAt !== null && isBefore(grant.issuedAt, wholeSeconds(reopenedAt)))
    return { kind: 'reopened', subject };
  return { kind: 'good', grant, subject };
}

/** A link knows its time to the second: one that was made in the second of the reopening is taken for newer. */
const wholeSeconds = (at: Instant): Instant => at.round({ smallestUnit: 'second', roundingMode: 'floor' });

const UNKNOWN: Answered = {
  kind: 'unknown',
  sentence: 'Nothing was acknowledged: this answer belongs to no open page. Sign in to acknowledge.',
};

const TESTED = 'Test page acknowledged. Acknowledging works by this contact method.';

/** Acknowledges by what somebody holds, and says what came of it. */
export async function acknowledge(
  ports: Omit<AnswerPorts, 'note' | 'mayAnswer'>,
  grant: AckGrant | undefined,
  via: 'link' | 'channel',
): Promise<Answered> {
  const judged = await judge(ports, grant);
  if (judged.kind === 'test') {
    await ports.tests.answer(judged.grant);
    return { kind: 'taken', sentence: TESTED, url: judged.test.url };
  }
  if (judged.kind !== 'good') return refused(judged);
  await ports.acknowledge(judged.grant, via);
  const after = await ports.subject(judged.grant);
  return after === undefined ? UNKNOWN : answered(after, ports.clock.now());
}

/** Puts a text into the timeline by what somebody holds. */
export async function reply(
  ports: AnswerPorts,
  grant: AckGrant | undefined,
  text: string,
  mail?: AnsweringMail,
): Promise<Answered> {
  const judged = await judge(ports, grant);
  // There is no timeline that it could go to.
  if (judged.kind === 'test') return UNKNOWN;
  if (judged.kind !== 'good') return refused(judged);
  await ports.note(judged.grant, text, mail);
  const { reference, url, state } = judged.subject;
  return {
    ...{ kind: 'taken', sentence: `Added to the timeline of ${reference}.`, reference, url },
    ...(state === 'unacknowledged' && { unacknowledged: true }),
  };
}

function refused(judged: Exclude<Judged, { kind: 'good' | 'test' }>): Answered {
  if (judged.kind === 'unknown') return UNKNOWN;
  const { reference, url } = judged.subject;
  return {
    kind: 'expired',
    sentence:
      judged.kind === 'reopened'
        ? `Nothing was acknowledged: ${reference} was reopened after this message. Answer the latest one, or sign in.`
        : `Nothing was acknowledged: this page for ${reference} has expired. Sign in to acknowledge.`,
    reference,
    url,
  };
}

/** How it stands after somebody answered. */
function answered(subject: AckSubject, now: Instant): Answered {
  const { reference, url, acknowledged, person } = subject;
  const about = { reference, url };
  if (subject.state === 'over')
    return {
      kind: 'over',
      sentence: `${reference} is ${subject.ending ?? 'over'}. There is nothing to acknowledge.`,
      ...about,
    };
  if (subject.role !== undefined) return { kind: 'taken', sentence: roleWords(subject), ...about };
  if (acknowledged === undefined || acknowledged.byYou)
    return { kind: 'taken', sentence: `You acknowledged ${reference}. Paging has stopped.`, ...about };
  const when = clockTime(acknowledged.at, person.zone, now);
  return {
    kind: 'taken',
    sentence: `${acknowledged.by} acknowledged ${reference} at ${when}. You have joined the response.`,
    ...about,
  };
}

/** To somebody who was told of an incident and has no part in it, or none in the one that it was merged into. */
export const NOT_ALLOWED: Answered = {
  kind: 'refused',
  sentence: 'Nothing was changed: you may not respond to this incident.',
};
