import { z } from 'zod';
import { principalOf, type Routes } from '../../platform/http/index.ts';
import type { PersonCalendar } from './model.ts';
import { calendarBody, calendarReply } from './model-api.ts';
import type { Calendars } from './service.ts';

const tags = ['people'];
const params = z.object({ id: z.uuid() });
const url = '/api/v1/people/:id/calendar';
const config = { permission: 'self:write' } as const;

const present = (calendar: PersonCalendar | null): z.input<typeof calendarReply> => ({
  calendar:
    calendar === null
      ? null
      : {
          host: calendar.host,
          readAt: calendar.readAt?.toString() ?? null,
          problem: calendar.problem,
        },
});

/** The free/busy address of a person: their own, or by a manager. */
export const calendarRoutes =
  (calendars: Calendars): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url,
      config,
      schema: {
        operationId: 'getCalendar',
        summary: 'Get whether a person’s calendar can be read',
        tags,
        params,
        response: { 200: calendarReply },
      },
      handler: async (request) => present(await calendars.get(request.params.id, principalOf(request))),
    });
    server.route({
      method: 'PUT',
      url,
      config: { ...config, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        operationId: 'setCalendar',
        summary: 'Set where a person’s free/busy times are read, once a test shows that it works',
        tags,
        params,
        body: calendarBody,
        response: { 200: calendarReply },
      },
      handler: async (request) =>
        present(await calendars.set(request.params.id, request.body.url, principalOf(request))),
    });
    server.route({
      method: 'DELETE',
      url,
      config,
      schema: {
        operationId: 'removeCalendar',
        summary: 'Remove the address of a person’s calendar, and what was read from it',
        tags,
        params,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await calendars.remove(request.params.id, principalOf(request));
        return reply.code(204).send(null);
      },
    });
  };
