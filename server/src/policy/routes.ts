import {
  isStorable,
  policySchemaObject,
  severity,
  suggestSeverity,
  toHtmlFragment,
  toHtmlPage,
  toMarkdown,
} from '@tocsin/policy';
import { z } from 'zod';
import { principalOf, type Routes } from '../platform/http/index.ts';
import {
  diffBody,
  draftBody,
  presentDiff,
  presentDraft,
  presentLint,
  presentReview,
  presentText,
  presentVersion,
  problemBody,
  reviewBody,
  versionBody,
  versionTextBody,
} from './present.ts';
import type { Policies } from './service.ts';

const tags = ['policy'];
const read = { permission: 'policy:read', exactText: true } as const;
const write = { permission: 'policy:write', exactText: true } as const;
const yaml = z.string().max(1_048_576).describe('The policy, YAML');
/** What is kept as it comes, without being read first. */
const kept = <Text extends z.ZodString>(text: Text): Text =>
  text.refine(isStorable, 'Expected text without NUL and half characters');
const compiledBody = z.looseObject({}).describe('The compiled policy, as the product runs it');
const number = z.coerce.number().int().min(1).max(1_000_000);
const revision = z.number().int().min(1);
const versionParam = z.object({ version: number });
const idParam = z.object({ id: z.uuid() });

/** The current policy and its versions. */
const versionRoutes =
  (policies: Policies): Routes =>
  (server) => {
    server.get(
      '/api/v1/policy',
      {
        config: read,
        schema: {
          operationId: 'getPolicy',
          tags,
          summary: 'Get the current policy: text, compiled form, last review',
          response: {
            200: versionTextBody.extend({
              policy: compiledBody,
              lastReview: reviewBody.nullable(),
            }),
          },
        },
      },
      async () => {
        const now = await policies.current(policies.reader);
        const text = await policies.textOf(policies.reader, now.version);
        const [last] = await policies.reviews(1);
        const nameOf = await policies.names();
        return {
          ...presentText(text, nameOf),
          policy: { ...now.policy },
          lastReview: last ? presentReview(last, nameOf) : null,
        };
      },
    );

    server.get(
      '/api/v1/policy/versions',
      {
        config: read,
        schema: {
          operationId: 'listPolicyVersions',
          tags,
          summary: 'List policy versions, newest first',
          querystring: z.object({
            cursor: number.optional(),
            limit: z.coerce.number().int().min(1).max(100).default(50),
          }),
          response: { 200: z.object({ items: z.array(versionBody), nextCursor: z.string().nullable() }) },
        },
      },
      async ({ query }) => {
        const rows = await policies.versions(query.cursor ?? 2_000_000, query.limit + 1);
        const items = rows.slice(0, query.limit);
        const nameOf = await policies.names();
        return {
          items: items.map((row) => presentVersion(row, nameOf)),
          nextCursor: rows.length > items.length ? String(items.at(-1)?.version) : null,
        };
      },
    );

    server.get(
      '/api/v1/policy/versions/:version',
      {
        config: read,
        schema: {
          operationId: 'getPolicyVersion',
          tags,
          summary: 'Get a version with its changes',
          params: versionParam,
          response: {
            200: versionTextBody.extend({
              policy: compiledBody,
              diff: diffBody.nullable().describe('To the version before; null for 1'),
            }),
          },
        },
      },
      async ({ params }) => {
        const row = await policies.textOf(policies.reader, params.version);
        const before = params.version > 1 ? await policies.textOf(policies.reader, params.version - 1) : null;
        const { policy } = await policies.version(policies.reader, params.version);
        return {
          ...presentText(row, await policies.names()),
          policy: { ...policy },
          diff: before ? presentDiff(policies.diff(before.yaml, row.yaml)) : null,
        };
      },
    );
  };

/** What the policy says: as prose, and to somebody who declares. */
const meaningRoutes =
  (policies: Policies): Routes =>
  (server) => {
    server.get(
      '/api/v1/policy/render',
      {
        config: read,
        schema: {
          operationId: 'renderPolicy',
          tags,
          summary: 'Get the policy as prose, with the current holders of each role',
          querystring: z.object({
            version: number.optional(),
            format: z.enum(['markdown', 'html', 'fragment']).default('markdown'),
          }),
          produces: ['text/markdown', 'text/html'],
          response: { 200: z.string() },
        },
      },
      async ({ query }, reply) => {
        const { title, blocks } = await policies.document(policies.reader, { version: query.version });
        if (query.format === 'markdown')
          return reply.type('text/markdown; charset=utf-8').send(toMarkdown(blocks));
        const page = query.format === 'html' ? toHtmlPage(blocks, title) : toHtmlFragment(blocks);
        return reply.type('text/html; charset=utf-8').send(page);
      },
    );

    server.get(
      '/api/v1/policy/schema',
      {
        config: read,
        schema: {
          operationId: 'getPolicySchema',
          tags,
          summary: 'Get the policy language as JSON Schema, for editors',
          response: { 200: z.looseObject({}) },
        },
      },
      async () => policySchemaObject(),
    );

    server.post(
      '/api/v1/policy/suggest-severity',
      {
        config: read,
        schema: {
          operationId: 'suggestSeverity',
          tags,
          summary: 'Suggest a severity from answers to the criteria questions (SEV-1)',
          body: z.object({ answers: z.record(z.string(), z.boolean()) }),
          response: { 200: z.object({ severity: severity.nullable() }) },
        },
      },
      async ({ body }) => ({
        severity: suggestSeverity((await policies.current(policies.reader)).policy, body.answers),
      }),
    );
  };

/** Trying out a text without changing anything. */
const tryOutRoutes =
  (policies: Policies): Routes =>
  (server) => {
    server.post(
      '/api/v1/policy/lint',
      {
        config: read,
        schema: {
          operationId: 'lintPolicy',
          tags,
          summary: 'Check a policy text for problems',
          body: z.object({ yaml: z.string() }),
          response: { 200: z.object({ publishable: z.boolean(), problems: z.array(problemBody) }) },
        },
      },
      async ({ body }) => presentLint(await policies.lint(body.yaml)),
    );

    server.post(
      '/api/v1/policy/preview',
      {
        config: read,
        schema: {
          operationId: 'previewPolicy',
          tags,
          summary: 'Preview a text as prose, and compare it with a version',
          body: z.object({
            yaml,
            against: number.optional(),
            page: z.boolean().default(false).describe('The HTML as a complete page, not as a fragment'),
          }),
          response: { 200: z.object({ html: z.string(), markdown: z.string(), diff: diffBody }) },
        },
      },
      async ({ body }) => {
        const { title, blocks } = await policies.document(policies.reader, { yaml: body.yaml });
        const against = body.against ?? (await policies.current(policies.reader)).version;
        const base = await policies.textOf(policies.reader, against);
        return {
          html: body.page ? toHtmlPage(blocks, title) : toHtmlFragment(blocks),
          markdown: toMarkdown(blocks),
          diff: presentDiff(policies.diff(base.yaml, body.yaml)),
        };
      },
    );
  };

/** Texts that somebody goes on with later. */
const draftRoutes =
  (policies: Policies): Routes =>
  (server) => {
    server.get(
      '/api/v1/policy/drafts',
      {
        config: write,
        schema: {
          operationId: 'listPolicyDrafts',
          tags,
          summary: 'List drafts, last changed first',
          response: { 200: z.object({ items: z.array(draftBody) }) },
        },
      },
      async () => {
        const nameOf = await policies.names();
        return { items: (await policies.drafts()).map((row) => presentDraft(row, nameOf)) };
      },
    );

    server.post(
      '/api/v1/policy/drafts',
      {
        config: write,
        schema: {
          operationId: 'savePolicyDraft',
          tags,
          summary: 'Save a draft (with an ID: replace it)',
          body: z.object({
            id: z.uuid().optional(),
            revision: revision
              .optional()
              .describe('Of the draft as it was read; needed with an id. Rejected if someone saved it since'),
            name: kept(z.string().trim().min(1).max(100)),
            yaml: kept(yaml),
            baseVersion: z.number().int().min(1),
          }),
          response: { 200: draftBody },
        },
      },
      async (request) => {
        const saved = await policies.saveDraft(principalOf(request).actor, request.body);
        return presentDraft(saved, await policies.names());
      },
    );

    server.delete(
      '/api/v1/policy/drafts/:id',
      {
        config: write,
        schema: {
          operationId: 'deletePolicyDraft',
          tags,
          summary: 'Discard a draft',
          params: idParam,
          querystring: z.object({
            revision: z.coerce.number().int().min(1).describe('Of the draft as it was read'),
          }),
          response: { 204: z.null() },
        },
      },
      async ({ params, query }, reply) => {
        await policies.transaction((tx) => policies.deleteDraft(tx, { ...params, ...query }));
        return reply.code(204).send(null);
      },
    );
  };

/** Changing the policy. */
const writeRoutes =
  (policies: Policies): Routes =>
  (server) => {
    server.post(
      '/api/v1/policy/publish',
      {
        config: write,
        schema: {
          operationId: 'publishPolicy',
          tags,
          summary: 'Publish a text as the policy for new incidents',
          body: z.object({
            yaml,
            reason: kept(z.string().max(1000)),
            baseVersion: z
              .number()
              .int()
              .min(1)
              .describe('The version this text is based on; rejected if a newer one was published'),
            draft: z
              .object({ id: z.uuid(), revision })
              .optional()
              .describe('The draft that is published; it is deleted'),
          }),
          response: { 200: versionBody },
        },
      },
      async (request) => {
        const { yaml: text, reason, baseVersion, draft } = request.body;
        const actor = principalOf(request).actor;
        return policies.transaction(async (tx) => {
          const basis = { origin: 'edited', base: baseVersion } as const;
          const published = await policies.publish(tx, text, actor, reason, basis);
          if (draft !== undefined) await policies.deleteDraft(tx, draft);
          return presentVersion(published, await policies.names());
        });
      },
    );

    server.get(
      '/api/v1/policy/reviews',
      {
        config: read,
        schema: {
          operationId: 'listPolicyReviews',
          tags,
          summary: 'List policy reviews',
          response: { 200: z.object({ items: z.array(reviewBody) }) },
        },
      },
      async () => {
        const nameOf = await policies.names();
        return { items: (await policies.reviews(100)).map((row) => presentReview(row, nameOf)) };
      },
    );

    server.post(
      '/api/v1/policy/reviews',
      {
        config: write,
        schema: {
          operationId: 'reviewPolicy',
          tags,
          summary: 'Record a review of a version (annual matrix review)',
          body: z.object({
            version: z.number().int().min(1),
            outcome: z.enum(['still_right', 'needs_change']),
            note: kept(z.string().trim().max(5000)).default(''),
          }),
          response: { 200: reviewBody },
        },
      },
      async (request) => {
        const recorded = await policies.review(principalOf(request).actor, request.body);
        return presentReview(recorded, await policies.names());
      },
    );
  };

/** The policy over HTTP. */
export const policyRoutes =
  (policies: Policies): Routes =>
  (server) => {
    for (const routes of [versionRoutes, meaningRoutes, tryOutRoutes, draftRoutes, writeRoutes])
      routes(policies)(server);
  };
