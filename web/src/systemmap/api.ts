import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Reply } from '../api/client.ts';

export type SystemMap = Reply<'getSystemMap'>;
export type SystemNow = SystemMap['systems'][number];
export type TeamNow = SystemMap['teams'][number];
type Contact = Reply<'listContacts'>['items'][number];

export const systemMapQuery = queryOptions({
  queryKey: ['systemmap', 'all'],
  queryFn: () => ask(api.GET('/api/v1/system-map')),
  // A hand-over is no change of data: nobody announces it.
  refetchInterval: 60_000,
});

export const incidentSystemsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'systems'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/systems', { params: { path: { ref } } })),
  });

/** Everybody, however many requests it takes: a printed directory that ends at a page is worse than none. */
export const contactsQuery = queryOptions({
  queryKey: ['directory', 'contacts'],
  queryFn: async () => {
    const items: Contact[] = [];
    for (let cursor: string | undefined; ; ) {
      const query = { limit: 1000, ...(cursor === undefined ? {} : { cursor }) };
      const page = await ask(api.GET('/api/v1/contacts', { params: { query } }));
      items.push(...page.items);
      if (page.nextCursor === null) return items;
      cursor = page.nextCursor;
    }
  },
});

export const wholeRunbooksQuery = queryOptions({
  queryKey: ['runbook', 'whole'],
  queryFn: () => ask(api.GET('/api/v1/runbooks', { params: { query: { steps: 'true' } } })),
});
