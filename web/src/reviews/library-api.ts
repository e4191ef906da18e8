import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';
import type { SeverityId } from '../ui/Badges.tsx';
import { nowMs } from '../ui/clock.ts';

export type LibraryItem = Reply<'searchLibrary'>['items'][number];
export type Pieces = LibraryItem['pieces'];
export type Lessons = Reply<'getLessons'>;

/** What the library is narrowed to; lives in the address. */
export interface LibrarySearch {
  q?: string | undefined;
  system?: string | undefined;
  severity?: SeverityId | undefined;
  tag?: string | undefined;
  /** Ended in the last so many days. */
  days?: number | undefined;
}

const daysAgo = (days: number): string => new Date(nowMs() - days * 86_400_000).toISOString().slice(0, 10);

export const libraryQuery = ({ days, ...search }: LibrarySearch) =>
  infiniteQueryOptions({
    queryKey: ['reviews', 'library', search, days ?? null],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/library', {
          params: {
            query: given({
              ...search,
              since: days === undefined ? undefined : daysAgo(days),
              offset: pageParam,
            }),
          },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextOffset,
    // What was found stays while the next letters are looked for.
    placeholderData: keepPreviousData,
  });

export const lessonsQuery = (of: { system: string } | { team: string }) =>
  queryOptions({
    queryKey: ['reviews', 'lessons', of],
    queryFn: () => ask(api.GET('/api/v1/library/lessons', { params: { query: of } })),
  });

export const tagsQuery = queryOptions({
  queryKey: ['reviews', 'tags'],
  queryFn: () => ask(api.GET('/api/v1/library/tags')),
});

const at = (ref: string) => ({ params: { path: { ref } } });

export const tagsOfQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'tags', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/tags', at(ref))),
  });

export const relatedQuery = (ref: string) =>
  queryOptions({
    queryKey: ['reviews', 'related', ref],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/related', at(ref))),
  });

export const changeTags = (ref: string, body: Body<'changeTags'>) =>
  ask(api.PATCH('/api/v1/incidents/{ref}/tags', { ...at(ref), body }));
