import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';
import type { SchemaNode } from './edit/complete.ts';

export type LintReport = Reply<'lintPolicy'>;
export type Problem = LintReport['problems'][number];
export type Diff = Reply<'previewPolicy'>['diff'];
export type Hunk = Diff['text'][number];
export type Rehearsal = Reply<'rehearse'>;
export type Question = Body<'rehearse'>;
export type Finding = Reply<'getCoverage'>['findings'][number];
export type Version = Reply<'listPolicyVersions'>['items'][number];
export type Review = Reply<'listPolicyReviews'>['items'][number];

/** The text of the policy in force, and the version it is. */
export const policySourceQuery = queryOptions({
  queryKey: ['policy', 'source'],
  queryFn: async () => {
    const { version, yaml } = await ask(api.GET('/api/v1/policy'));
    return { version, yaml };
  },
});

/** The policy language, for completion and for the order of keys; it changes only with the server. */
export const policySchemaQuery = queryOptions({
  queryKey: ['policy-schema'],
  queryFn: async () => (await ask(api.GET('/api/v1/policy/schema'))) as SchemaNode,
  staleTime: Number.POSITIVE_INFINITY,
});

export const lintQuery = (yaml: string) =>
  queryOptions({
    queryKey: ['policy', 'lint', yaml],
    queryFn: () => ask(api.POST('/api/v1/policy/lint', { body: { yaml } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** A text that cannot be read has no prose and no difference: the lint says why. */
export const previewQuery = (yaml: string, readable: boolean, against: number) =>
  queryOptions({
    queryKey: ['policy', 'preview', against, yaml],
    queryFn: () => ask(api.POST('/api/v1/policy/preview', { body: { yaml, against } })),
    enabled: readable,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export const coverageQuery = queryOptions({
  queryKey: ['policy', 'coverage'],
  queryFn: () => ask(api.GET('/api/v1/readiness/coverage', { params: { query: { days: 365 } } })),
});

export const versionsQuery = queryOptions({
  queryKey: ['policy', 'versions'],
  queryFn: () => ask(api.GET('/api/v1/policy/versions', { params: { query: { limit: 100 } } })),
});

export const versionQuery = (version: number) =>
  queryOptions({
    queryKey: ['policy', 'version', version],
    queryFn: () => ask(api.GET('/api/v1/policy/versions/{version}', { params: { path: { version } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const rehearse = (question: Question): Promise<Rehearsal> =>
  ask(api.POST('/api/v1/readiness/rehearse', { body: question }));

export const reviewsQuery = queryOptions({
  queryKey: ['policy', 'reviews'],
  queryFn: () => ask(api.GET('/api/v1/policy/reviews')),
});

export const publish = (body: Body<'publishPolicy'>) => ask(api.POST('/api/v1/policy/publish', { body }));

export const recordReview = (body: Body<'reviewPolicy'>) => ask(api.POST('/api/v1/policy/reviews', { body }));
