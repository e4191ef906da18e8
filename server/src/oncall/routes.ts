import { z } from 'zod';
import { type Clock, Fault, type Instant, isBefore, Temporal } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import {
  calendarQuery,
  calendarReply,
  createOverride,
  createSchedule,
  onCallReply,
  overrideReply,
  patchSchedule,
  previewBody,
  previewReply,
  scheduleReply,
} from './model-api.ts';
import { presentCalendar, presentNow, presentOverride, presentSchedule } from './present.ts';
import type { OnCall } from './service.ts';

const LONGEST_WINDOW_DAYS = 400;
const PREVIEW_HOURS = 28 * 24;
const tags = ['oncall'];
const byId = z.object({ id: z.string() });

export const onCallRoutes =
  (oncall: OnCall, clock: Clock): Routes =>
  (server) => {
    server.route({
      method: 'GET',
      url: '/api/v1/oncall',
      config: { permission: 'oncall:read' },
      schema: {
        operationId: 'getOnCall',
        summary: 'List who is on call now for every team, and who is next',
        tags,
        response: { 200: onCallReply },
      },
      handler: async () => {
        const at = clock.now();
        const [schedules, directory] = [await oncall.schedules(), await oncall.directory()];
        return {
          at: at.toString(),
          items: schedules.map((schedule) => presentNow(schedule, at, directory)),
          teamsWithoutSchedule: [...directory.teams].flatMap(([id, { name, archived }]) =>
            archived || schedules.some(({ teamId }) => teamId === id) ? [] : [{ id, name }],
          ),
        };
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/schedules',
      config: { permission: 'oncall:read' },
      schema: {
        operationId: 'listSchedules',
        summary: 'List on-call schedules',
        tags,
        response: { 200: z.object({ items: z.array(scheduleReply), nextCursor: z.null() }) },
      },
      handler: async () => {
        const [schedules, directory] = [await oncall.schedules(), await oncall.directory()];
        const now = clock.now();
        return {
          items: schedules.map((schedule) => presentSchedule(schedule, now, directory)),
          nextCursor: null,
        };
      },
    });
    server.route({
      method: 'GET',
      url: '/api/v1/schedules/:id',
      config: { permission: 'oncall:read' },
      schema: {
        operationId: 'getSchedule',
        summary: 'Get a schedule, its rules and who is on call when',
        tags,
        params: byId,
        querystring: calendarQuery,
        response: { 200: calendarReply },
      },
      handler: async (request) => {
        const now = clock.now();
        const window = { ...windowOf(request.query, now), now };
        const schedule = await oncall.schedule(request.params.id, undefined, window.from);
        return presentCalendar(schedule, window, await oncall.directory());
      },
    });
    editRoutes(oncall, clock)(server);
    overrideRoutes(oncall)(server);
  };

const editRoutes =
  (oncall: OnCall, clock: Clock): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/schedules',
      config: { permission: 'oncall:write' },
      schema: {
        operationId: 'createSchedule',
        summary: 'Create a schedule for a team',
        tags,
        body: createSchedule,
        response: { 201: scheduleReply },
      },
      handler: async (request, reply) => {
        const schedule = await oncall.create(request.body, principalOf(request).actor);
        return reply.code(201).send(presentSchedule(schedule, clock.now(), await oncall.directory()));
      },
    });
    server.route({
      method: 'POST',
      url: '/api/v1/schedules/preview',
      config: { permission: 'oncall:write' },
      schema: {
        operationId: 'previewSchedule',
        summary: 'Preview four weeks of these rotations without saving',
        tags,
        body: previewBody,
        response: { 200: previewReply },
      },
      handler: async (request) => {
        const now = clock.now();
        const { scheduleId, ...wanted } = request.body;
        const window = { from: now, until: now.add({ hours: PREVIEW_HOURS }), now };
        const schedule = await oncall.preview(scheduleId, wanted, now);
        const { from, until, stints } = presentCalendar(schedule, window, await oncall.directory());
        return { from, until, stints };
      },
    });
    server.route({
      method: 'PATCH',
      url: '/api/v1/schedules/:id',
      config: { permission: 'oncall:write' },
      schema: {
        operationId: 'changeSchedule',
        summary: 'Update a schedule from now on',
        tags,
        params: byId,
        body: patchSchedule,
        response: { 200: scheduleReply },
      },
      handler: async (request) => {
        const { name, zone, rotations } = request.body;
        const patch = {
          ...(name === undefined ? {} : { name }),
          ...(zone === undefined ? {} : { zone }),
          ...(rotations === undefined ? {} : { rotations }),
        };
        const schedule = await oncall.change(request.params.id, patch, principalOf(request).actor);
        return presentSchedule(schedule, clock.now(), await oncall.directory());
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/schedules/:id',
      config: { permission: 'oncall:write' },
      schema: {
        operationId: 'archiveSchedule',
        summary: 'Archive a schedule; past shifts are kept',
        tags,
        params: byId,
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        await oncall.remove(request.params.id, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };

const overrideRoutes =
  (oncall: OnCall): Routes =>
  (server) => {
    server.route({
      method: 'POST',
      url: '/api/v1/schedules/:id/overrides',
      config: { permission: 'oncall:override' },
      schema: {
        operationId: 'createOverride',
        summary: 'Create an override',
        tags,
        params: byId,
        body: createOverride,
        response: { 201: overrideReply },
      },
      handler: async (request, reply) => {
        const { from, until, ...rest } = request.body;
        const override = await oncall.addOverride(
          request.params.id,
          { ...rest, from: Temporal.Instant.from(from), until: Temporal.Instant.from(until) },
          principalOf(request).actor,
        );
        return reply.code(201).send(presentOverride(override, await oncall.directory()));
      },
    });
    server.route({
      method: 'DELETE',
      url: '/api/v1/schedules/:id/overrides/:overrideId',
      config: { permission: 'oncall:override' },
      schema: {
        operationId: 'deleteOverride',
        summary: 'Remove an override; one that has started ends now',
        tags,
        params: byId.extend({ overrideId: z.uuid() }),
        response: { 204: z.null() },
      },
      handler: async (request, reply) => {
        const { id, overrideId } = request.params;
        await oncall.removeOverride(id, overrideId, principalOf(request).actor);
        return reply.code(204).send(null);
      },
    });
  };

/** The window asked for. @throws Fault invalid when it is empty, inverted or longer than a year and a bit */
function windowOf(
  query: { from?: string | undefined; until?: string | undefined },
  now: Instant,
): { from: Instant; until: Instant } {
  const from = query.from === undefined ? now : Temporal.Instant.from(query.from);
  const until = query.until === undefined ? from.add({ hours: 28 * 24 }) : Temporal.Instant.from(query.until);
  if (!isBefore(from, until)) throw badWindow('The window must end after it starts.');
  if (from.until(until).total('hours') > LONGEST_WINDOW_DAYS * 24)
    throw badWindow(`Request at most ${LONGEST_WINDOW_DAYS} days at once.`);
  return { from, until };
}

const badWindow = (message: string): Fault =>
  new Fault('invalid', 'bad_window', message, [{ path: 'until', message }]);
