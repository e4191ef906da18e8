import type { MessageDraft } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { type Case, noticeFacts } from './case.ts';
import { invitation, invitationContent } from './decide-notices.ts';
import type { Meeting, Review } from './model.ts';
import type { ReviewDeps } from './ports.ts';

/** The messages that carry a meeting. */
export const MEETING_SOURCE = 'review_meeting';

/** A review that has a date. */
type Scheduled = Review & { readonly meeting: Meeting };

const facts = (deps: ReviewDeps, subject: Case, review: Scheduled, attendees: readonly Person[]) => ({
  ...noticeFacts(subject),
  ...{ reviewId: review.id, host: deps.host, sequence: review.sequence, meeting: review.meeting, attendees },
  facilitator: subject.directory.people.get(review.facilitatorId ?? '')?.name ?? null,
  agenda: subject.policy.review.agenda,
});

const peopleOf = ({ directory }: Case, ids: readonly string[]): readonly Person[] =>
  ids.flatMap((id) => directory.people.get(id) ?? []);

/**
 * Puts invitations, updates and cancellations into the outbox. By e-mail to the address of the account, whatever somebody's
 * contact rules say: a calendar reads mail.
 * @param before whom the last invitation went to; whoever is invited no more gets the cancellation
 */
export async function invite(
  deps: ReviewDeps,
  tx: Tx,
  subject: Case,
  review: Scheduled,
  before: readonly string[],
): Promise<void> {
  const attendees = peopleOf(subject, review.invited);
  const dropped = peopleOf(
    subject,
    before.filter((id) => !review.invited.includes(id)),
  );
  const about = facts(deps, subject, review, attendees);
  await deps.communication.enqueue(tx, [
    ...attendees.map((person) =>
      draft(
        subject,
        review,
        person,
        invitationContent(about, person, before.includes(person.id) ? 'moved' : 'invited'),
      ),
    ),
    ...dropped.map((person) =>
      draft(
        subject,
        review,
        person,
        invitationContent({ ...about, attendees: [person] }, person, 'cancelled'),
      ),
    ),
  ]);
}

/** Takes the meeting out of everybody's calendar. */
export async function cancel(deps: ReviewDeps, tx: Tx, subject: Case, review: Scheduled): Promise<void> {
  const attendees = peopleOf(subject, review.invited);
  const about = facts(deps, subject, review, attendees);
  await deps.communication.enqueue(
    tx,
    attendees.map((person) => draft(subject, review, person, invitationContent(about, person, 'cancelled'))),
  );
}

const draft = (
  { incident }: Case,
  review: Review,
  { id, email }: Person,
  content: MessageDraft['content'],
): MessageDraft => ({
  ...{ key: `review:${review.id}:meeting:${review.sequence}:${id}`, purpose: 'notice', personId: id },
  ...{ channel: 'email', address: email, incidentId: incident.id, content, drill: incident.drill },
  source: { kind: MEETING_SOURCE, id: review.id, generation: review.sequence },
});

/** The meeting as it stands, to download. */
export const meetingOf = (deps: ReviewDeps, subject: Case, review: Scheduled) =>
  invitation(facts(deps, subject, review, peopleOf(subject, review.invited)), 'REQUEST');
