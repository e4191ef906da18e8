import { clockTime, type MessageContent } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { discretion, type Incident, referenceOf } from '../incidents/index.ts';
import { type Instant, isBefore, plusSeconds } from '../kernel/index.ts';
import type { Task } from './model.ts';

export interface TaskMessageFacts {
  readonly incident: Incident;
  readonly incidentUrl: string;
  readonly task: Pick<Task, 'title' | 'dueAt'>;
  readonly now: Instant;
}

const named = ({ incident }: TaskMessageFacts): string => `${referenceOf(incident.number)} ${incident.title}`;

type Base = Pick<MessageContent, 'kind' | 'facts' | 'actions' | 'thread' | 'discreet'>;

const base = (facts: TaskMessageFacts, reader: Person): Base => ({
  kind: 'notice',
  facts: [
    { label: 'Task', value: facts.task.title },
    ...(facts.task.dueAt === null
      ? []
      : [{ label: 'Due', value: time(facts.task.dueAt, reader, facts.now) }]),
    { label: 'Incident', value: named(facts) },
    { label: 'Severity', value: facts.incident.severity },
  ],
  actions: [{ label: 'Open incident', url: facts.incidentUrl, kind: 'open' }],
  thread: { id: facts.incident.id, title: named(facts) },
  ...discretion(facts.incident),
});

const time = (at: Instant, { timezone }: Person, now: Instant): string =>
  `${clockTime(at, timezone, now)} ${timezone === 'UTC' ? 'UTC' : `(${timezone})`}`;

const givenSubject = ({ task }: TaskMessageFacts): string => `Task for you: ${task.title}`;

/** To whoever was given a task by somebody else. @param as the role that they have it as, or null */
export function givenContent(
  facts: TaskMessageFacts,
  reader: Person,
  by: string,
  as: string | null,
): MessageContent {
  const reference = referenceOf(facts.incident.number);
  return {
    ...base(facts, reader),
    subject: givenSubject(facts),
    headline: `${by} gave you a task in ${reference}.`,
    paragraphs: as === null ? [] : [`You are receiving this as ${as}.`],
  };
}

/** The same after it has waited: who gave it stays as it was, the task may have another name or time. */
export const givenAgain = (
  before: MessageContent,
  facts: TaskMessageFacts,
  reader: Person,
): MessageContent => ({ ...before, ...base(facts, reader), subject: givenSubject(facts) });

/** From so long after its time on, "due now" is no longer true. */
const NOW_SECONDS = 120;

/** To its owner, once, when it is due, or when their quiet hours end after that. */
export function dueContent(facts: TaskMessageFacts, reader: Person): MessageContent {
  const { dueAt } = facts.task;
  const late = dueAt !== null && isBefore(plusSeconds(dueAt, NOW_SECONDS), facts.now);
  return {
    ...base(facts, reader),
    subject: `Task due: ${facts.task.title}`,
    headline: late ? `Your task was due at ${time(dueAt, reader, facts.now)}.` : 'Your task is due now.',
    paragraphs: [
      'Mark it done, move its due time, or drop it with a reason. You will not be reminded again.',
    ],
  };
}

/** Why somebody hears of another's task: it is late, or nobody whose it is could be told that it is due. */
export type Escalated = 'overdue' | 'unheard';

/** To whoever leads, once. @param owners whose it is, by name */
export function escalatedContent(
  facts: TaskMessageFacts,
  reader: Person,
  owners: string,
  because: Escalated,
): MessageContent {
  const overdue = because === 'overdue';
  return {
    ...base(facts, reader),
    subject: `${overdue ? 'Task overdue' : 'Task needs an owner'}: ${facts.task.title}`,
    headline: overdue
      ? `The task of ${owners} is overdue.`
      : `The task of ${owners} is due, and they could not be notified.`,
    paragraphs: [
      ...(overdue ? [] : ['Do it yourself, give it to someone else, or drop it with a reason.']),
      'You are receiving this because you lead the response or stand in for whoever does. You will not be reminded again.',
    ],
  };
}

/** The same after it has waited: whose it is stays as it was, the task may have another name. */
export const escalatedAgain = (
  before: MessageContent,
  facts: TaskMessageFacts,
  reader: Person,
): MessageContent => ({
  ...before,
  ...base(facts, reader),
  subject: `${before.subject.slice(0, before.subject.indexOf(': '))}: ${facts.task.title}`,
});
