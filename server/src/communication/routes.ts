import { z } from 'zod';
import { Fault, notFound, type Viewer } from '../kernel/index.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import {
  type AppServer,
  authorise,
  type Principal,
  principalOf,
  type Routes,
} from '../platform/http/index.ts';
import type { Channel } from './channel.ts';
import { contactCard } from './contact-card.ts';
import type { Message } from './model.ts';
import {
  channelListReply,
  messageListReply,
  messageQuery,
  messageReply,
  secretQuery,
  secretReply,
} from './model-api.ts';
import { type MessageNames, presentMessage } from './present.ts';
import { presentChannel } from './present-channel.ts';
import type { Communication } from './service.ts';

export interface MessageRouteParts {
  readonly database: Database;
  readonly communication: Communication;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly publicUrl: string;
  /** Names for what these messages mention. */
  names(reader: Reader, messages: readonly Message[], viewer: Viewer): Promise<MessageNames>;
  /** Whether whoever asks may see where a message went; answered by the directory, which knows whose address it is. */
  maySeeAddress(asker: Principal, message: Message): boolean;
  /** The kinds of contact methods that active people have. */
  kindsInUse(reader: Reader): Promise<ReadonlySet<string>>;
  /** The id behind `INC-12`. @throws Fault `not_found` */
  incidentIdOf(reader: Reader, ref: string, viewer: Viewer): Promise<string>;
  /** The incidents that do not exist for whoever looks; nor do the messages about them. */
  hiddenIncidents(reader: Reader, viewer: Viewer): Promise<readonly string[]>;
  /** What the steps of an incident left under; a weekly review is one message about many incidents. */
  sourcesOf(reader: Reader, incidentId: string): Promise<readonly string[]>;
}

/** Which messages are an incident's: those about it alone, and those that carried it among others. */
async function ofIncident(parts: MessageRouteParts, ref: string, viewer: Viewer) {
  const { incidentIdOf, sourcesOf, database } = parts;
  const incidentId = await incidentIdOf(database.db, ref, viewer);
  return { incidentId, alsoFrom: await sourcesOf(database.db, incidentId) };
}

/** @throws Fault `not_found`, also for a message about an incident that the viewer may not see */
async function messageFor(
  { communication, hiddenIncidents, database }: MessageRouteParts,
  id: string,
  viewer: Viewer,
) {
  const message = await communication.get(database.db, id);
  const hidden = await hiddenIncidents(database.db, viewer);
  if (message === undefined || hidden.includes(message.incidentId ?? '')) throw notFound('message');
  return message;
}

const tags = ['communication'];

/** The message log (COM-7) and the channels. */
export const communicationRoutes =
  (parts: MessageRouteParts): Routes =>
  (server) => {
    listRoutes(server, parts);
    messageRoutes(server, parts);
    channelRoutes(server, parts);
  };

function listRoutes(server: AppServer, parts: MessageRouteParts): void {
  const reader = parts.database.db;
  server.route({
    method: 'GET',
    url: '/api/v1/messages',
    config: { permission: 'messages:read' },
    schema: {
      operationId: 'listMessages',
      summary: 'List messages with their channel and delivery status, newest first',
      tags,
      querystring: messageQuery,
      response: { 200: messageListReply },
    },
    handler: async (request) => {
      const { incident, person, cursor, limit, ...rest } = request.query;
      const asker = principalOf(request);
      // Addresses of people outside.
      if (rest.purpose === 'subscriber') authorise(asker, 'status:write');
      const hiddenIncidents = await parts.hiddenIncidents(reader, asker);
      const about = incident === undefined ? {} : await ofIncident(parts, incident, asker);
      const page = { before: cursor, limit: limit + 1, hiddenIncidents };
      const found = await parts.communication.list(reader, { ...rest, ...about, ...page, personId: person });
      const items = found.slice(0, limit);
      return {
        items: await present(parts, asker, items),
        nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  });
  server.route({
    method: 'GET',
    url: '/api/v1/incidents/:ref/messages',
    config: { permission: 'messages:read' },
    schema: {
      operationId: 'listIncidentMessages',
      summary: 'List messages about an incident, sent or deliberately not sent, newest first',
      tags,
      params: z.object({ ref: z.string() }),
      querystring: messageQuery.pick({ cursor: true, limit: true }),
      response: { 200: messageListReply },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const asker = principalOf(request);
      const hiddenIncidents = await parts.hiddenIncidents(reader, asker);
      const about = await ofIncident(parts, request.params.ref, asker);
      const page = { before: cursor, limit: limit + 1, hiddenIncidents };
      const found = await parts.communication.list(reader, { ...about, ...page });
      const items = found.slice(0, limit);
      return {
        items: await present(parts, asker, items),
        nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      };
    },
  });
}

function messageRoutes(server: AppServer, parts: MessageRouteParts): void {
  const byId = z.object({ id: z.uuid() });
  server.route({
    method: 'GET',
    url: '/api/v1/messages/:id',
    config: { permission: 'messages:read' },
    schema: {
      operationId: 'getMessage',
      summary: 'Get a message with every attempt',
      tags,
      params: byId,
      response: { 200: messageReply },
    },
    handler: async (request) => {
      const asker = principalOf(request);
      return presentOne(parts, asker, await messageFor(parts, request.params.id, asker));
    },
  });
  server.route({
    method: 'POST',
    url: '/api/v1/messages/:id/resend',
    config: { permission: 'messages:resend' },
    schema: {
      operationId: 'resendMessage',
      summary: 'Resend a dead letter',
      tags,
      params: byId,
      response: { 200: messageReply },
    },
    handler: async (request) => {
      const asker = principalOf(request);
      const { id } = await messageFor(parts, request.params.id, asker);
      return presentOne(parts, asker, await parts.communication.resend(id, asker.actor));
    },
  });
}

function channelRoutes(server: AppServer, parts: MessageRouteParts): void {
  server.route({
    method: 'GET',
    url: '/api/v1/channels',
    config: { permission: 'directory:read' },
    schema: {
      operationId: 'listChannels',
      summary: 'List channels, their fields, and which are not configured or failing',
      tags,
      response: { 200: channelListReply },
    },
    handler: async () => {
      const failures = await parts.communication.failures(parts.database.db);
      const used = await parts.kindsInUse(parts.database.db);
      return {
        items: await Promise.all(
          [...parts.channels.values()].map((channel) => presentChannel(channel, failures, used)),
        ),
      };
    },
  });
  server.route({
    method: 'GET',
    url: '/api/v1/channels/contact-card',
    config: { permission: 'directory:read' },
    schema: {
      operationId: 'getContactCard',
      summary: 'Download the numbers that pages come from as a contact (vCard)',
      tags,
      response: { 200: z.string().describe('text/vcard') },
    },
    handler: async (_request, reply) => {
      const numbers = [...parts.channels.values()].flatMap((channel) => channel.numbers ?? []);
      const card = contactCard(numbers, parts.publicUrl);
      if (card === null) throw notFound('phone number that pages come from');
      return reply
        .headers({
          'content-type': 'text/vcard; charset=utf-8',
          'content-disposition': 'attachment; filename="tocsin.vcf"',
        })
        .send(card);
    },
  });
  server.route({
    method: 'GET',
    url: '/api/v1/channels/:kind/secret',
    config: { permission: 'directory:write' },
    schema: {
      operationId: 'getSigningSecret',
      summary: 'Get the secret that signs messages to an address',
      tags,
      params: z.object({ kind: z.string() }),
      querystring: secretQuery,
      response: { 200: secretReply },
    },
    handler: async ({ params, query }, reply) => {
      const channel = parts.channels.get(params.kind);
      if (channel?.signingSecret === undefined)
        throw notFound(`channel "${params.kind}" that signs messages`);
      const address = channel.validateAddress(query.address);
      if (!address.ok)
        throw new Fault('invalid', 'invalid_address', address.error, [
          { path: 'address', message: address.error },
        ]);
      reply.header('cache-control', 'no-store');
      return { secret: channel.signingSecret(address.value, query.generation) };
    },
  });
}

async function present(parts: MessageRouteParts, asker: Principal, messages: readonly Message[]) {
  const reader = parts.database.db;
  const around = {
    channels: parts.channels,
    attempts: await parts.communication.attempts(
      reader,
      messages.map(({ id }) => id),
    ),
    names: await parts.names(reader, messages, asker),
    showsAddress: (message: Message) => parts.maySeeAddress(asker, message),
  };
  return messages.map((message) => presentMessage(message, around));
}

async function presentOne(parts: MessageRouteParts, asker: Principal, message: Message) {
  const [one] = await present(parts, asker, [message]);
  if (one === undefined) throw new Error('One message was given, none came back.');
  return one;
}
