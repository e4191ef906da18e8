import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';
import type { SeverityId } from '../ui/Badges.tsx';

export type Incident = Reply<'getIncident'>;
export type IncidentSummary = Reply<'listIncidents'>['items'][number];
export type Entry = Reply<'getIncidentTimeline'>['items'][number];
export type Access = Reply<'getIncidentAccess'>;
export type NoteType = NonNullable<Body<'addEntry'>['type']>;

/** What the list can be narrowed to; lives in the address. */
export interface IncidentSearch {
  status?: 'mine' | 'open' | 'resolved' | 'all' | undefined;
  q?: string | undefined;
  severity?: SeverityId | undefined;
  system?: string | undefined;
  team?: string | undefined;
  drill?: 'false' | undefined;
}

/** How many are open, for the tabs of the list. */
export const incidentCountsQuery = queryOptions({
  queryKey: ['incidents', 'counts'],
  queryFn: () => ask(api.GET('/api/v1/incidents/counts')),
});

export const incidentsQuery = (search: IncidentSearch) =>
  infiniteQueryOptions({
    queryKey: ['incidents', search],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/incidents', {
          params: {
            query: given({
              ...search,
              status: search.status === 'mine' ? ('open' as const) : (search.status ?? 'open'),
              mine: search.status === 'mine' ? ('true' as const) : undefined,
              order: 'urgency' as const,
              cursor: pageParam,
            }),
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const incidentQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}', at(ref))),
  });

/** Who takes part in it, and who has opened it while it was restricted. */
export const accessQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'access'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/access', at(ref))),
  });

/** Says that this page is open, and asks who else has it open; not while it is hidden. */
export const viewingQuery = (ref: string) =>
  queryOptions({
    queryKey: ['viewing', ref],
    queryFn: () => ask(api.POST('/api/v1/incidents/{ref}/viewing', at(ref))),
    refetchInterval: 20_000,
    retry: false,
  });

export const timelineQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['incident', ref, 'timeline'],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/incidents/{ref}/timeline', {
          params: { path: { ref }, query: given({ cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

const at = (ref: string) => ({ params: { path: { ref } } });

/** The commands of an incident. Each answers with the incident after it; the live stream refreshes the pages. */
export const commands = {
  acknowledge: (ref: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/acknowledge', { ...at(ref), body: {} })),
  takeCommand: (ref: string) => ask(api.POST('/api/v1/incidents/{ref}/command', { ...at(ref), body: {} })),
  handOver: (ref: string, body: { personId: string; note?: string }) =>
    ask(api.POST('/api/v1/incidents/{ref}/command', { ...at(ref), body })),
  assignRole: (ref: string, body: Body<'assignRole'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/roles', { ...at(ref), body })),
  releaseRole: (ref: string, body: Body<'releaseRole'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/roles/release', { ...at(ref), body })),
  setStatus: (ref: string, status: 'investigating' | 'mitigating', note: string) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/status', {
        ...at(ref),
        body: { status, ...(note ? { note } : {}) },
      }),
    ),
  reopen: (ref: string, reason: string, acknowledge: boolean) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/reopen', {
        ...at(ref),
        body: { acknowledge, ...(reason ? { reason } : {}) },
      }),
    ),
  confirmSeverity: (ref: string, body: { answers: Record<string, boolean>; reason?: string }) =>
    ask(api.POST('/api/v1/incidents/{ref}/confirm', { ...at(ref), body })),
  changeSeverity: (ref: string, body: Body<'changeSeverity'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/severity', { ...at(ref), body })),
  setCustomerFacing: (ref: string, customerFacing: boolean, reason: string) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/customer-facing', {
        ...at(ref),
        body: { customerFacing, ...(reason ? { reason } : {}) },
      }),
    ),
  setVisibility: (ref: string, visibility: Incident['visibility'], reason: string) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/visibility', {
        ...at(ref),
        body: { visibility, ...(reason ? { reason } : {}) },
      }),
    ),
  changeSystems: (ref: string, body: { add: string[]; remove: string[] }) =>
    ask(api.POST('/api/v1/incidents/{ref}/systems', { ...at(ref), body })),
  changeResponders: (ref: string, body: { add: string[]; remove: string[] }) =>
    ask(api.POST('/api/v1/incidents/{ref}/responders', { ...at(ref), body })),
  changeDetails: (ref: string, body: Body<'changeIncident'>) =>
    ask(api.PATCH('/api/v1/incidents/{ref}', { ...at(ref), body })),
  addEntry: (ref: string, body: Body<'addEntry'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/entries', { ...at(ref), body })),
  strike: (ref: string, seq: number) =>
    ask(
      api.POST('/api/v1/incidents/{ref}/entries/{seq}/strike', {
        params: { path: { ref, seq } },
        body: {},
      }),
    ),
  movePolicy: (ref: string, version: number) =>
    ask(api.POST('/api/v1/incidents/{ref}/policy', { ...at(ref), body: { version } })),
  merge: (ref: string, into: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/merge', { ...at(ref), body: { into } })),
};

/** What merging would make of the other incident, before it is done. */
export const mergePreviewQuery = (ref: string, into: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'merge-preview', into],
    queryFn: () =>
      ask(api.GET('/api/v1/incidents/{ref}/merge-preview', { params: { path: { ref }, query: { into } } })),
  });

/** Declares an incident; the matrix starts at once. */
export function declare(body: Body<'declareIncident'>): Promise<Incident> {
  return ask(api.POST('/api/v1/incidents', { body }));
}

/** The sealed export, with the name that its server gives it. @throws Problem */
export async function exportArchive(ref: string): Promise<{ blob: Blob; name: string; seal: string }> {
  const request = api.POST('/api/v1/incidents/{ref}/archive', {
    params: { path: { ref } },
    body: null,
    parseAs: 'blob',
  });
  const blob: unknown = await ask(request);
  const { headers } = (await request).response;
  const name = /filename="([\w.-]+)"/.exec(headers.get('content-disposition') ?? '')?.[1];
  return { blob: blob as Blob, name: name ?? `${ref}.tar`, seal: headers.get('x-archive-seal') ?? '' };
}
