import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Resolution = Reply<'getResolution'>;
export type Check = Resolution['items'][number];
export type Ending = NonNullable<Body<'resolveIncident'>['ending']>;

const at = (ref: string) => ({ params: { path: { ref } } });
const of = (ref: string, item: string) => ({ params: { path: { ref, item } } });

/** Under the incident's key, so that the live stream brings what others do. */
export const resolutionQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'resolution'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/resolution', at(ref))),
  });

export const resolutionCommands = {
  resolve: (ref: string, resolution: string, ending: Ending) =>
    ask(api.POST('/api/v1/incidents/{ref}/resolve', { ...at(ref), body: { resolution, ending } })),
  close: (ref: string) => ask(api.POST('/api/v1/incidents/{ref}/close', { ...at(ref), body: {} })),
  set: (ref: string, item: string, body: Body<'setResolutionItem'>) =>
    ask(api.PUT('/api/v1/incidents/{ref}/resolution/items/{item}', { ...of(ref, item), body })),
  plan: (ref: string, item: string, plan: string) =>
    ask(
      api.PUT('/api/v1/incidents/{ref}/resolution/items/{item}/rollback-plan', {
        ...of(ref, item),
        body: { plan },
      }),
    ),
  askThem: (ref: string, item: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/resolution/items/{item}/ask', of(ref, item))),
  cause: (ref: string, body: Body<'recordRootCause'>) =>
    ask(api.PUT('/api/v1/incidents/{ref}/resolution/root-cause', { ...at(ref), body })),
  noChange: (ref: string, reason: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/resolution/no-change', { ...at(ref), body: { reason } })),
};
