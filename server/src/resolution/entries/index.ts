import { z } from 'zod';
import { type ContentOf, type Draft, kind } from '../../incidents/index.ts';
import { andList } from '../../kernel/index.ts';

const id = z.string().min(1).max(200);
const text = z.string().max(20_000);
/** An item of a checklist by its id, and in the words that the policy had for it then. */
const item = { item: id, title: text };

const because = (reason: string): string => `: ${reason}`;

/** The entries that this chapter writes into an incident's log. */
export const resolutionEntries = {
  name: 'resolution',
  projection: 1,
  kinds: {
    check_done: kind({
      data: z.strictObject({
        ...item,
        note: text.nullable(),
        link: text.nullable(),
        /** Of a solution: who wrote it, and who else has looked at it. */
        authorId: id.nullable(),
        reviewerId: id.nullable(),
      }),
      tone: 'strong',
      sentence: ({ title, note, link, authorId, reviewerId }, { who, names }) => {
        const said = [note, link].filter((each) => each !== null).join(' ');
        const review =
          authorId === null || reviewerId === null
            ? ''
            : ` (by ${names.person(authorId)}, reviewed by ${names.person(reviewerId)})`;
        return `${who} completed “${title}”${review}${said === '' ? '' : because(said)}`;
      },
      changes: null,
      event: null,
    }),
    check_waived: kind({
      data: z.strictObject({ ...item, reason: text }),
      tone: 'bad',
      sentence: ({ title, reason }, { who }) => `${who} waived “${title}”${because(reason)}`,
      changes: null,
      event: null,
    }),
    check_reset: kind({
      data: z.strictObject(item),
      tone: 'quiet',
      sentence: ({ title }, { who }) => `${who} set “${title}” back to open`,
      changes: null,
      event: null,
    }),
    rollback_plan: kind({
      data: z.strictObject({ ...item, plan: text }),
      tone: 'strong',
      sentence: ({ plan }, { who }) => `${who} wrote the rollback plan${because(plan)}`,
      changes: null,
      event: null,
    }),
    root_cause: kind({
      data: z.strictObject({
        /** null: unknown, and left to the review. */
        cause: text.nullable(),
        /** The findings that support it, by their place in the log. */
        findings: z.array(z.int().positive()).max(50),
      }),
      tone: 'strong',
      sentence: ({ cause, findings }, { who }) => {
        if (cause === null) return `${who} left the root cause to the review: it is unknown`;
        const from = findings.length === 0 ? '' : ` (entries ${andList(findings.map(String))})`;
        return `${who} recorded the root cause${from}: ${cause}`;
      },
      changes: null,
      event: null,
    }),
    no_change_made: kind({
      data: z.strictObject({ reason: text }),
      tone: 'strong',
      sentence: ({ reason }, { who }) => `${who} said that no change was made${because(reason)}`,
      changes: null,
      event: null,
    }),
    validation_asked: kind({
      data: z.strictObject({ ...item, questionId: id, personIds: z.array(id).min(1).max(50) }),
      tone: 'strong',
      sentence: ({ title, personIds }, { who, names }) =>
        `${who} asked ${andList(personIds.map(names.person))}: ${title}`,
      changes: null,
      event: null,
    }),
    validation_answered: kind({
      data: z.strictObject({ ...item, questionId: id, works: z.boolean(), comment: text.nullable() }),
      tone: 'strong',
      sentence: ({ works, comment }, { who }) =>
        `${who} answered ${works ? 'that it works' : 'that it does not work'}${comment === null ? '' : because(comment)}`,
      changes: null,
      event: null,
    }),
  },
};

export type ResolutionDraft = Draft<ContentOf<typeof resolutionEntries>>;
