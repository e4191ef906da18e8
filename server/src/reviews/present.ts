import type { DirectoryFacts } from '../directory/index.ts';
import { actorName, namesFrom, referenceOf } from '../incidents/index.ts';
import { isCurrent } from './attendance.ts';
import { clockState } from './decide-clocks.ts';
import type { Answer, Review, ReviewClock } from './model.ts';
import type { ReviewReply } from './model-api.ts';
import type { Reads } from './reads.ts';

const presentPerson = (id: string, { people }: Pick<DirectoryFacts, 'people'>) => ({
  id,
  name: people.get(id)?.name ?? 'Deleted user',
});

const presentClock = (clock: ReviewClock) => ({
  kind: clock.kind,
  dueAt: clock.dueAt.toString(),
  doneAt: clock.doneAt?.toString() ?? null,
  state: clockState(clock),
});

const presentMeeting = ({ meeting }: Review) =>
  meeting === null
    ? null
    : { startsAt: meeting.at.toString(), minutes: meeting.minutes, place: meeting.place };

/** What somebody answered to the meeting as it stands; what they said of an earlier time says nothing of this one. */
const answerOf = (review: Review | null, given: Answer | undefined) =>
  review !== null && given !== undefined && isCurrent(review, given.sequence) ? given.answer : null;

const maybe = (id: string | null, directory: DirectoryFacts) =>
  id === null ? null : presentPerson(id, directory);

export function presentReview(shown: Awaited<ReturnType<Reads['show']>>): ReviewReply {
  const { subject, participants, answers, into, required, suggestedFacilitatorId } = shown;
  const { incident, review, clocks, directory, policy } = subject;
  const names = namesFrom({ directory, integrations: new Map() });
  return {
    reference: referenceOf(incident.number),
    required,
    mergedInto: into === null ? null : referenceOf(into.number),
    suggestedFacilitator: maybe(suggestedFacilitatorId, directory),
    review:
      review === null
        ? null
        : {
            status: review.status,
            requestedBy: review.requestedBy === null ? null : actorName(review.requestedBy, names),
            endedAt: review.endedAt.toString(),
            clocks: clocks.map(presentClock),
            facilitator: maybe(review.facilitatorId, directory),
            meeting: presentMeeting(review),
            heldAt: review.heldAt?.toString() ?? null,
            waived:
              review.waived === null ? null : { ...review.waived, by: actorName(review.waived.by, names) },
          },
    participants: participants.map(({ personId, reasons, attended }) => ({
      ...presentPerson(personId, directory),
      reasons: [...reasons],
      zone: directory.people.get(personId)?.timezone ?? 'UTC',
      attended,
      answer: answerOf(review, answers?.get(personId)),
      invited: review?.invited.includes(personId) ?? false,
    })),
    agenda: policy.review.agenda.map(({ id, title, minutes, items }) => ({
      ...{ id, title, minutes },
      items: [...items],
    })),
    afterwards: policy.review.afterwards.map(({ id, text }) => ({ id, text })),
  };
}

const calendarsIn = ({ busy, unknown }: Proposals['calendars']) =>
  busy.size === 0 ? ('unknown' as const) : unknown.size === 0 ? ('known' as const) : ('some' as const);

type Proposals = Awaited<ReturnType<Reads['proposals']>>;

export const presentTimes = ({ times, calendars, directory }: Proposals) => ({
  calendars: calendarsIn(calendars),
  unknown: [...calendars.unknown].map(([id, why]) => ({ ...presentPerson(id, directory), why })),
  reading: calendars.reading,
  items: times.map(({ at, late, suits, of, not }) => ({
    ...{ startsAt: at.toString(), late, suits, of },
    not: not.map(({ personId, why }) => ({
      ...presentPerson(personId, directory),
      zone: directory.people.get(personId)?.timezone ?? 'UTC',
      why,
    })),
  })),
});

export function presentReviews(
  { reviews, clocks, incidents, rates, directory }: Awaited<ReturnType<Reads['list']>>,
  days: number,
) {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  return {
    ...{ days, rates },
    items: reviews.flatMap((review) => {
      const incident = byId.get(review.incidentId);
      if (incident === undefined) return [];
      const own = clocks.filter(({ reviewId, round }) => reviewId === review.id && round === review.round);
      return [
        {
          reference: referenceOf(incident.number),
          ...{ title: incident.title, severity: incident.severity, status: review.status },
          endedAt: review.endedAt.toString(),
          clocks: own.map(presentClock),
          facilitator: maybe(review.facilitatorId, directory),
          meeting: presentMeeting(review),
          heldAt: review.heldAt?.toString() ?? null,
        },
      ];
    }),
  };
}
