import { z } from 'zod';
import { kind, type Names } from '../../incidents/index.ts';
import { andList, plural } from '../../kernel/index.ts';
import { CLOCK_WORDS, CLOCKS, WAIVER_KINDS } from '../model.ts';
import { id, instant, text } from './kind.ts';

const notified = (ids: readonly string[], names: Names): string =>
  ids.length === 0 ? '' : `; ${andList(ids.map(names.person))} ${ids.length === 1 ? 'is' : 'are'} notified`;

const STOPPED = {
  reopened: 'the incident was reopened',
  merged: 'the incident was merged into another',
} as const;

const REMINDED = {
  schedule: 'to schedule the review',
  conduct: 'to hold the review',
  publish: 'to publish the report',
} as const;

const WAIVED = { false_alarm: 'false alarm', duplicate: 'duplicate', other: '' } as const;

/** The review and what became of it (REV-1, REV-2). Times are in the data: each reader has a zone. */
export const ofReviews = {
  review_requested: kind({
    data: z.strictObject({
      reviewId: id,
      because: z.enum(['policy', 'person']),
      scheduleBy: instant,
      conductBy: instant,
      publishBy: instant,
    }),
    tone: 'quiet',
    sentence: ({ because }, { who }) =>
      because === 'policy' ? 'The policy asks for a review' : `${who} asked for a review`,
    toldBy: ['resolved'],
    changes: null,
    event: null,
  }),
  review_scheduled: kind({
    data: z.strictObject({
      reviewId: id,
      startsAt: instant,
      minutes: z.int().positive(),
      place: text,
      facilitatorId: id.nullable(),
      personIds: z.array(id),
      moved: z.boolean(),
    }),
    tone: 'strong',
    sentence: ({ personIds, moved }, { who }) =>
      `${who} ${moved ? 'moved the review' : 'scheduled the review'}: ${plural(personIds.length, 'person', 'people')} invited`,
    changes: null,
    event: null,
  }),
  review_participants_changed: kind({
    data: z.strictObject({ added: z.array(id), removed: z.array(id) }),
    tone: 'quiet',
    sentence: ({ added, removed }, { who, names }) =>
      `${who} ${andList([
        ...(added.length > 0 ? [`added ${andList(added.map(names.person))} to the review`] : []),
        ...(removed.length > 0 ? [`removed ${andList(removed.map(names.person))} from the review`] : []),
      ])}`,
    changes: null,
    event: null,
  }),
  review_held: kind({
    data: z.strictObject({ heldAt: instant, attendedIds: z.array(id), absentIds: z.array(id) }),
    tone: 'strong',
    sentence: ({ attendedIds }, { who, names }) =>
      attendedIds.length === 0
        ? `${who} recorded that the review was held`
        : `${who} recorded that the review was held with ${andList(attendedIds.map(names.person))}`,
    changes: null,
    event: null,
  }),
  review_reminded: kind({
    data: z.strictObject({ clock: z.enum(CLOCKS), personIds: z.array(id) }),
    tone: 'quiet',
    sentence: ({ clock, personIds }, { names }) =>
      `${andList(personIds.map(names.person))} ${personIds.length === 1 ? 'is' : 'are'} reminded ${REMINDED[clock]}`,
    changes: null,
    event: null,
  }),
  review_missed: kind({
    data: z.strictObject({ clock: z.enum(CLOCKS), dueAt: instant, toldPersonIds: z.array(id) }),
    tone: 'bad',
    sentence: ({ clock, toldPersonIds }, { names }) =>
      `${CLOCK_WORDS[clock].late}${notified(toldPersonIds, names)}`,
    changes: null,
    event: null,
  }),
  review_waived: kind({
    data: z.strictObject({ kind: z.enum(WAIVER_KINDS), reason: text }),
    tone: 'strong',
    sentence: ({ kind: why, reason }, { who }) =>
      `${who} waived the review: ${[WAIVED[why], reason].filter((part) => part !== '').join(': ')}`,
    changes: null,
    event: null,
  }),
  review_stopped: kind({
    data: z.strictObject({ because: z.enum(['reopened', 'merged']), invitedIds: z.array(id) }),
    tone: 'quiet',
    sentence: ({ because, invitedIds }) =>
      `The review is on hold: ${STOPPED[because]}${invitedIds.length === 0 ? '' : '; the invitation is cancelled'}`,
    toldBy: ['reopened', 'merged_into'],
    changes: null,
    event: null,
  }),
  review_end_corrected: kind({
    data: z.strictObject({ from: instant, to: instant, reason: text }),
    tone: 'strong',
    sentence: ({ reason }, { who }) => `${who} corrected the time at which the incident ended: ${reason}`,
    changes: null,
    event: null,
  }),
  tags_changed: kind({
    data: z.strictObject({ added: z.array(text), removed: z.array(text) }),
    tone: 'quiet',
    sentence: ({ added, removed }, { who }) =>
      `${who} ${andList([
        ...(added.length === 0 ? [] : [`added the tag${added.length === 1 ? '' : 's'} ${andList(added)}`]),
        ...(removed.length === 0
          ? []
          : [`removed the tag${removed.length === 1 ? '' : 's'} ${andList(removed)}`]),
      ])}`,
    changes: null,
    event: null,
  }),
};
