import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type Webhook = Reply<'listWebhooks'>['items'][number];
export type Delivery = Reply<'listWebhookDeliveries'>['items'][number];
export type DeliveryState = Delivery['state'];

/* Under the key of integrations: the live stream tells of both alike. */
const KEY = ['integration', 'webhooks'] as const;
const of = (id: string) => ({ params: { path: { id } } });

export const webhooksQuery = queryOptions({
  queryKey: KEY,
  queryFn: () => ask(api.GET('/api/v1/webhooks')),
});

export const webhookQuery = (id: string) =>
  queryOptions({ queryKey: [...KEY, id], queryFn: () => ask(api.GET('/api/v1/webhooks/{id}', of(id))) });

export const eventsQuery = queryOptions({
  queryKey: ['webhook-events'],
  queryFn: () => ask(api.GET('/api/v1/webhook-events')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const deliveriesQuery = (id: string, state: DeliveryState | undefined) =>
  infiniteQueryOptions({
    queryKey: [...KEY, id, 'deliveries', state ?? 'all'],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/webhooks/{id}/deliveries', {
          params: {
            path: { id },
            query: { ...(pageParam ? { cursor: pageParam } : {}), ...(state ? { state } : {}) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const deliveryQuery = (id: string, delivery: string) =>
  queryOptions({
    queryKey: [...KEY, id, 'delivery', delivery],
    queryFn: () =>
      ask(api.GET('/api/v1/webhooks/{id}/deliveries/{delivery}', { params: { path: { id, delivery } } })),
  });

export const webhookCommands = {
  save: (id: string, body: Body<'saveWebhook'>) => ask(api.PUT('/api/v1/webhooks/{id}', { ...of(id), body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/webhooks/{id}', of(id))),
  turn: (id: string, body: Body<'turnWebhook'>) =>
    ask(api.POST('/api/v1/webhooks/{id}/state', { ...of(id), body })),
  secret: (id: string) => ask(api.GET('/api/v1/webhooks/{id}/secret', of(id))),
  rotate: (id: string) => ask(api.POST('/api/v1/webhooks/{id}/rotate', of(id))),
  ping: (id: string) => ask(api.POST('/api/v1/webhooks/{id}/ping', of(id))),
  replay: (id: string, since: string) =>
    ask(api.POST('/api/v1/webhooks/{id}/replay', { ...of(id), body: { since } })),
  sendAgain: (id: string, delivery: string) =>
    ask(
      api.POST('/api/v1/webhooks/{id}/deliveries/{delivery}/replay', { params: { path: { id, delivery } } }),
    ),
};
