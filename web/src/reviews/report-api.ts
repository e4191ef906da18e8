import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type ReportReply = Reply<'getReport'>;
export type Report = ReportReply['report'];
export type SectionId = ReportReply['texts'][number]['id'];
export type SectionData = ReportReply['texts'][number];
export type SavedReply = Reply<'saveReportSection'>;
export type Action = Reply<'listActions'>['items'][number];

const at = (ref: string) => ({ params: { path: { ref } } });

export const reportQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'report', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/report', at(ref))),
  });

export const actionsOfQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'actions', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/actions', at(ref))),
  });

export const actionsQuery = (status: 'open' | 'overdue' | 'all', mine: boolean) =>
  queryOptions({
    queryKey: ['reviews', 'actions', status, mine],
    queryFn: () => ask(api.GET('/api/v1/actions', { params: { query: { status, mine: String(mine) } } })),
  });

export const reportCommands = {
  save: (ref: string, section: SectionId, body: Body<'saveReportSection'>) =>
    ask(
      api.PUT('/api/v1/incidents/{ref}/report/sections/{section}', {
        params: { path: { ref, section } },
        body,
      }),
    ),
  saveWhys: (ref: string, body: Body<'saveFiveWhys'>) =>
    ask(api.PUT('/api/v1/incidents/{ref}/report/five-whys', { ...at(ref), body })),
  mark: (ref: string, seq: number, key: boolean) =>
    ask(
      api.PUT('/api/v1/incidents/{ref}/report/events/{seq}', {
        params: { path: { ref, seq } },
        body: { key },
      }),
    ),
  publish: (ref: string) => ask(api.POST('/api/v1/incidents/{ref}/report/versions', at(ref))),
  signOff: (ref: string, version: number) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/report/versions/{version}/sign-off', {
        params: { path: { ref, version } },
      }),
    ),
  input: (ref: string, body: Body<'addReviewInput'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/review/input', { ...at(ref), body })),
  addAction: (ref: string, body: Body<'addAction'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/actions', { ...at(ref), body })),
  changeAction: (id: string, body: Body<'changeAction'>) =>
    ask(api.PATCH('/api/v1/actions/{id}', { params: { path: { id } }, body })),
  assess: (id: string, body: Body<'assessAction'>) =>
    ask(api.POST('/api/v1/actions/{id}/assessment', { params: { path: { id } }, body })),
};
