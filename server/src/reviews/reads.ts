import { commanderOf, type Incident, referenceOf } from '../incidents/index.ts';
import { Fault, isBefore, later, notFound, plusSeconds, theProduct, type Viewer } from '../kernel/index.ts';
import { stints } from '../oncall/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Calendars } from './calendars/service.ts';
import { type Case, loadCase, loadParticipants } from './case.ts';
import { clockRates, isReviewRequired } from './decide-clocks.ts';
import { suggestedFacilitator } from './decide-participants.ts';
import { proposeTimes } from './decide-times.ts';
import { meetingOf } from './meetings.ts';
import type { Review } from './model.ts';
import type { ReviewDeps } from './ports.ts';
import * as store from './store.ts';

const LISTED = 200;

/** What people and programs read of reviews. Each asks who looks. */
export class Reads {
  readonly #deps: ReviewDeps;
  readonly #calendars: Pick<Calendars, 'known'>;

  constructor(deps: ReviewDeps, calendars: Pick<Calendars, 'known'>) {
    this.#deps = deps;
    this.#calendars = calendars;
  }

  /** Everything that the review's page shows of its life. */
  async show(ref: string, viewer: Viewer) {
    const { db } = this.#deps.database;
    const subject = await this.look(ref, viewer);
    const participants = await loadParticipants(this.#deps, db, subject);
    const [into] =
      subject.incident.mergedIntoId === null
        ? []
        : await this.#deps.incidents.getMany(db, [subject.incident.mergedIntoId], viewer);
    const required = isReviewRequired(subject.incident, subject.policy.review);
    const facilitator = suggestedFacilitator(participants, commanderOf(subject.incident));
    const answers = subject.review === null ? null : await store.answersOf(db, subject.review.id);
    return {
      subject,
      participants,
      answers,
      into: into ?? null,
      required,
      suggestedFacilitatorId: facilitator,
    };
  }

  /** When the review could be held (REV-1). */
  async proposals(ref: string, minutes: number, viewer: Viewer) {
    const { db } = this.#deps.database;
    const subject = await this.look(ref, viewer);
    const review = reviewOrFault(subject);
    const participants = await loadParticipants(this.#deps, db, subject);
    const people = participants.flatMap(({ personId }) => subject.directory.people.get(personId) ?? []);
    const conductBy = subject.clocks.find(({ kind }) => kind === 'conduct')?.dueAt ?? review.endedAt;
    const shifts = (await this.#deps.onCall.schedules(db)).flatMap((schedule) =>
      stints(schedule, subject.now, plusSeconds(later(conductBy, subject.now), 15 * 86_400)),
    );
    const calendars = await this.#calendars.known(people.map(({ id }) => id));
    const times = proposeTimes({
      ...{ people, calendar: subject.calendar, minutes, now: subject.now, conductBy },
      calendars: calendars.busy,
      onCall: (personId, from, until) =>
        shifts.some(
          (shift) =>
            isBefore(shift.from, until) &&
            isBefore(from, shift.until) &&
            shift.people.some((person) => person.personId === personId),
        ),
    });
    return { times, calendars, directory: subject.directory };
  }

  /** The meeting, to download into a calendar. @throws Fault `not_found` before there is a date */
  async meeting(ref: string, viewer: Viewer) {
    const subject = await this.look(ref, viewer);
    const review = reviewOrFault(subject);
    if (review.meeting === null) throw notFound('meeting');
    const meeting = meetingOf(this.#deps, subject, { ...review, meeting: review.meeting });
    return { meeting, organizer: this.#deps.organizer, reference: referenceOf(subject.incident.number) };
  }

  /** Reviews that are under way, or all, with how many clocks were kept in the last days (REV-1). */
  async list(which: 'open' | 'all', days: number, viewer: Viewer) {
    const { db } = this.#deps.database;
    const hidden = await this.#deps.incidents.hiddenFrom(db, viewer);
    const statuses = which === 'open' ? (['open'] as const) : (['open', 'published', 'waived'] as const);
    const reviews = await store.reviewsIn(db, statuses, hidden, LISTED);
    const clocks = await store.clocksOf(
      db,
      reviews.map(({ id }) => id),
    );
    const incidents = await this.#deps.incidents.getMany(
      db,
      reviews.map(({ incidentId }) => incidentId),
      viewer,
    );
    const since = plusSeconds(this.#deps.clock.now(), -days * 86_400);
    return {
      ...{ reviews, clocks, incidents },
      rates: clockRates(await store.clocksSettledSince(db, since)),
      directory: await this.#deps.directory.facts(db),
    };
  }

  /** Every clock of an incident's review, those of earlier rounds as well. */
  async clocks(reader: Reader, incidentId: string) {
    const review = await store.reviewOf(reader, incidentId);
    return review === null ? [] : store.clocksOf(reader, [review.id]);
  }

  async look(ref: string, viewer: Viewer): Promise<Case> {
    const { db } = this.#deps.database;
    return loadCase(this.#deps, db, await this.#seen(db, ref, viewer));
  }

  async #seen(reader: Reader, ref: string, viewer: Viewer): Promise<Incident> {
    const id = await this.#deps.incidents.idOf(reader, ref, viewer);
    return this.#deps.incidents.get(reader, id, theProduct);
  }
}

/** @throws Fault `no_review` */
export function reviewOrFault({ review, incident }: Case): Review {
  if (review === null)
    throw new Fault(
      'conflict',
      'no_review',
      `${referenceOf(incident.number)} has no review. Ask for one first.`,
    );
  return review;
}
