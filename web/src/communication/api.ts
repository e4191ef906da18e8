import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, given, type Reply } from '../api/client.ts';

export type Message = Reply<'getMessage'>;
export type Channel = Reply<'listChannels'>['items'][number];
export type MessageStateName = Message['state'];

/** What the log can be narrowed to; lives in the address. */
export interface MessageSearch {
  state?: MessageStateName | undefined;
  purpose?: Message['purpose'] | undefined;
  channel?: string | undefined;
}

export const messagesQuery = (search: MessageSearch) =>
  infiniteQueryOptions({
    queryKey: ['message', 'list', search],
    queryFn: ({ pageParam }) =>
      ask(api.GET('/api/v1/messages', { params: { query: given({ ...search, cursor: pageParam }) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ['message', id],
    queryFn: () => ask(api.GET('/api/v1/messages/{id}', { params: { path: { id } } })),
  });

export const incidentMessagesQuery = (ref: string) =>
  infiniteQueryOptions({
    queryKey: ['incident', ref, 'messages'],
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/v1/incidents/{ref}/messages', {
          params: { path: { ref }, query: given({ cursor: pageParam }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** The newest message that a channel's server has taken: a setting alone proves nothing. */
export const lastAccepted = async (channel: string): Promise<Message | null> => {
  const query = { channel, state: 'accepted' as const, limit: 1 };
  return (await ask(api.GET('/api/v1/messages', { params: { query } }))).items[0] ?? null;
};

export const lastAcceptedQuery = (channel: string) =>
  queryOptions({ queryKey: ['message', 'accepted', channel], queryFn: () => lastAccepted(channel) });

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: () => ask(api.GET('/api/v1/channels')),
});

export type Room = Reply<'listRooms'>['items'][number];

/** Chat rooms that follow incidents; goes stale with messages, because posting there can fail. */
export const roomsQuery = queryOptions({
  queryKey: ['message', 'rooms'],
  queryFn: () => ask(api.GET('/api/v1/rooms')),
});

export type ChannelRule = Reply<'listIncidentChannelRules'>['items'][number];

/** For which incidents a channel is opened in a chat; goes stale with messages, because that can fail. */
export const channelRulesQuery = queryOptions({
  queryKey: ['message', 'incident-channels'],
  queryFn: () => ask(api.GET('/api/v1/incident-channels')),
});

/** The channels that an incident has of its own. */
export const incidentChannelsQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'channels'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/channels', { params: { path: { ref } } })),
  });

export const channelRuleCommands = {
  add: (body: Body<'addIncidentChannelRule'>) => ask(api.POST('/api/v1/incident-channels', { body })),
  change: (id: string, body: Body<'changeIncidentChannelRule'>) =>
    ask(api.PUT('/api/v1/incident-channels/{id}', { params: { path: { id } }, body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/incident-channels/{id}', { params: { path: { id } } })),
};

export type Mailbox = Reply<'getMailbox'>;

/** Incoming mail; goes stale with messages, as the mailbox begins and ends to fail. */
export const mailboxQuery = queryOptions({
  queryKey: ['message', 'mailbox'],
  queryFn: () => ask(api.GET('/api/v1/mailbox')),
});

export const roomCommands = {
  add: (body: Body<'addRoom'>) => ask(api.POST('/api/v1/rooms', { body })),
  change: (id: string, body: Body<'changeRoom'>) =>
    ask(api.PUT('/api/v1/rooms/{id}', { params: { path: { id } }, body })),
  remove: (id: string) => ask(api.DELETE('/api/v1/rooms/{id}', { params: { path: { id } } })),
  test: (id: string) => ask(api.POST('/api/v1/rooms/{id}/test', { params: { path: { id } } })),
};

export function resend(id: string): Promise<unknown> {
  return ask(api.POST('/api/v1/messages/{id}/resend', { params: { path: { id } } }));
}

/** The secret that messages to a webhook are signed with, for its receiver to check. */
export function signingSecret(
  kind: string,
  address: string,
  generation: number,
): Promise<{ secret: string }> {
  return ask(
    api.GET('/api/v1/channels/{kind}/secret', { params: { path: { kind }, query: { address, generation } } }),
  );
}
