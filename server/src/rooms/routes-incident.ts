import { z } from 'zod';
import type { Channel } from '../communication/index.ts';
import { incidentRef } from '../incidents/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import { incidentRoomReply, ruleInput, ruleReply } from './model-incident.ts';
import type { Rooms } from './service.ts';

const tags = ['communication'];
const byId = z.object({ id: z.uuid() });
const rulesReply = z.object({ items: z.array(ruleReply) });

/** The channels that incidents have of their own, and for which incidents one is opened. */
export const incidentRoomRoutes =
  (rooms: Rooms, channels: ReadonlyMap<string, Channel>): Routes =>
  (server) => {
    const { own } = rooms;
    const labelOf = (kind: string) => channels.get(kind)?.label ?? kind;
    const list = async () => {
      const { teams } = await rooms.facts();
      const troubles = await own.troubles();
      return {
        items: (await own.rules()).map((rule) => ({
          ...rule,
          channelLabel: labelOf(rule.channel),
          teams: rule.teams.map((id) => ({ id, name: teams.get(id)?.name ?? id })),
          severities: [...rule.severities],
          trouble: troubles.get(rule.channel) ?? null,
        })),
      };
    };
    server.route({
      method: 'GET',
      url: '/api/v1/incident-channels',
      config: { permission: 'directory:read' },
      schema: {
        operationId: 'listIncidentChannelRules',
        summary: 'List for which incidents a channel is opened in a chat',
        tags,
        response: { 200: rulesReply },
      },
      handler: list,
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incident-channels',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'addIncidentChannelRule',
        summary: 'Open a channel in a chat for each of these incidents',
        tags,
        body: ruleInput,
        response: { 201: rulesReply },
      },
      handler: async (request, reply) => {
        await own.putRule(null, request.body, principalOf(request).actor);
        return reply.code(201).send(await list());
      },
    });
    server.route({
      method: 'PUT',
      url: '/api/v1/incident-channels/:id',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'changeIncidentChannelRule',
        summary: 'Change for which incidents a channel is opened; the channels that are there stay',
        tags,
        params: byId,
        body: ruleInput,
        response: { 200: rulesReply },
      },
      handler: async (request) => {
        await own.putRule(request.params.id, request.body, principalOf(request).actor);
        return list();
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/incident-channels/:id',
      config: { permission: 'directory:write' },
      schema: {
        operationId: 'removeIncidentChannelRule',
        summary: 'Open no more channels by this rule; the channels that are there stay',
        tags,
        params: byId,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await own.removeRule(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/channels',
      config: { permission: 'incidents:read' },
      schema: {
        operationId: 'listIncidentChannels',
        summary: 'The channels that an incident has of its own in chats',
        tags: ['incidents'],
        params: z.object({ ref: incidentRef }),
        response: { 200: z.object({ items: z.array(incidentRoomReply) }) },
      },
      handler: async (request) => {
        return {
          items: (await own.of(request.params.ref, principalOf(request))).map((room) => ({
            ...{ id: room.roomId, channelLabel: labelOf(room.channel), name: room.name, url: room.url },
            ...{ private: room.private, state: room.state, byHand: room.byHand },
            ...{ trouble: room.trouble, notIn: room.notIn },
          })),
        };
      },
    });
  };
