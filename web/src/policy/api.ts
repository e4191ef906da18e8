import { queryOptions } from '@tanstack/react-query';
import { api, ask } from '../api/client.ts';
import type { SeverityId } from '../ui/Badges.tsx';

interface Criterion {
  id: string;
  text: string;
  question: string;
}

/** The part of the compiled policy that the pages read; the server documents it as an open object. */
export interface Severities extends Record<SeverityId, { name: string; criteria: Criterion[] }> {}

export const policyQuery = queryOptions({
  queryKey: ['policy', 'current'],
  queryFn: async () => {
    const { version, reason, createdAt, lastReview, policy } = await ask(api.GET('/api/v1/policy'));
    return { version, reason, createdAt, lastReview, severities: policy.severities as Severities };
  },
  staleTime: 5 * 60_000,
});

export const policyTextQuery = queryOptions({
  queryKey: ['policy', 'prose'],
  queryFn: async () =>
    String(
      await ask(
        api.GET('/api/v1/policy/render', { params: { query: { format: 'markdown' } }, parseAs: 'text' }),
      ),
    ),
});
