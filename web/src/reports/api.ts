import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';

export type UserReport = Reply<'getUserReport'>;
export type ReportSettings = Reply<'getReportSettings'>;

export const reportsQuery = (state: 'new' | 'triaged') =>
  infiniteQueryOptions({
    queryKey: ['report', 'list', state],
    queryFn: ({ pageParam }) =>
      ask(api.GET('/api/v1/reports', { params: { query: given({ state, cursor: pageParam }) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const reportCountQuery = queryOptions({
  queryKey: ['report', 'count'],
  queryFn: () => ask(api.GET('/api/v1/reports/count')),
});

const at = (report: string) => ({ params: { path: { report } } });

export const userReportQuery = (ref: string) =>
  queryOptions({
    queryKey: ['report', ref],
    queryFn: () => ask(api.GET('/api/v1/reports/{report}', at(ref))),
  });

export const settingsQuery = queryOptions({
  queryKey: ['report', 'settings'],
  queryFn: () => ask(api.GET('/api/v1/reports/settings')),
});

export const reportCommands = {
  /** @param key of what is sent: twice with the same key it is one report */
  create: (body: Body<'createReport'>, key: string) =>
    ask(api.POST('/api/v1/reports', { body, headers: { 'idempotency-key': key } })),
  join: (ref: string, incident: string) =>
    ask(api.POST('/api/v1/reports/{report}/join', { ...at(ref), body: { incident } })),
  decline: (ref: string, answer: string) =>
    ask(api.POST('/api/v1/reports/{report}/decline', { ...at(ref), body: { answer } })),
  saveSettings: (body: Body<'putReportSettings'>) => ask(api.PUT('/api/v1/reports/settings', { body })),
  newKey: () => ask(api.POST('/api/v1/reports/settings/ticket-key')),
  revokeKey: () => ask(api.DELETE('/api/v1/reports/settings/ticket-key')),
};

/** Declares an incident because of a report, which then belongs to it. */
export const declareBecauseOf = (ref: string, body: Body<'declareFromReport'>) =>
  ask(api.POST('/api/v1/reports/{report}/declare', { ...at(ref), body }));
