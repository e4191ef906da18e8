import type { DiffHunk, LintReport } from '@tocsin/policy';
import { z } from 'zod';
import type { Actor } from '../kernel/index.ts';
import type { PolicyDiff } from './service.ts';
import type { Draft, PolicyReview, VersionHead, VersionText } from './store.ts';

const actor = z
  .looseObject({ kind: z.enum(['person', 'integration', 'token', 'system']) })
  .describe('Who did it; people and tokens by id');
const name = z.string().describe('How the author is called, as of now');
const time = z.string().describe('ISO 8601, UTC');

export const problemBody = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'warning']),
    message: z.string(),
    suggestion: z.string().optional(),
    path: z.string(),
    line: z.number().int(),
    column: z.number().int(),
  })
  .meta({ id: 'PolicyProblem' });

export const versionBody = z
  .object({
    version: z.number().int(),
    author: actor,
    authorName: name,
    reason: z.string(),
    createdAt: time,
    origin: z
      .enum(['shipped', 'edited', 'file'])
      .describe('Where it came from: the release, an edited text, or an applied org.yaml'),
  })
  .meta({ id: 'PolicyVersion' });

const diffLine = z
  .object({
    kind: z.enum(['same', 'removed', 'added']),
    before: z.number().int().nullable(),
    after: z.number().int().nullable(),
    text: z.string(),
  })
  .meta({ id: 'DiffLine' });
export const diffBody = z
  .object({
    text: z.array(z.array(diffLine)).describe('The YAML, line by line'),
    prose: z.array(z.array(diffLine)).describe('What it means: the rendered policy, line by line'),
    sameRules: z
      .boolean()
      .describe('Both run the same: they differ, if at all, in comments, layout or the order of keys'),
  })
  .meta({ id: 'PolicyDiff' });

export const versionTextBody = versionBody.extend({ yaml: z.string() });

export const reviewBody = z
  .object({
    id: z.string(),
    version: z.number().int(),
    outcome: z.enum(['still_right', 'needs_change']),
    note: z.string(),
    reviewer: actor,
    reviewerName: name,
    reviewedAt: time,
  })
  .meta({ id: 'PolicyReview' });

export const draftBody = z
  .object({
    id: z.string(),
    name: z.string(),
    yaml: z.string(),
    baseVersion: z.number().int(),
    revision: z.number().int().describe('Counts how often it was saved'),
    author: actor,
    authorName: name,
    updatedAt: time,
  })
  .meta({ id: 'PolicyDraft' });

/** Times leave as text; everything else is JSON already. */
type NameOf = (actor: Actor) => string;
export const presentVersion = (row: VersionHead, nameOf: NameOf) => ({
  version: row.version,
  author: { ...row.author },
  authorName: nameOf(row.author),
  reason: row.reason,
  createdAt: row.createdAt.toString(),
  origin: row.origin,
});
export const presentText = (row: VersionText, nameOf: NameOf) => ({
  ...presentVersion(row, nameOf),
  yaml: row.yaml,
});
export const presentReview = (row: PolicyReview, nameOf: NameOf) => ({
  ...row,
  reviewer: { ...row.reviewer },
  reviewerName: nameOf(row.reviewer),
  reviewedAt: row.reviewedAt.toString(),
});
export const presentDraft = (row: Draft, nameOf: NameOf) => ({
  ...row,
  author: { ...row.author },
  authorName: nameOf(row.author),
  updatedAt: row.updatedAt.toString(),
});
const copy = (hunks: readonly DiffHunk[]) => hunks.map((hunk) => [...hunk]);
export const presentDiff = ({ text, prose, sameRules }: PolicyDiff) => ({
  text: copy(text),
  prose: copy(prose),
  sameRules,
});
export const presentLint = ({ publishable, problems }: LintReport) => ({
  publishable,
  problems: [...problems],
});
