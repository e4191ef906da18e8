import { z } from 'zod';
import { requiredWords, words } from '../model-api.ts';
import { PAGE_STATES, WIKI_KINDS } from './model.ts';

export const wikiBody = z.object({
  kind: z.enum(WIKI_KINDS),
  url: z
    .url({ protocol: /^https?$/, error: 'Expected a web address such as https://example.atlassian.net' })
    .max(500)
    .refine(
      (url) => new URL(url).username === '' && new URL(url).search === '',
      'Only the address, without credentials',
    )
    .describe('Where people open it: https://example.atlassian.net, https://wiki.example.com'),
  space: requiredWords(255).describe('The key of the space'),
  parentId: z
    .string()
    .trim()
    .regex(/^\d{0,20}$/, 'Expected the number of a page, as in its address')
    .nullish()
    .describe('The page below which reports stand; left out: at the top of the space'),
  username: words(300).nullish().describe('Confluence Cloud: the e-mail address of the account'),
  secret: z.string().min(1).max(2_000).optional().describe('API token; left out: the stored one is kept'),
});
export type WikiBody = z.output<typeof wikiBody>;

export const wikiReply = z.object({
  wiki: z
    .object({
      ...{ kind: z.enum(WIKI_KINDS), url: z.string(), space: z.string() },
      ...{ parentId: z.string().nullable(), username: z.string().nullable() },
      pages: z.int().describe('Reports that are pages there'),
    })
    .nullable()
    .describe('null: not connected. The token is never shown again'),
});

export const pageBody = z.object({
  replace: z.boolean().default(false).describe('Replace what somebody edited in Confluence'),
});
export const pageReply = z.object({
  connected: z.boolean(),
  restricted: z.boolean().describe('The report of a restricted incident is not published to Confluence'),
  page: z
    .object({
      state: z.enum(PAGE_STATES),
      wanted: z.int().describe('The version of the report that is to stand there'),
      version: z.int().nullable().describe('The version of the report that stands there; null: none yet'),
      url: z.string().nullable(),
      publishedAt: z.string().nullable(),
      problem: z.string().nullable(),
      nextAt: z.string().nullable().describe('When it is tried again'),
    })
    .nullable(),
});
