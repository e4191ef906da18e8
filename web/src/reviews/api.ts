import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Review = Reply<'getReview'>;
export type Life = NonNullable<Review['review']>;
export type Clock = Life['clocks'][number];
export type Listed = Reply<'listReviews'>['items'][number];
export type ProposedTimes = Reply<'proposeReviewTimes'>;
export type ProposedTime = ProposedTimes['items'][number];

const at = (ref: string) => ({ params: { path: { ref } } });

export const reviewQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'one', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/review', at(ref))),
  });

const READING_MS = 2_000;

export const timesQuery = (ref: string, minutes: number) =>
  queryOptions({
    // Calendars are read meanwhile: what they say comes a moment later.
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.reading > 0 ? READING_MS : false),
    queryKey: ['reviews', 'times', ref, minutes],
    queryFn: () =>
      ask(
        api.GET('/api/v1/incidents/{ref}/review/times', {
          params: { path: { ref }, query: { minutes } },
        }),
      ),
  });

export const reviewsQuery = (status: 'open' | 'all') =>
  queryOptions({
    queryKey: ['reviews', 'list', status],
    queryFn: () => ask(api.GET('/api/v1/reviews', { params: { query: { status } } })),
  });

export const reviewCommands = {
  request: (ref: string) => ask(api.POST('/api/v1/incidents/{ref}/review', at(ref))),
  schedule: (ref: string, body: Body<'scheduleReview'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/review/meeting', { ...at(ref), body })),
  participants: (ref: string, body: Body<'changeReviewParticipants'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/review/participants', { ...at(ref), body })),
  held: (ref: string, body: Body<'recordReviewHeld'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/review/held', { ...at(ref), body })),
  waive: (ref: string, body: Body<'waiveReview'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/review/waive', { ...at(ref), body })),
  correctEnd: (ref: string, body: Body<'correctIncidentEnd'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/review/end', { ...at(ref), body })),
};

const ofPerson = (id: string) => ({ params: { path: { id } } });

export const calendarQuery = (personId: string) =>
  queryOptions({
    queryKey: ['calendars', personId],
    queryFn: () => ask(api.GET('/api/v1/people/{id}/calendar', ofPerson(personId))),
  });

export const calendarCommands = {
  set: (personId: string, url: string) =>
    ask(api.PUT('/api/v1/people/{id}/calendar', { ...ofPerson(personId), body: { url } })),
  remove: (personId: string) => ask(api.DELETE('/api/v1/people/{id}/calendar', ofPerson(personId))),
};
