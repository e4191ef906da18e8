import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, given, type Reply } from '../api/client.ts';
import type { Asked, Behind } from './search.ts';

export type Overview = Reply<'getInsights'>;
export type Stats = Overview['measures']['resolve'];
export type Group = Overview['teams'][number];
export type Report = Reply<'getScheduledReport'>;
export type Content = Report['content'];

const asked = ({ period, at, from, to, severity, system, team, type }: Asked) =>
  given({ period, at, from, to, severity, system, team, type });

export const insightsQuery = (search: Asked) =>
  queryOptions({
    queryKey: ['insights', asked(search)],
    queryFn: () => ask(api.GET('/api/v1/insights', { params: { query: asked(search) } })),
    // The last numbers stay while the next ones are fetched.
    placeholderData: keepPreviousData,
  });

export const csvAddress = (search: Asked): string =>
  `/api/v1/insights.csv?${new URLSearchParams(asked(search) as Record<string, string>)}`;

export const behindQuery = (search: Behind) =>
  infiniteQueryOptions({
    queryKey: ['insights', 'incidents', search],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/insights/incidents', {
          params: {
            query: given({
              ...{ ...asked(search), measure: search.measure, state: search.state },
              left_out: search.leftOut ? ('true' as const) : undefined,
              no_team: search.noTeam ? ('true' as const) : undefined,
              after: pageParam,
            }),
          },
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const promisesQuery = (search: Behind) =>
  queryOptions({
    queryKey: ['insights', 'promises', search],
    queryFn: () =>
      ask(
        api.GET('/api/v1/insights/promises', {
          params: { query: given({ ...asked(search), kind: search.promise, state: search.kept }) },
        }),
      ),
  });

export const reportsQuery = queryOptions({
  queryKey: ['insights', 'reports'],
  queryFn: () => ask(api.GET('/api/v1/insights/reports')),
});

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['insights', 'reports', id],
    queryFn: () => ask(api.GET('/api/v1/insights/reports/{id}', { params: { path: { id } } })),
  });

export const previewQuery = (report: string) =>
  queryOptions({
    queryKey: ['insights', 'reports', 'next', report],
    queryFn: () => ask(api.GET('/api/v1/insights/reports/next/{report}', { params: { path: { report } } })),
  });

export const sendAgain = (id: string) =>
  ask(api.POST('/api/v1/insights/reports/{id}/send', { params: { path: { id } } }));
