import { z } from 'zod';
import { requiredWords, words } from '../model-api.ts';
import { reportSchema, SECTIONS, why } from './model.ts';

export const textBody = z.object({
  text: words(20_000),
  base: z.int().nonnegative().describe('The revision that you edited; 0 for none'),
  settles: z
    .array(z.int().positive())
    .max(50)
    .default([])
    .describe('Texts that stood aside and are part of this one now'),
});
export const inputBody = z.object({
  kind: z.enum(['went_well', 'to_improve']),
  text: requiredWords(2_000),
  anonymous: z.boolean().default(false).describe('Stored without an author'),
});

export const whysBody = textBody.omit({ text: true }).extend({
  whys: z
    .array(
      z.object({
        // As long as a line of the text that it may have been.
        text: words(20_000),
        depth: z.int().min(0).max(30),
        seq: z.int().positive().nullable().default(null),
      }),
    )
    .max(200)
    .refine(
      (whys) => whys.reduce((sum, { text }) => sum + text.length, 0) <= 20_000,
      'At most 20,000 characters',
    )
    .describe('In the order of reading; a depth is at most one more than the one before'),
});

const written = z.object({
  ...{ revision: z.int(), text: z.string(), by: z.string(), at: z.string() },
  whys: z.array(why).nullable().describe('Of the five whys: the text as a tree'),
});
/** Published versions, the newest first. */
export const versionsReply = z.array(
  z.object({
    ...{ version: z.int(), publishedAt: z.string(), publishedBy: z.string(), hash: z.string() },
    signedOff: z.array(z.object({ name: z.string(), at: z.string() })),
  }),
);
export const reportReply = z.object({
  report: reportSchema,
  completeness: z.object({ done: z.int(), of: z.int(), missing: z.array(z.string()) }),
  texts: z.array(
    z.object({
      id: z.enum(SECTIONS),
      title: z.string(),
      current: written.nullable(),
      recorded: z
        .object({ text: z.string(), from: z.array(z.int()) })
        .nullable()
        .describe('From these entries of the timeline; in the report while nobody has written the section'),
      aside: z.array(written).describe('Saved at the same time as the current text; to be put together'),
    }),
  ),
  versions: versionsReply,
});
export const savedReply = z.object({
  aside: z.boolean().describe('Someone else saved first: your text is kept beside theirs'),
  report: reportReply,
});

export const FORMATS = ['md', 'html', 'json', 'pdf'] as const;
