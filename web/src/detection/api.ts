import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';

export type Alert = Reply<'listAlerts'>['items'][number];
export type AlertDetails = Reply<'getAlert'>;
export type Integration = Reply<'getIntegration'>;
export type IntegrationKind = Integration['kind'];
export type IntegrationWithKey = Reply<'createIntegration'>;

export interface AlertSearch {
  status?: 'firing' | 'resolved' | undefined;
  q?: string | undefined;
  incident?: string | undefined;
}

export const alertsQuery = (search: AlertSearch) =>
  infiniteQueryOptions({
    queryKey: ['alert', 'list', search],
    queryFn: ({ pageParam }) =>
      ask(api.GET('/api/v1/alerts', { params: { query: given({ ...search, cursor: pageParam }) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** Whether any alert has ever come, real or a test. */
export const anyAlertQuery = queryOptions({
  queryKey: ['alert', 'any'],
  queryFn: async () =>
    (await ask(api.GET('/api/v1/alerts', { params: { query: { limit: 1 } } }))).items.length > 0,
});

const at = (id: string) => ({ params: { path: { id } } });

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ['alert', id],
    queryFn: () => ask(api.GET('/api/v1/alerts/{id}', at(id))),
  });

export const integrationsQuery = queryOptions({
  queryKey: ['integration', 'list'],
  queryFn: () => ask(api.GET('/api/v1/integrations')),
});

export const integrationQuery = (id: string) =>
  queryOptions({
    queryKey: ['integration', id],
    queryFn: () => ask(api.GET('/api/v1/integrations/{id}', at(id))),
  });

export const integrationCommands = {
  create: (body: Body<'createIntegration'>) => ask(api.POST('/api/v1/integrations', { body })),
  change: (id: string, body: Body<'changeIntegration'>) =>
    ask(api.PATCH('/api/v1/integrations/{id}', { ...at(id), body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/integrations/{id}', at(id))),
  test: (id: string, body: NonNullable<Body<'testIntegration'>>) =>
    ask(api.POST('/api/v1/integrations/{id}/test', { ...at(id), body })),
  rotate: (id: string) => ask(api.POST('/api/v1/integrations/{id}/rotate', at(id))),
};

export type WriteBackSettings = Reply<'getWriteBack'>;

export const writeBackQuery = (id: string) =>
  queryOptions({
    queryKey: ['integration', id, 'write-back'],
    queryFn: () => ask(api.GET('/api/v1/integrations/{id}/write-back', at(id))),
  });

export const writeBackCommands = {
  save: (id: string, body: Body<'setWriteBack'>) =>
    ask(api.PUT('/api/v1/integrations/{id}/write-back', { ...at(id), body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/integrations/{id}/write-back', at(id))),
};

export type Check = Reply<'listChecks'>['items'][number];
export type CheckBody = Body<'saveCheck'>;

const CHECKS_EVERY_MS = 15_000;

export const checksQuery = queryOptions({
  queryKey: ['check'],
  queryFn: () => ask(api.GET('/api/v1/checks')),
  refetchInterval: CHECKS_EVERY_MS,
});

export const checkCommands = {
  save: (id: string, body: CheckBody) => ask(api.PUT('/api/v1/checks/{id}', { ...at(id), body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/checks/{id}', at(id))),
};
