import type { DirectoryFacts } from '../directory/index.ts';
import type { Incident } from '../incidents/index.ts';
import { type Instant, theProduct } from '../kernel/index.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Calendar, Policy } from '../policy/index.ts';
import type { NoticeFacts } from './decide-notices.ts';
import { participantsOf, peopleWhoActed } from './decide-participants.ts';
import type { Participant, ParticipantChange, Review, ReviewClock } from './model.ts';
import type { ReviewDeps } from './ports.ts';
import * as store from './store.ts';

/** One incident with its review, if it has one, as of `now`. */
export interface Case {
  readonly incident: Incident;
  readonly policy: Policy;
  readonly directory: DirectoryFacts;
  readonly calendar: Calendar;
  readonly review: Review | null;
  /** Those of the round that runs. */
  readonly clocks: readonly ReviewClock[];
  readonly reviewUrl: string;
  readonly now: Instant;
}

export async function loadCase(deps: ReviewDeps, db: Reader, incident: Incident): Promise<Case> {
  const { policy } = await deps.policies.version(db, incident.policyVersion);
  const directory = await deps.directory.facts(db);
  const review = await store.reviewOf(db, incident.id);
  const clocks = review === null ? [] : await store.clocksOf(db, [review.id]);
  return {
    ...{ incident, policy, directory, review },
    calendar: deps.calendar(policy, directory, 'default'),
    clocks: clocks.filter(({ round }) => round === review?.round),
    reviewUrl: `${deps.incidentUrl(incident)}/review`,
    now: deps.clock.now(),
  };
}

export const noticeFacts = ({ incident, reviewUrl, now }: Case): NoticeFacts => ({
  incident,
  reviewUrl,
  now,
});

/** Who takes part (REV-2): by the record, and as people have changed it. */
export async function loadParticipants(
  deps: ReviewDeps,
  db: Reader,
  { incident, policy, directory, review }: Case,
): Promise<readonly Participant[]> {
  const changes: readonly ParticipantChange[] = review === null ? [] : await store.changesOf(db, review.id);
  return participantsOf({
    ...{ incident, review, changes, policy: policy.review },
    acted: peopleWhoActed(await deps.incidents.record(db, incident, theProduct)),
    managers: await deps.escalation.holders(db, incident, 'engineering_manager'),
    owners: await deps.escalation.holders(db, incident, 'product_owner'),
    stakeholders: await deps.updates.subscribersOf(db, incident),
    isActive: (personId) => directory.people.get(personId)?.active === true,
  });
}
