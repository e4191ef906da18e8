import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Wiki = NonNullable<Reply<'getWiki'>['wiki']>;
export type ReportPageReply = Reply<'getReportPage'>;

const at = (ref: string) => ({ params: { path: { ref } } });

export const wikiQuery = queryOptions({
  queryKey: ['wiki'],
  queryFn: () => ask(api.GET('/api/v1/wiki')),
});

export const reportPageQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'page', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/report/page', at(ref))),
  });

export const wikiCommands = {
  save: (body: Body<'saveWiki'>) => ask(api.PUT('/api/v1/wiki', { body })),
  remove: () => ask(api.DELETE('/api/v1/wiki')),
  publish: (ref: string, replace: boolean) =>
    ask(api.POST('/api/v1/incidents/{ref}/report/page', { ...at(ref), body: { replace } })),
};
