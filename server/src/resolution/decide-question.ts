import type { MessageDraft } from '../communication/index.ts';
import { discretion, type Incident, referenceOf } from '../incidents/index.ts';
import type { Actor, Instant } from '../kernel/index.ts';
import type { Check, Question } from './model.ts';

/** The messages of questions, and of what was answered. */
export const QUESTION_SOURCE = 'resolution_question';

interface Asking {
  readonly incident: Incident;
  readonly item: string;
  readonly questionId: string;
  readonly systems: readonly string[];
  readonly askedBy: string;
  readonly now: Instant;
}

/** "Does it work again?", with a link to a page that has a Yes and a No. */
export function questionMessage(
  { incident, item, questionId, systems, askedBy, now }: Asking,
  to: { readonly personId: string; readonly url: string },
): MessageDraft {
  const reference = referenceOf(incident.number);
  return {
    key: `question:${questionId}:${to.personId}`,
    purpose: 'notice',
    personId: to.personId,
    incidentId: incident.id,
    source: { kind: QUESTION_SOURCE, id: questionId, generation: 1 },
    content: {
      kind: 'update',
      subject: `Does it work again? ${incident.severity} ${incident.title} — ${reference}`,
      headline: `${askedBy} asks you to confirm that it works again.`,
      facts: [
        { label: 'Incident', value: `${reference} ${incident.title}` },
        ...(systems.length === 0 ? [] : [{ label: 'Systems', value: systems.join(', ') }]),
        { label: 'To do', value: item },
      ],
      paragraphs: [
        'The incident is not resolved before you answer yes. If it does not work, answer no and say what is wrong.',
      ],
      actions: [{ label: 'Answer', url: to.url, kind: 'open' }],
      thread: { id: incident.id, title: `${reference} ${incident.title}` },
      ...discretion(incident),
    },
    // A person waits for the answer: it does not wait for the morning.
    promisedAt: now,
    drill: incident.drill,
  };
}

/** What whoever asked hears of the answer. */
export function answerMessage(
  incident: Incident,
  question: Question,
  said: { readonly by: string; readonly works: boolean; readonly comment: string | null },
  to: { readonly personId: string; readonly url: string },
  now: Instant,
): MessageDraft {
  const reference = referenceOf(incident.number);
  return {
    key: `answer:${question.id}:${now.epochMilliseconds}`,
    purpose: 'notice',
    personId: to.personId,
    incidentId: incident.id,
    source: { kind: QUESTION_SOURCE, id: question.id, generation: 2 },
    content: {
      kind: 'update',
      subject: `${said.works ? 'Yes' : 'No'}: ${incident.severity} ${incident.title} — ${reference}`,
      headline: said.works
        ? `${said.by} confirmed that it works again.`
        : `${said.by} says that it does not work yet.`,
      facts: [{ label: 'Incident', value: `${reference} ${incident.title}` }],
      paragraphs: said.comment === null ? [] : [said.comment],
      actions: [{ label: 'Open incident', url: to.url, kind: 'open' }],
      thread: { id: incident.id, title: `${reference} ${incident.title}` },
      ...discretion(incident),
    },
    promisedAt: now,
    drill: incident.drill,
  };
}

/** Whether a question still wants an answer of this person. */
export type Answerable =
  | { readonly kind: 'open'; readonly check: Check; readonly question: Question }
  | { readonly kind: 'over' };

export function answerable(checks: readonly Check[], questionId: string, personId: string): Answerable {
  const check = checks.find(({ question }) => question?.id === questionId);
  const question = check?.question ?? null;
  if (check === undefined || question === null || !question.personIds.includes(personId))
    return { kind: 'over' };
  return { kind: 'open', check, question };
}

/** The person behind an act, if it is one. */
export const personOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.personId : null);
