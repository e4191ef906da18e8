import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Updates = Reply<'getUpdates'>;
export type SentUpdate = Updates['updates'][number];
export type Preview = Reply<'previewUpdate'>;
export type UpdateBody = Body<'sendUpdate'>;
export type FactName = Updates['facts'][number]['name'];
type DraftBody = Body<'saveUpdateDraft'>;

const at = (ref: string) => ({ params: { path: { ref } } });

export const updatesQuery = (ref: string) =>
  queryOptions({
    queryKey: ['updates', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/updates', at(ref))),
  });

/** What would be sent, word for word. Asked again with each pause in the typing. */
export const previewQuery = (ref: string, body: UpdateBody | null) =>
  queryOptions({
    // Not under "updates": once it is sent, the same words would be refused as no news.
    queryKey: ['update-preview', ref, body],
    queryFn: () =>
      ask(api.POST('/api/v1/incidents/{ref}/updates/preview', { ...at(ref), body: body as UpdateBody })),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const updateCommands = {
  send: (ref: string, body: UpdateBody) =>
    ask(api.POST('/api/v1/incidents/{ref}/updates', { ...at(ref), body })),
  move: (ref: string, to: string, reason: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/updates/promise', { ...at(ref), body: { to, reason } })),
  saveDraft: (ref: string, body: DraftBody) =>
    ask(api.PUT('/api/v1/incidents/{ref}/updates/draft', { ...at(ref), body })),
  discardDraft: (ref: string) => ask(api.DELETE('/api/v1/incidents/{ref}/updates/draft', at(ref))),
};

export type Audience = Reply<'listAudiences'>['items'][number];
export type Subscription = Reply<'getSubscription'>['subscription'];

export const audiencesQuery = queryOptions({
  queryKey: ['directory', 'audiences'],
  queryFn: () => ask(api.GET('/api/v1/audiences')),
});

export const audienceCommands = {
  put: (id: string, body: Body<'putAudience'>) =>
    ask(api.PUT('/api/v1/audiences/{id}', { params: { path: { id } }, body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/audiences/{id}', { params: { path: { id } } })),
};

export const subscriptionQuery = queryOptions({
  queryKey: ['me', 'subscription'],
  queryFn: () => ask(api.GET('/api/v1/me/subscription')),
});

export const subscriptionCommands = {
  save: (body: Body<'subscribe'>) => ask(api.PUT('/api/v1/me/subscription', { body })),
  end: () => ask(api.DELETE('/api/v1/me/subscription')),
};
