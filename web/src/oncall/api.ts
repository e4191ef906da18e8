import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type ScheduleNow = Reply<'getOnCall'>['items'][number];
export type OnCallPerson = ScheduleNow['levels'][number]['people'][number];
export type ScheduleCalendar = Reply<'getSchedule'>;

export const onCallQuery = queryOptions({
  queryKey: ['oncall', 'now'],
  queryFn: () => ask(api.GET('/api/v1/oncall')),
  // A hand-over is no change of data: nobody announces it.
  refetchInterval: 60_000,
});

/** Four weeks from the server's present: from a time of the page, an override removed since would still be shown. */
export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: ['oncall', 'schedule', id],
    queryFn: () => ask(api.GET('/api/v1/schedules/{id}', { params: { path: { id } } })),
    refetchInterval: 60_000,
  });

export type RotationInput = NonNullable<Body<'createSchedule'>['rotations']>[number];
type PreviewBody = Body<'previewSchedule'>;

/** Who would be on call with these rotations, before anything is saved. */
export const previewQuery = (body: PreviewBody) =>
  queryOptions({
    queryKey: ['oncall', 'preview', body],
    queryFn: () => ask(api.POST('/api/v1/schedules/preview', { body })),
    placeholderData: keepPreviousData,
  });

export function createSchedule(body: Body<'createSchedule'>): Promise<Reply<'createSchedule'>> {
  return ask(api.POST('/api/v1/schedules', { body }));
}

export function changeSchedule(id: string, body: Body<'changeSchedule'>): Promise<Reply<'changeSchedule'>> {
  return ask(api.PATCH('/api/v1/schedules/{id}', { params: { path: { id } }, body }));
}

/** Takes a schedule out of use: nobody is on call by it from now on. */
export function archiveSchedule(id: string): Promise<unknown> {
  return ask(api.DELETE('/api/v1/schedules/{id}', { params: { path: { id } } }));
}

export function addOverride(id: string, body: Body<'createOverride'>): Promise<unknown> {
  return ask(api.POST('/api/v1/schedules/{id}/overrides', { params: { path: { id } }, body }));
}

export function removeOverride(id: string, overrideId: string): Promise<unknown> {
  return ask(
    api.DELETE('/api/v1/schedules/{id}/overrides/{overrideId}', { params: { path: { id, overrideId } } }),
  );
}
