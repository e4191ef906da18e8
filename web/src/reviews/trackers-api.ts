import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type FoundIssue = Reply<'findIssue'>;
export type Tracker = Reply<'listTrackers'>['items'][number];

export const trackersQuery = queryOptions({
  queryKey: ['trackers'],
  queryFn: () => ask(api.GET('/api/v1/trackers')),
});

const of = (id: string) => ({ params: { path: { id } } });

export const trackerCommands = {
  save: (id: string, body: Body<'saveTracker'>) => ask(api.PUT('/api/v1/trackers/{id}', { ...of(id), body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/trackers/{id}', of(id))),
  test: (id: string) => ask(api.POST('/api/v1/trackers/{id}/test', of(id))),
  link: (id: string, body: Body<'linkIssue'>) =>
    ask(api.POST('/api/v1/actions/{id}/issue', { ...of(id), body })),
  find: (ref: string, link: string) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/actions/find-issue', { params: { path: { ref } }, body: { link } }),
    ),
  import: (ref: string, body: Body<'importIssue'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/actions/import', { params: { path: { ref } }, body })),
  retry: (id: string) => ask(api.POST('/api/v1/actions/{id}/issue/retry', of(id))),
  unlink: (id: string) => ask(api.DELETE('/api/v1/actions/{id}/issue', of(id))),
};
