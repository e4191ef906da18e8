import { z } from 'zod';
import { kind, type Names } from '../../incidents/index.ts';
import { andList } from '../../kernel/index.ts';
import { id, instant, text } from './kind.ts';

const people = (ids: readonly string[], names: Names): string =>
  ids.length === 0 ? '' : `; ${andList(ids.map(names.person))} ${ids.length === 1 ? 'is' : 'are'} notified`;

const MADE = ['declared', 'update', 'severity_changed', 'reopened'] as const;
const ENDED = {
  resolved: 'the incident is resolved',
  merged: 'the incident was merged into another',
} as const;

/** The promise of the next update and what became of it (COM-4). Times are in the data: each reader has a zone. */
export const ofPromises = {
  promise_made: kind({
    data: z.strictObject({ promiseId: id, dueAt: instant, because: z.enum(MADE) }),
    tone: 'quiet',
    sentence: () => 'The next update was promised',
    toldBy: ['update_sent', 'declared', 'severity_changed', 'reopened'],
    changes: null,
    event: null,
  }),
  promise_moved: kind({
    data: z.strictObject({
      promiseId: id,
      from: instant,
      to: instant,
      reason: text,
      /** Those it was promised to, who are told. */
      personIds: z.array(id),
      addresses: z.int().nonnegative(),
    }),
    tone: 'strong',
    sentence: ({ reason }, { who }) => `${who} moved the next update: ${reason}`,
    changes: null,
    event: null,
  }),
  promise_kept: kind({
    data: z.strictObject({ promiseId: id, updateId: id }),
    tone: 'quiet',
    sentence: () => 'The promised update was sent in time',
    toldBy: ['update_sent'],
    changes: null,
    event: null,
  }),
  promise_missed: kind({
    data: z.strictObject({ promiseId: id, dueAt: instant, toldPersonIds: z.array(id) }),
    tone: 'bad',
    sentence: ({ toldPersonIds }, { names }) =>
      `The promised update was not sent in time${people(toldPersonIds, names)}`,
    changes: null,
    event: null,
  }),
  /** Nothing is to be told any more. */
  promise_ended: kind({
    data: z.strictObject({ promiseId: id, because: z.enum(['resolved', 'merged']) }),
    tone: 'quiet',
    sentence: ({ because }) => `No further update is due: ${ENDED[because]}`,
    toldBy: ['resolved', 'merged_into'],
    changes: null,
    event: null,
  }),
  update_reminded: kind({
    data: z.strictObject({ promiseId: id, personId: id }),
    tone: 'quiet',
    sentence: ({ personId }, { names }) => `${names.person(personId)} is reminded of the next update`,
    changes: null,
    event: null,
  }),
  /** "Immediate actions (first 5 minutes)" were not all done in time (IMM-5). */
  first_response_late: kind({
    data: z.strictObject({
      dueAt: instant,
      items: z.array(z.strictObject({ id, text })),
      toldPersonIds: z.array(id),
    }),
    // On the record, and nobody's alarm: who has to act on it is told by a message.
    tone: 'strong',
    sentence: ({ items, toldPersonIds }, { names }) =>
      `The first response was not complete in time (${items.map(({ text: item }) => item).join('; ')})${people(toldPersonIds, names)}`,
    changes: null,
    event: null,
  }),
};
