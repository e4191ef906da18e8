import { z } from 'zod';
import { reportSchema } from '../report/model.ts';
import { versionsReply } from '../report/model-api.ts';
import { ANSWERS } from './decide-external.ts';

export const externalReply = z.object({
  report: reportSchema.describe('As it would be published: what is not answered yet stands as its role'),
  internalPublished: z.boolean().describe('The report itself is published, which comes first'),
  names: z
    .array(
      z.object({
        id: z.string(),
        name: z.string().describe('As it stands there'),
        role: z.string().describe('What stands there instead'),
        text: z.string().describe('What somebody typed'),
        answer: z.enum(ANSWERS).nullable(),
      }),
    )
    .describe('Names, e-mail addresses and phone numbers in what people typed; each needs an answer'),
  publicText: z
    .string()
    .nullable()
    .describe(
      'A post-mortem for the status page, drafted from the latest published version; null before the first',
    ),
  versions: versionsReply,
});

export const answersBody = z.object({
  names: z.array(z.string().max(100)).min(1).max(1_000).describe('IDs'),
  answer: z
    .enum(ANSWERS)
    .describe('role: the role stands there instead; keep: it is no person; omit: the whole text is left out'),
});
