import { z } from 'zod';
import { ACTION_KINDS, ACTION_PRIORITIES, ACTION_STATES } from '../actions/model.ts';
import { requiredWords, words } from '../model-api.ts';
import { LINK_STATES, TRACKER_KINDS } from './model.ts';

export const trackerId = z
  .string('Expected an ID such as jira')
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Expected lower-case letters, digits and hyphens, at most 60',
  );

export const trackerBody = z.object({
  kind: z.enum(TRACKER_KINDS),
  name: requiredWords(200),
  url: z
    .url({ protocol: /^https?$/, error: 'Expected a web address such as https://github.com' })
    .max(500)
    .refine(
      (url) => new URL(url).username === '' && new URL(url).search === '',
      'Only the address, without credentials',
    )
    .describe('Where people open it: https://github.com, https://gitlab.com, https://acme.atlassian.net'),
  project: requiredWords(300).describe('Jira: the key. GitHub: owner/repository. GitLab: group/project'),
  username: words(300).nullish().describe('Jira Cloud: the e-mail address of the account'),
  issueType: words(100).nullish().describe('Jira: the type of new issues. Default: Task'),
  automatic: z.boolean().default(false).describe('Create an issue for each new action'),
  isNew: z.boolean().default(false).describe('Refuse an ID that is taken, and change no tracker that exists'),
  secret: z.string().min(1).max(2_000).optional().describe('API token; left out: the stored one is kept'),
  webhookSecret: z
    .string()
    .max(500)
    .optional()
    .describe('What the tracker signs webhooks with; left out: the stored one is kept; empty: none'),
});
export type TrackerBody = z.output<typeof trackerBody>;

export const trackerReply = z.object({
  ...{ id: z.string(), kind: z.enum(TRACKER_KINDS), name: z.string(), url: z.string(), project: z.string() },
  ...{ username: z.string().nullable(), issueType: z.string().nullable(), automatic: z.boolean() },
  hasWebhookSecret: z.boolean().describe('Secrets themselves are never shown again'),
  webhookUrl: z.string().describe('Where the tracker sends its webhooks'),
  issues: z.int().describe('Actions that are issues there'),
  problems: z.int().describe('Those of them that are not in sync, because something went wrong'),
  quietUntil: z.string().nullable().describe('It has had enough requests, and is left alone until then'),
});

export const issueBody = z.object({
  tracker: trackerId,
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish()
    .describe('An issue that exists; left out: a new one is created'),
});

export const issueReply = z.object({
  tracker: z.object({ id: z.string(), name: z.string(), kind: z.enum(TRACKER_KINDS) }),
  state: z.enum(LINK_STATES),
  key: z.string().nullable(),
  url: z.string().nullable(),
  problem: z.string().nullable().describe('Why the last attempt failed'),
  nextAt: z.string().nullable().describe('When it is tried or looked at again'),
  syncedAt: z.string().nullable(),
});

const link = z
  .url({
    protocol: /^https?$/,
    error: 'Expected the link of an issue, such as https://github.com/acme/shop/issues/7',
  })
  .max(2_000)
  .describe('An issue of a connected project');
export const findBody = z.object({ link });
export const foundReply = z.object({
  tracker: z.object({ id: z.string(), name: z.string(), kind: z.enum(TRACKER_KINDS) }),
  key: z.string(),
  url: z.string(),
  title: z.string(),
  state: z.enum(ACTION_STATES),
  dueOn: z.string().nullable(),
});
export const importBody = z.object({
  link,
  kind: z.enum(ACTION_KINDS).default('preventive'),
  priority: z.enum(ACTION_PRIORITIES).default('medium'),
  ownerId: z.uuid().describe('Who sees to it'),
  dueOn: z.iso
    .date()
    .describe('A day in the organisation’s time zone, such as 2031-03-31; the issue gets it as well'),
});
