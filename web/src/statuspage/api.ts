import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';

export type StatusPage = Reply<'listStatusPages'>['items'][number];
export type PublicIncident = Reply<'getPublicIncident'>;
export type Level = StatusPage['level'];
export type Phase = PublicIncident['phase'];
export type PageInput = Body<'putStatusPage'>;

export const statusPagesQuery = queryOptions({
  queryKey: ['status', 'pages'],
  queryFn: () => ask(api.GET('/api/v1/status-pages')),
});

/** Tried each minute, by whichever process keeps one. */
const COPIED_EVERY_MS = 60_000;

export const copiesQuery = queryOptions({
  queryKey: ['status', 'copies'],
  queryFn: () => ask(api.GET('/api/v1/status-page-copies')),
  refetchInterval: COPIED_EVERY_MS,
});

export const publicIncidentsQuery = (page: string) =>
  queryOptions({
    queryKey: ['status', 'incidents', page],
    queryFn: () => ask(api.GET('/api/v1/status-pages/{page}/incidents', { params: { path: { page } } })),
  });

const at = (id: string) => ({ params: { path: { id } } });

export const publicIncidentQuery = (id: string) =>
  queryOptions({
    queryKey: ['status', 'incident', id],
    queryFn: () => ask(api.GET('/api/v1/public-incidents/{id}', at(id))),
  });

type DraftPhase = 'investigating' | 'identified' | 'monitoring' | 'resolved';

/** What the public knows of an incident, with words to go on with. @param phase of the draft; left out: the likely one */
export const publicOfIncidentQuery = (ref: string, phase?: DraftPhase) =>
  queryOptions({
    // With the incident's own topic as well: what may be published changes with it.
    queryKey: ['incident', ref, 'public', phase ?? ''],
    queryFn: () =>
      ask(
        api.GET('/api/v1/incidents/{ref}/public', {
          params: { path: { ref }, query: given({ phase }) },
        }),
      ),
  });

export const statusCommands = {
  put: (page: string, body: PageInput) =>
    ask(api.PUT('/api/v1/status-pages/{page}', { params: { path: { page } }, body })),
  open: (page: string, body: Body<'openPublicIncident'>) =>
    ask(api.POST('/api/v1/status-pages/{page}/incidents', { params: { path: { page } }, body })),
  update: (id: string, body: Body<'publishUpdate'>) =>
    ask(api.POST('/api/v1/public-incidents/{id}/updates', { ...at(id), body })),
  edit: (id: string, update: string, body: Body<'editPublicUpdate'>) =>
    ask(
      api.PATCH('/api/v1/public-incidents/{id}/updates/{update}', {
        params: { path: { id, update } },
        body,
      }),
    ),
  remove: (id: string, update: string) =>
    ask(api.DELETE('/api/v1/public-incidents/{id}/updates/{update}', { params: { path: { id, update } } })),
  withdraw: (id: string, reason: string) =>
    ask(api.POST('/api/v1/public-incidents/{id}/withdraw', { ...at(id), body: { reason } })),
  schedule: (page: string, body: Body<'scheduleMaintenance'>) =>
    ask(api.POST('/api/v1/status-pages/{page}/maintenances', { params: { path: { page } }, body })),
  preview: (page: string, body: Body<'previewPublicUpdate'>) =>
    ask(api.POST('/api/v1/status-pages/{page}/preview', { params: { path: { page } }, body })),
};
