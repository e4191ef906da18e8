import { clockTime, type MessageContent } from '../communication/index.ts';
import type { Person } from '../directory/index.ts';
import { type Incident, referenceOf } from '../incidents/index.ts';
import type { Instant } from '../kernel/index.ts';
import type { Task } from './model.ts';

export interface TaskMessageFacts {
  readonly incident: Incident;
  readonly incidentUrl: string;
  readonly task: Pick<Task, 'title' | 'dueAt'>;
  readonly now: Instant;
}

const named = ({ incident }: TaskMessageFacts): string => `${referenceOf(incident.number)} ${incident.title}`;

const base = (
  facts: TaskMessageFacts,
  reader: Person,
): Pick<MessageContent, 'kind' | 'facts' | 'actions' | 'thread'> => ({
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
});

const time = (at: Instant, { timezone }: Person, now: Instant): string =>
  `${clockTime(at, timezone, now)} ${timezone === 'UTC' ? 'UTC' : `(${timezone})`}`;

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
    subject: `Task for you: ${facts.task.title}`,
    headline: `${by} gave you a task in ${reference}.`,
    paragraphs: as === null ? [] : [`You are receiving this as ${as}.`],
  };
}

/** To its owner, once, when it is due. */
export function dueContent(facts: TaskMessageFacts, reader: Person): MessageContent {
  return {
    ...base(facts, reader),
    subject: `Task due: ${facts.task.title}`,
    headline: 'Your task is due now.',
    paragraphs: [
      'Mark it done, move its due time, or drop it with a reason. You will not be reminded again.',
    ],
  };
}

/** To the commander, once, when it is still open after its time. @param owners whose it is, by name */
export function overdueContent(facts: TaskMessageFacts, reader: Person, owners: string): MessageContent {
  return {
    ...base(facts, reader),
    subject: `Task overdue: ${facts.task.title}`,
    headline: `The task of ${owners} is overdue.`,
    paragraphs: ['You are receiving this because you lead the response. You will not be reminded again.'],
  };
}
