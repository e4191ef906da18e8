import type { MessageOwner } from '../communication/index.ts';
import { isOpen, referenceOf } from '../incidents/index.ts';
import { again, type Reader } from '../platform/db/index.ts';
import { publishLive } from '../platform/live/index.ts';
import { answerable, answerMessage, personOf, QUESTION_SOURCE } from './decide-question.ts';
import type { ResolutionDraft } from './entries/index.ts';
import type { ResolutionPorts } from './ports.ts';
import type { QuestionGrant } from './question-link.ts';
import { type Case, loadCase, type Resolution } from './service.ts';

/** What somebody who was asked sees behind their link. */
export interface AskedSubject {
  readonly reference: string;
  readonly title: string;
  readonly severity: string;
  readonly systems: readonly string[];
  readonly person: string;
  readonly question: string;
  readonly url: string;
  readonly drill: boolean;
  /** What was answered, and by whom; null before. */
  readonly answer: { readonly works: boolean; readonly by: string; readonly comment: string | null } | null;
  /** It is not asked any more: asked anew since, or the incident is over. */
  readonly over: boolean;
}

export type Questions = ReturnType<typeof createQuestions>;

/** Answers to the question whether it works again, by a link that needs no account (RES-3). */
export function createQuestions(ports: ResolutionPorts, resolution: Pick<Resolution, 'caseOf'>) {
  const { database, incidents } = ports;

  const subjectOf = async (
    reader: Reader,
    { incident, checks, facts }: Case,
    grant: QuestionGrant,
  ): Promise<AskedSubject | undefined> => {
    const { people, systems } = await ports.directory.facts(reader);
    const person = people.get(grant.personId);
    if (person === undefined || !person.active) return undefined;
    const found = answerable(checks, grant.questionId, grant.personId);
    const answer = found.kind === 'open' ? found.question.answer : null;
    return {
      ...{ reference: referenceOf(incident.number), title: incident.title, severity: incident.severity },
      systems: incident.systemIds.map((id) => systems.get(id)?.name ?? id),
      person: person.name,
      question: found.kind === 'open' ? found.check.rule.text : '',
      ...{ url: ports.incidentUrl(incident), drill: incident.drill },
      answer: answer && { works: answer.works, comment: answer.comment, by: facts.nameOf(answer.by) },
      over: found.kind === 'over' || !isOpen(incident.status),
    };
  };

  return {
    read: (token: string): QuestionGrant | undefined => ports.links.read(token),

    subject: async (grant: QuestionGrant): Promise<AskedSubject | undefined> => {
      const subject = await resolution.caseOf(database.db, grant.incidentId);
      return subject && subjectOf(database.db, subject, grant);
    },

    /** Takes an answer; one that comes too late, or says what was said, changes nothing. The last answer counts. */
    answer: (grant: QuestionGrant, works: boolean, comment: string | null): Promise<void> =>
      again(() =>
        database.transaction(async (tx) => {
          const incident = await incidents.lock(tx, grant.incidentId);
          const subject = await loadCase(ports, tx, incident);
          const asked = await subjectOf(tx, subject, grant);
          const found = answerable(subject.checks, grant.questionId, grant.personId);
          if (asked === undefined || asked.over || found.kind === 'over') return;
          const { check, question } = found;
          const { answer } = question;
          if (answer !== null && answer.works === works && answer.comment === comment) return;
          const draft: ResolutionDraft = {
            kind: 'validation_answered',
            data: {
              ...{ item: check.id, title: check.rule.text, questionId: question.id },
              ...{ works, comment },
            },
          };
          const actor = { kind: 'person', personId: grant.personId, via: 'link' } as const;
          await incidents.append(tx, incident.id, actor, [draft]);
          const asker = personOf(question.askedBy);
          if (asker !== null && asker !== grant.personId)
            await ports.communication.enqueue(tx, [
              answerMessage(
                ...([incident, question, { by: asked.person, works, comment }] as const),
                { personId: asker, url: asked.url },
                subject.facts.now,
              ),
            ]);
          await publishLive(tx, { topic: 'incident', id: incident.id });
        }),
      ),

    /** A question that was answered, asked anew, or whose incident is over is not sent late. */
    owner: (): MessageOwner => ({
      kind: QUESTION_SOURCE,
      stillWanted: async (reader, { incidentId, personId, source }) => {
        if (incidentId === null || personId === null || source.generation !== 1) return null;
        const subject = await resolution.caseOf(reader, incidentId);
        if (subject === undefined) return 'cancelled';
        if (!isOpen(subject.incident.status))
          return subject.incident.status === 'merged' ? 'merged' : 'resolved';
        const found = answerable(subject.checks, source.id, personId);
        return found.kind === 'over' || found.question.answer !== null ? 'superseded' : null;
      },
      refresh: async () => null,
      onEvent: async () => undefined,
    }),
  };
}
