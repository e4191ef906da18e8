import { queryOptions } from '@tanstack/react-query';
import { api, ask, given } from '../api/client.ts';
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
    const { policy, yaml: _text, ...head } = await ask(api.GET('/api/v1/policy'));
    return { ...head, severities: policy.severities as Severities };
  },
  staleTime: 5 * 60_000,
});

/** The prose of a version; of the one in force when none is named. */
export const policyTextQuery = (version: number | undefined) =>
  queryOptions({
    queryKey: ['policy', 'prose', version],
    queryFn: async () =>
      String(
        await ask(
          api.GET('/api/v1/policy/render', {
            params: { query: given({ format: 'markdown' as const, version }) },
            parseAs: 'text',
          }),
        ),
      ),
  });
