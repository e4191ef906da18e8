import { z } from 'zod';
import type { Channel } from '../communication/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { roomChange, roomInput, roomReply } from './model.ts';
import type { Rooms } from './service.ts';

const tags = ['communication'];
const byId = z.object({ id: z.uuid() });
const listReply = z.object({ items: z.array(roomReply) });

export const roomRoutes =
  (rooms: Rooms, channels: ReadonlyMap<string, Channel>): Routes =>
  (server) => {
    const list = async () => {
      const { teams } = await rooms.facts();
      return {
        items: (await rooms.list()).map(({ incidentId: _, private: __, ...room }) => ({
          ...room,
          channelLabel: channels.get(room.channel)?.label ?? room.channel,
          teams: room.teams.map((id) => ({ id, name: teams.get(id)?.name ?? id })),
          severities: [...room.severities],
        })),
      };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/rooms',
      config: { permission: 'directory:read' },
      schema: {
        operationId: 'listRooms',
        summary: 'List the chat rooms that follow incidents',
        tags,
        response: { 200: listReply },
      },
      handler: list,
    });
    server.route({
      method: 'POST',
      url: '/api/v1/rooms',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'addRoom',
        summary: 'Let a chat room follow incidents',
        tags,
        body: roomInput,
        response: { 201: listReply },
      },
      handler: async (request, reply) => {
        await rooms.add(request.body, principalOf(request).actor);
        return reply.code(201).send(await list());
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/rooms/:id',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'changeRoom',
        summary: 'Change what a chat room is called, what it hears of, or where it is',
        tags,
        params: byId,
        body: roomChange,
        response: { 200: listReply },
      },
      handler: async (request) => {
        await rooms.change(request.params.id, request.body, principalOf(request).actor);
        return list();
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/rooms/:id',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'removeRoom',
        summary: 'Remove a chat room; it hears of nothing from then on',
        tags,
        params: byId,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await rooms.remove(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/rooms/:id/test',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'testRoom',
        summary: 'Post a test message to a chat room',
        tags,
        params: byId,
        response: { 202: z.null() },
      },
      handler: async (request, reply) => {
        await rooms.test(request.params.id);
        return reply.code(202).send(null);
      },
    });
  };
