import type { MessageContent, MessageDraft } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { commanderOf } from '../incidents/index.ts';
import { wakeAt } from '../jobs/index.ts';
import { earlier, type Instant, isAtOrBefore, isBefore } from '../kernel/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type Case, loadParticipants, noticeFacts } from './case.ts';
import { clockState, clockTimes, dueNow, nextLook } from './decide-clocks.ts';
import { followUpContent, missedContent, reminderContent } from './decide-notices.ts';
import { suggestedFacilitator } from './decide-participants.ts';
import type { Journal } from './journal.ts';
import { type ClockKind, isLive, type Review, type ReviewClock } from './model.ts';
import type { ReviewDeps } from './ports.ts';
import * as store from './store.ts';

/** The task that looks at the clocks of one incident's review. */
export const LOOK_TASK = 'reviews.look';

/** The messages about clocks: reminders, and what the manager hears. */
export const CLOCK_SOURCE = 'review_clock';
/** Whether the actions worked. */
export const FOLLOW_UP_SOURCE = 'review_follow_up';

/** The three clocks of a review (REV-1). In the caller's transaction, with the incident locked. */
export class Clocks {
  readonly #deps: ReviewDeps;
  readonly #missing: (tx: Tx, subject: Case) => Promise<readonly string[]>;

  /** @param missing what the report still lacks, for the reminder to publish it */
  constructor(deps: ReviewDeps, missing: (tx: Tx, subject: Case) => Promise<readonly string[]>) {
    this.#deps = deps;
    this.#missing = missing;
  }

  /** Clocks for the round that begins. @returns them */
  async begin(tx: Tx, review: Review, { policy }: Pick<Case, 'policy'>): Promise<readonly ReviewClock[]> {
    const clocks = clockTimes(policy.review, review.endedAt).map(
      (times): ReviewClock => ({
        ...{ reviewId: review.id, round: review.round, ...times },
        ...{ remindedAt: null, doneAt: null, missedAt: null, stoppedAt: null },
      }),
    );
    for (const clock of clocks) await store.saveClock(tx, clock);
    return clocks;
  }

  /** What a clock asks for is done; done twice is done once. */
  async done(tx: Tx, { clocks, now }: Pick<Case, 'clocks' | 'now'>, kind: ClockKind): Promise<void> {
    for (const clock of clocks)
      if (clock.kind === kind && clock.doneAt === null && clock.stoppedAt === null)
        await store.saveClock(tx, { ...clock, doneAt: now });
  }

  /** The calendar reminds of a meeting; we ask when it is over, if that is not too late. */
  async askAfter(tx: Tx, { clocks }: Pick<Case, 'clocks'>, end: Instant): Promise<void> {
    for (const clock of clocks)
      if (clock.kind === 'conduct' && isBefore(end, clock.dueAt))
        await store.saveClock(tx, { ...clock, remindAt: end, remindedAt: null });
  }

  /** Nothing is due any more; what was missed stays missed. */
  async stop(tx: Tx, { clocks, now }: Pick<Case, 'clocks' | 'now'>): Promise<void> {
    for (const clock of clocks)
      if (clockState(clock) === 'running' || clockState(clock) === 'missed')
        await store.saveClock(tx, { ...clock, stoppedAt: now });
  }

  /** Does what is due now. */
  async look(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    await this.#followUp(tx, subject, journal);
    if (subject.review === null || !isLive(subject.review)) return;
    for (const { kind, clock } of dueNow(subject.clocks, subject.now))
      if (kind === 'remind') await this.#remind(tx, subject, journal, clock);
      else await this.#missed(tx, subject, journal, clock);
  }

  /** Sets the next wake-up, from what the tables say now. @returns the review with it */
  async wakeNext(tx: Tx, review: Review): Promise<Review> {
    const clocks = await store.clocksOf(tx, [review.id]);
    const due = isLive(review) ? nextLook(clocks.filter(({ round }) => round === review.round)) : null;
    const asked = review.followUpAskedAt === null ? review.followUpAt : null;
    const nextAt = due !== null && asked !== null ? earlier(due, asked) : (due ?? asked);
    if (nextAt !== null) await wakeAt(tx, { task: LOOK_TASK, key: review.incidentId, runAt: nextAt });
    const after = { ...review, nextAt };
    await store.saveReview(tx, after);
    return after;
  }

  async #remind(tx: Tx, subject: Case, journal: Journal, clock: ReviewClock): Promise<void> {
    await store.saveClock(tx, { ...clock, remindedAt: subject.now });
    const personIds = await this.#whoSees(tx, subject);
    if (personIds.length === 0) return;
    journal.add({ kind: 'review_reminded', data: { clock: clock.kind, personIds: [...personIds] } });
    const missing = clock.kind === 'publish' ? await this.#missing(tx, subject) : [];
    await this.#tell(tx, subject, clock, 'remind', personIds, (reader) =>
      reminderContent(noticeFacts(subject), reader, clock, missing),
    );
  }

  /** A while after the report: did the actions work (REV-5)? */
  async #followUp(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const { review, now, incident, directory } = subject;
    if (review === null || review.followUpAt === null || review.followUpAskedAt !== null) return;
    if (!isAtOrBefore(review.followUpAt, now)) return;
    await store.saveReview(tx, { ...review, followUpAskedAt: now });
    const personIds = await this.#whoSees(tx, subject);
    if (personIds.length === 0) return;
    journal.add({ kind: 'follow_up_asked', data: { personIds: [...personIds] } });
    await this.#deps.communication.enqueue(
      tx,
      personIds.map((personId) => ({
        ...{ key: `review:${review.id}:follow-up:${personId}`, purpose: 'notice', incidentId: incident.id },
        ...{ channel: 'email', address: directory.people.get(personId)?.email ?? '', personId },
        source: { kind: FOLLOW_UP_SOURCE, id: review.id, generation: review.round },
        ...{ content: followUpContent(noticeFacts(subject)), drill: incident.drill },
      })),
    );
  }

  async #missed(tx: Tx, subject: Case, journal: Journal, clock: ReviewClock): Promise<void> {
    await store.saveClock(tx, { ...clock, missedAt: subject.now });
    const managers = await this.#deps.escalation.holders(tx, subject.incident, 'engineering_manager');
    journal.add({
      kind: 'review_missed',
      data: { clock: clock.kind, dueAt: clock.dueAt.toString(), toldPersonIds: [...managers] },
    });
    const [leads = ''] = await this.#whoSees(tx, subject);
    const facilitator = subject.directory.people.get(leads)?.name ?? null;
    await this.#tell(tx, subject, clock, 'missed', managers, (reader) =>
      missedContent(noticeFacts(subject), reader, clock, facilitator),
    );
  }

  /** Who sees to the review: its facilitator, else whoever could lead through it, else the commander. */
  async #whoSees(tx: Tx, subject: Case): Promise<readonly string[]> {
    const isActive = (id: string | null): id is string =>
      id !== null && subject.directory.people.get(id)?.active === true;
    const facilitator = subject.review?.facilitatorId ?? null;
    if (isActive(facilitator)) return [facilitator];
    const commander = commanderOf(subject.incident);
    const suggested = suggestedFacilitator(await loadParticipants(this.#deps, tx, subject), commander);
    return [suggested, commander].filter(isActive).slice(0, 1);
  }

  async #tell(
    tx: Tx,
    { incident, directory }: Case,
    { reviewId, round, kind, remindAt, dueAt }: ReviewClock,
    what: 'remind' | 'missed',
    personIds: readonly string[],
    write: (reader: Person) => MessageContent,
  ): Promise<void> {
    const at = (what === 'remind' ? remindAt : dueAt).epochMilliseconds;
    const drafts = personIds.flatMap((personId): MessageDraft[] => {
      const reader = directory.people.get(personId);
      if (reader === undefined) return [];
      return [
        {
          ...{
            key: `review:${reviewId}:${round}:${kind}:${what}:${at}:${personId}`,
            purpose: 'notice',
            personId,
          },
          incidentId: incident.id,
          source: { kind: CLOCK_SOURCE, id: reviewId, generation: round },
          content: write(reader),
          drill: incident.drill,
        },
      ];
    });
    await this.#deps.communication.enqueue(tx, drafts);
  }
}
