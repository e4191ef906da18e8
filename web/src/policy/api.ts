import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask, given } from '../api/client.ts';
import { roleName } from '../escalation/words.ts';
import type { SeverityId } from '../ui/Badges.tsx';

interface Criterion {
  id: string;
  text: string;
  question: string;
}

/** The part of the compiled policy that the pages read; the server documents it as an open object. */
export interface Severities extends Record<SeverityId, { name: string; criteria: Criterion[] }> {}

/** What kind of incident there can be. */
export interface IncidentType {
  readonly id: string;
  readonly title: string;
}

/** What the policy in force calls each role. */
interface Roles extends Record<string, { title: string } | undefined> {}

export const policyQuery = queryOptions({
  queryKey: ['policy', 'current'],
  queryFn: async () => {
    const { policy, yaml: _text, ...head } = await ask(api.GET('/api/v1/policy'));
    return {
      ...head,
      severities: policy.severities as Severities,
      roles: policy.roles as Roles,
      incidentTypes: policy.incidentTypes as readonly IncidentType[],
    };
  },
  staleTime: 5 * 60_000,
});

/** The criteria of the version that an incident runs under, which may not be the one in force. */
export const severitiesQuery = (version: number) =>
  queryOptions({
    queryKey: ['policy', 'severities', version],
    queryFn: async () => {
      const found = await ask(
        api.GET('/api/v1/policy/versions/{version}', { params: { path: { version } } }),
      );
      return found.policy.severities as Severities;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Names roles as the policy in force does; until it is known, as roles are usually called. */
export function useRoleName(): (role: string) => string {
  const { data } = useQuery(policyQuery);
  return (role) => data?.roles[role]?.title ?? roleName(role);
}

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
