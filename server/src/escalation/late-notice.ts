import type { CommunicationEvent, Message, Refreshed } from '../communication/index.ts';
import { theProduct } from '../kernel/index.ts';
import type { Reader, Tx } from '../platform/db/index.ts';
import { type Case, Journal, loadCase } from './case.ts';
import { noLongerOnLadder } from './decide-late-notice.ts';
import { noticeContent, noticeToOthers, pageContent } from './decide-message.ts';
import { alongside } from './decide-page-facts.ts';
import { planMatrix } from './decide-plan.ts';
import type { EscalationDeps } from './ports.ts';
import { findPage } from './store-pages.ts';
import { findPlan, findStep, withdrawStep } from './store-steps.ts';

/**
 * What a notice that has waited says now, or why it is not to be sent any more. The weekly review is not about one
 * incident and stays as it was written. Locks nothing.
 */
export async function noticeAsOfNow(
  deps: EscalationDeps,
  db: Reader,
  { source, personId, incidentId }: Message,
): Promise<Refreshed | null> {
  if (personId === null || incidentId === null) return null;
  const step = await findStep(db, source.id);
  if (step === undefined) return null;
  const subject = await loadCase(deps, db, await deps.incidents.get(db, incidentId, theProduct));
  const plan = await findPlan(db, incidentId);
  const wanted = planMatrix(
    subject.policy,
    {
      severity: subject.incident.severity,
      anchor: plan?.anchoredAt ?? subject.incident.declaredAt,
      teamIds: subject.teamIds,
      typeId: subject.incident.typeId,
    },
    subject.calendar,
  );
  const unwanted = noLongerOnLadder(step, wanted, subject.conditions);
  if (unwanted !== null) return { unwanted };
  const facts = await subject.noticeMessage();
  return contentFor(subject, personId, (reader) => noticeContent(facts, reader, step, step.late));
}

/** Who would be asked next is left out: by now they have been. */
export async function pageAsOfNow(
  deps: EscalationDeps,
  db: Reader,
  message: Message,
): Promise<Refreshed | null> {
  const { personId, incidentId } = message;
  if (personId === null || incidentId === null) return null;
  const page = await findPage(db, message.source.id);
  if (page === undefined) return null;
  const subject = await loadCase(deps, db, await deps.incidents.get(db, incidentId, theProduct));
  const facts = await subject.newsMessage();
  if (message.purpose === 'notice')
    return contentFor(subject, personId, (reader) => noticeToOthers(facts, reader));
  return contentFor(subject, personId, (reader) =>
    pageContent(facts, reader, deps.ackLink({ incidentId, personId }), {
      because: page.because,
      teamId: page.target.kind === 'team' ? page.target.teamId : null,
      level: page.attempts.find(({ messageId }) => messageId === message.id)?.level ?? null,
      alongside: alongside(page, reader.id, subject.directory.people),
      next: null,
    }),
  );
}

type Content = Extract<Refreshed, { content: unknown }>['content'];
type ReaderOfMessage = Parameters<typeof noticeToOthers>[1];

function contentFor(
  subject: Case,
  personId: string,
  write: (reader: ReaderOfMessage) => Content,
): Refreshed | null {
  const reader = subject.directory.people.get(personId);
  return reader === undefined ? null : { content: write(reader) };
}

/**
 * A step whose notice was stopped because the ladder no longer had it has told nobody: it is taken back, so that the step
 * is sent anew when the ladder has it again. Not when somebody else of its people has heard, or still will.
 */
export async function withdraw(deps: EscalationDeps, tx: Tx, event: CommunicationEvent): Promise<void> {
  const { source, incidentId, personId } = event;
  if (event.type !== 'communication.settled' || event.outcome !== 'stopped' || incidentId === null) return;
  if (source.kind !== 'step' || event.reason !== 'superseded') return;
  await deps.incidents.lock(tx, incidentId);
  const messages = await deps.communication.standOf(tx, [source.id]);
  if (messages.some((one) => one.personId !== personId && one.state !== 'stopped')) return;
  const step = await withdrawStep(tx, source.id, { reason: 'superseded', at: event.at });
  if (step === undefined) return;
  const journal = new Journal();
  journal.add({
    kind: 'step_cancelled',
    data: { reason: 'superseded', steps: [{ stepId: step.id, role: step.role }] },
  });
  await journal.write(deps, tx, incidentId);
}
