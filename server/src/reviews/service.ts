import type { MessageOwner } from '../communication/index.ts';
import { commanderOf, type IncidentEvent, isOpen, referenceOf } from '../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import {
  type Actor,
  Fault,
  type Instant,
  isBefore,
  later,
  plusSeconds,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Reader, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { type InvitationAnswer, recordAnswer } from './attendance.ts';
import type { Calendars } from './calendars/service.ts';
import { type Case, loadCase, loadParticipants } from './case.ts';
import { Clocks, LOOK_TASK } from './clocks.ts';
import { isReviewRequired, movedClocks } from './decide-clocks.ts';
import { isPast } from './decide-notices.ts';
import { suggestedFacilitator } from './decide-participants.ts';
import { Journal } from './journal.ts';
import { cancel, invite } from './meetings.ts';
import { messageOwners } from './messages.ts';
import { isLive, type Meeting, type Review, type WaiverKind } from './model.ts';
import type { ReviewDeps } from './ports.ts';
import { Reads, reviewOrFault } from './reads.ts';
import * as store from './store.ts';

/** How far ahead lost wake-ups are looked for, and from when on one is overdue. */
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;

/** A case whose review exists. */
type WithReview = Case & { readonly review: Review };

/** What else belongs to a review. */
interface ReviewParts {
  /** What the report of an incident still lacks. */
  readonly missing: (reader: Reader, subject: Case) => Promise<readonly string[]>;
  /** Actions follow an incident into the one it was merged into. */
  readonly merged: (tx: Tx, fromId: string, toId: string) => Promise<void>;
  readonly calendars: Pick<Calendars, 'known'>;
}

/** Post-incident reviews: when they are held, who takes part, and by when (REV-1, REV-2). */
export class Reviews {
  readonly #deps: ReviewDeps;
  readonly #clocks: Clocks;
  readonly reads: Reads;
  readonly #parts: ReviewParts;

  constructor(deps: ReviewDeps, parts: ReviewParts) {
    this.#deps = deps;
    this.#parts = parts;
    this.reads = new Reads(deps, parts.calendars);
    this.#clocks = new Clocks(deps, parts.missing);
  }

  /** What an incident's events mean for its review; in the transaction in which they happened. */
  async onIncident(tx: Tx, event: IncidentEvent): Promise<void> {
    switch (event.type) {
      case 'incidents.resolved':
        return this.within(tx, event.incidentId, (subject, journal) => this.#resolved(tx, subject, journal));
      case 'incidents.reopened':
        return this.within(tx, event.incidentId, (subject, journal) =>
          this.#stop(tx, subject, journal, 'reopened'),
        );
      case 'incidents.merged':
        return this.#merged(tx, event.incidentId, event.intoId);
      default:
        return;
    }
  }

  /** Whether its review is over: the report is out, or it was held, or it was waived; null when nobody is to review it. */
  async isReviewed(reader: Reader, incidentId: string): Promise<boolean | null> {
    const review = await store.reviewOf(reader, incidentId);
    if (review === null) return null;
    return !isLive(review) || (review.status === 'published' && review.heldAt !== null);
  }

  /** Whether nothing is left to be scheduled: it has a date, was held or was waived (RES-4). */
  async isScheduled(reader: Reader, incidentId: string): Promise<boolean> {
    const review = await store.reviewOf(reader, incidentId);
    return review !== null && (review.meeting !== null || review.heldAt !== null || review.waived !== null);
  }

  async #resolved(tx: Tx, subject: Case, journal: Journal): Promise<void> {
    const { incident, policy, review } = subject;
    const required = isReviewRequired(incident, policy.review);
    if (review === null) {
      if (required) await this.#begin(tx, subject, journal, null);
      return;
    }
    // What was waived as a false alarm and broke again is looked at again where the policy asks for it.
    if (!required && review.waived !== null) return;
    await this.#restart(tx, { ...subject, review }, journal);
  }

  async #begin(tx: Tx, subject: Case, journal: Journal, by: Actor | null): Promise<void> {
    const { incident, now } = subject;
    const review: Review = {
      ...{ id: newId(this.#deps.clock), incidentId: incident.id, status: 'open', requestedBy: by },
      ...{ createdAt: now, endedAt: incident.resolvedAt ?? now, round: 1, facilitatorId: null },
      ...{ meeting: null, sequence: -1, invited: [], heldAt: null, waived: null, nextAt: null },
      ...{ followUpAt: null, followUpAskedAt: null },
    };
    await this.#open(tx, subject, journal, review);
  }

  /** The incident was resolved again: the clocks begin anew, what was written stays. */
  async #restart(tx: Tx, subject: WithReview, journal: Journal): Promise<void> {
    const { incident, review, now } = subject;
    await this.#open(tx, subject, journal, {
      ...review,
      ...{ status: 'open', endedAt: incident.resolvedAt ?? now, round: review.round + 1 },
      ...{ meeting: null, invited: [], heldAt: null, waived: null },
    });
  }

  async #open(tx: Tx, subject: Case, journal: Journal, review: Review): Promise<void> {
    await store.saveReview(tx, review);
    const clocks = await this.#clocks.begin(tx, review, subject);
    const by = (kind: string) =>
      (clocks.find((clock) => clock.kind === kind)?.dueAt ?? review.endedAt).toString();
    const because = review.requestedBy === null ? 'policy' : 'person';
    journal.add({
      kind: 'review_requested',
      data: {
        ...{ reviewId: review.id, because },
        ...{ scheduleBy: by('schedule'), conductBy: by('conduct'), publishBy: by('publish') },
      },
    });
    await this.#clocks.wakeNext(tx, review);
  }

  /** Clocks stop, the invitation is cancelled, what was written stays. */
  async #stop(tx: Tx, subject: Case, journal: Journal, because: 'reopened' | 'merged'): Promise<void> {
    const { review } = subject;
    if (review === null || review.status === 'stopped' || review.status === 'joined') return;
    const status = because === 'merged' ? 'joined' : 'stopped';
    const after = await this.#withoutMeeting(tx, subject, review);
    journal.add({ kind: 'review_stopped', data: { because, invitedIds: [...review.invited] } });
    await this.#clocks.stop(tx, subject);
    await store.saveReview(tx, { ...after, status, nextAt: null });
  }

  /** A meeting that is not over yet is taken out of everybody's calendar. */
  async #withoutMeeting(tx: Tx, subject: Case, review: Review): Promise<Review> {
    const { meeting } = review;
    if (meeting === null || isBefore(meeting.at, subject.now)) return review;
    const cancelled = { ...review, meeting, sequence: review.sequence + 1 };
    await cancel(this.#deps, tx, subject, cancelled);
    return { ...cancelled, meeting: null, invited: [] };
  }

  /** The review joins that of the incident it was merged into; where that is over and has none, it gets one. */
  async #merged(tx: Tx, incidentId: string, intoId: string): Promise<void> {
    const had = await this.within(tx, incidentId, async (subject, journal) => {
      const open = subject.review?.status === 'open';
      await this.#stop(tx, subject, journal, 'merged');
      return open;
    });
    await this.#parts.merged(tx, incidentId, intoId);
    if (!had) return;
    await this.within(tx, intoId, async (subject, journal) => {
      if (subject.review === null && !isOpen(subject.incident.status))
        await this.#begin(tx, subject, journal, null);
    });
  }

  /** Asks for a review that the policy does not ask for, or that was waived. @throws Fault `incident_open`, `incident_merged` */
  request(ref: string, viewer: Viewer): Promise<void> {
    return this.command(ref, viewer, async (tx, subject, journal) => {
      const { incident, review } = subject;
      const reference = referenceOf(incident.number);
      if (incident.status === 'merged')
        throw new Fault(
          'conflict',
          'incident_merged',
          `${reference} is merged into another incident. Review that one.`,
        );
      if (isOpen(incident.status))
        throw new Fault('conflict', 'incident_open', `${reference} is not resolved yet. Resolve it first.`);
      if (review === null) return this.#begin(tx, subject, journal, viewer.actor);
      if (review.status === 'waived' || review.status === 'stopped')
        await this.#restart(tx, { ...subject, review: { ...review, requestedBy: viewer.actor } }, journal);
    });
  }

  /** Sets or moves the date; everybody who takes part is invited (REV-1). @throws Fault `bad_time`, `facilitator_is_commander` */
  schedule(
    ref: string,
    meeting: Meeting & { readonly facilitatorId: string | null },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onReview(ref, viewer, async (tx, subject, journal) => {
      const { now, incident, directory } = subject;
      if (isPast(meeting.at, now))
        throw invalid('startsAt', 'bad_time', 'This time has passed. If the review was held, record that.');
      if (isBefore(plusSeconds(now, 366 * 86_400), meeting.at))
        throw invalid('startsAt', 'bad_time', 'Choose a time within a year.');
      const chosen = meeting.facilitatorId ?? subject.review.facilitatorId;
      const facilitatorId = chosen ?? (await this.#suggested(tx, subject));
      if (meeting.facilitatorId !== null && directory.people.get(meeting.facilitatorId)?.active !== true)
        throw invalid('facilitatorId', 'invalid_request', 'Person not found or deactivated.');
      if (facilitatorId !== null && facilitatorId === commanderOf(incident))
        throw invalid(
          'facilitatorId',
          'facilitator_is_commander',
          'The incident commander is asked about the response and cannot lead the review. Choose someone else.',
        );
      const { at, minutes, place } = meeting;
      await this.#meet(tx, subject, journal, {
        ...subject.review,
        facilitatorId,
        meeting: { at, minutes, place },
      });
      await this.#clocks.done(tx, subject, 'schedule');
      await this.#clocks.askAfter(tx, subject, plusSeconds(at, minutes * 60));
    });
  }

  /** Not at the resolution, which is to be quick: who leads is asked when a date is set. */
  async #suggested(tx: Tx, subject: WithReview): Promise<string | null> {
    const participants = await loadParticipants(this.#deps, tx, subject);
    return suggestedFacilitator(participants, commanderOf(subject.incident));
  }

  /** Invites everybody who takes part to the meeting as it is now, and takes it from whoever does no more. */
  async #meet(tx: Tx, subject: WithReview, journal: Journal, wanted: Review): Promise<void> {
    const { meeting } = wanted;
    if (meeting === null) return;
    const participants = await loadParticipants(this.#deps, tx, { ...subject, review: wanted });
    const invited = participants.map(({ personId }) => personId);
    const review = { ...wanted, meeting, invited, sequence: wanted.sequence + 1 };
    await store.saveReview(tx, review);
    await invite(this.#deps, tx, subject, review, subject.review.invited);
    journal.add({
      kind: 'review_scheduled',
      data: {
        ...{ reviewId: review.id, startsAt: meeting.at.toString(), minutes: meeting.minutes },
        ...{ place: meeting.place, facilitatorId: review.facilitatorId, personIds: invited },
        moved: subject.review.meeting !== null,
      },
    });
  }

  /** Adds people, or takes out whom the record names; an invitation that is out follows. */
  changeParticipants(
    ref: string,
    { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onReview(ref, viewer, async (tx, subject, journal) => {
      for (const [index, id] of add.entries())
        if (subject.directory.people.get(id)?.active !== true)
          throw invalid(`add.${index}`, 'invalid_request', 'Person not found or deactivated.');
      const before = await loadParticipants(this.#deps, tx, subject);
      const there = new Set(before.map(({ personId }) => personId));
      const [added, removed] = [add.filter((id) => !there.has(id)), remove.filter((id) => there.has(id))];
      if (added.length + removed.length === 0) return;
      const known = new Map((await store.changesOf(tx, subject.review.id)).map((one) => [one.personId, one]));
      const save = (personId: string, listed: boolean) =>
        store.saveChange(tx, subject.review.id, {
          ...{ personId, listed },
          attended: known.get(personId)?.attended ?? null,
        });
      for (const id of added) await save(id, true);
      for (const id of removed) await save(id, false);
      journal.add({ kind: 'review_participants_changed', data: { added, removed } });
      const { meeting } = subject.review;
      if (meeting !== null && !isPast(meeting.at, subject.now))
        await this.#meet(tx, subject, journal, subject.review);
    });
  }

  /** The review was held, and who was there (REV-2). @throws Fault `bad_time` */
  held(
    ref: string,
    { at, attended }: { readonly at: Instant | null; readonly attended: readonly string[] },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onReview(ref, viewer, async (tx, subject, journal) => {
      const { review, now, clocks } = subject;
      const heldAt =
        at ?? (review.meeting !== null && isBefore(review.meeting.at, now) ? review.meeting.at : now);
      if (isBefore(now, heldAt) || isBefore(heldAt, review.endedAt))
        throw invalid('at', 'bad_time', 'Enter a time between the end of the incident and now.');
      const participants = await loadParticipants(this.#deps, tx, subject);
      const known = new Map((await store.changesOf(tx, review.id)).map((one) => [one.personId, one]));
      const ids = [...new Set([...participants.map(({ personId }) => personId), ...attended])];
      for (const [index, id] of attended.entries())
        if (!subject.directory.people.has(id))
          throw invalid(`attended.${index}`, 'invalid_request', 'Person not found.');
      for (const personId of ids)
        await store.saveChange(tx, review.id, {
          ...{ personId, listed: known.get(personId)?.listed ?? null },
          attended: attended.includes(personId),
        });
      await store.saveReview(tx, { ...review, heldAt });
      journal.add({
        kind: 'review_held',
        data: {
          ...{ heldAt: heldAt.toString(), attendedIds: [...attended] },
          absentIds: ids.filter((id) => !attended.includes(id)),
        },
      });
      for (const kind of ['schedule', 'conduct'] as const) await this.#clocks.done(tx, { clocks, now }, kind);
    });
  }

  /** There is nothing to review, says somebody, with a reason (REV-1). */
  waive(
    ref: string,
    waiver: { readonly kind: WaiverKind; readonly reason: string },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onReview(ref, viewer, async (tx, subject, journal) => {
      const after = await this.#withoutMeeting(tx, subject, subject.review);
      await this.#clocks.stop(tx, subject);
      const waived = { ...waiver, by: viewer.actor, at: subject.now.toString() };
      await store.saveReview(tx, { ...after, status: 'waived', waived });
      journal.add({ kind: 'review_waived', data: { ...waiver } });
    });
  }

  /** The incident ended at another time than it was resolved: the clocks that run move, a miss stays a miss. @throws Fault `bad_time` */
  correctEnd(
    ref: string,
    { at, reason }: { readonly at: Instant; readonly reason: string },
    viewer: Viewer,
  ): Promise<void> {
    return this.#onReview(ref, viewer, async (tx, subject, journal) => {
      const { review, incident, now, clocks, policy } = subject;
      const began = incident.startedAt ?? incident.detectedAt;
      if (isBefore(now, at) || isBefore(at, began))
        throw invalid('at', 'bad_time', 'Enter a time between the start of the incident and now.');
      if (at.equals(review.endedAt)) return;
      journal.add({
        kind: 'review_end_corrected',
        data: { from: review.endedAt.toString(), to: at.toString(), reason },
      });
      await store.saveReview(tx, { ...review, endedAt: at });
      for (const clock of movedClocks(clocks, policy.review, at)) await store.saveClock(tx, clock);
      await this.#clocks.look(tx, await loadCase(this.#deps, tx, incident), journal);
    });
  }

  /** The report is out; the follow-up has a date. With the incident locked. */
  async published(tx: Tx, subject: Case, followUpAt: Instant | null): Promise<void> {
    const { review } = subject;
    if (review === null) return;
    await this.#clocks.done(tx, subject, 'publish');
    await store.saveReview(tx, {
      ...review,
      followUpAt,
      status: review.status === 'open' ? 'published' : review.status,
    });
  }

  /** What somebody's calendar answered to the invitation (REV-2). */
  answered(answer: InvitationAnswer): ReturnType<typeof recordAnswer> {
    return recordAnswer(this.#deps, answer);
  }

  messageOwners(): readonly MessageOwner[] {
    return messageOwners();
  }

  tasks(): TaskGroup['tasks'] {
    const look = ({ key }: { key?: unknown }) =>
      this.transaction((tx) =>
        this.within(tx, String(key), (subject, journal) => this.#clocks.look(tx, subject, journal)),
      );
    return { [LOOK_TASK]: look };
  }

  /** Looks for clocks whose wake-up is gone or late. @returns how many reviews got a new one */
  watch(): Promise<number> {
    return this.transaction(async (tx) => {
      const now = this.#deps.clock.now();
      const due = await store.reviewsDue(tx, plusSeconds(now, AHEAD_SECONDS));
      const ids = due.map(({ incidentId }) => incidentId);
      const pending = await wakeupsPending(tx, LOOK_TASK, ids);
      const limit = plusSeconds(now, -OVERDUE_SECONDS);
      const lost = due.filter(
        ({ incidentId, nextAt }) => !pending.has(incidentId) || isBefore(nextAt, limit),
      );
      for (const { incidentId, nextAt } of lost)
        await wakeAt(tx, { task: LOOK_TASK, key: incidentId, runAt: later(nextAt, now) });
      return lost.length;
    });
  }

  oldestDue(): Promise<Instant | null> {
    return store.oldestReview(this.#deps.database.db);
  }

  command<T>(
    ref: string,
    viewer: Viewer,
    work: (tx: Tx, subject: Case, journal: Journal) => Promise<T>,
  ): Promise<T> {
    return this.transaction(async (tx) => {
      const id = await this.#deps.incidents.idOf(tx, ref, viewer);
      return this.within(tx, id, (subject, journal) => work(tx, subject, journal), viewer.actor);
    });
  }

  /** A command on a review that goes on. @throws Fault `no_review`, `review_over` */
  #onReview(
    ref: string,
    viewer: Viewer,
    work: (tx: Tx, subject: WithReview, journal: Journal) => Promise<void>,
  ): Promise<void> {
    return this.command(ref, viewer, async (tx, subject, journal) => {
      const review = reviewOrFault(subject);
      if (review.status === 'waived' || review.status === 'stopped' || review.status === 'joined')
        throw new Fault('conflict', 'review_over', OVER[review.status]);
      await work(tx, { ...subject, review }, journal);
    });
  }

  /** One incident, locked; its entries are written and its clocks set when the work is done. */
  async within<T>(
    tx: Tx,
    incidentId: string,
    work: (subject: Case, journal: Journal) => Promise<T>,
    actor?: Actor,
  ): Promise<T> {
    const incident = await this.#deps.incidents.lock(tx, incidentId);
    const journal = new Journal();
    const result = await work(await loadCase(this.#deps, tx, incident), journal);
    await journal.write(this.#deps, tx, incidentId, actor);
    const review = await store.reviewOf(tx, incidentId);
    if (review !== null) await this.#clocks.wakeNext(tx, review);
    await publishLive(tx, { topic: 'incident', id: incidentId });
    return result;
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return again(() => this.#deps.database.transaction(work));
  }
}

const OVER = {
  waived: 'The review was waived. Ask for a review first.',
  stopped: 'The incident was reopened. The review goes on when it is resolved.',
  joined: 'The incident was merged into another. Its review is part of that one.',
} as const;

const invalid = (path: string, code: string, message: string): Fault =>
  new Fault('invalid', code, message, [{ path, message }]);
