import { z } from 'zod';
import type { Viewer } from '../kernel/index.ts';
import { principalOf, type Routes } from '../platform/http/index.ts';
import type { TaskCommand } from './model.ts';
import { addBody, changeBody, doneBody, dropBody, tasksReply } from './model-api.ts';
import { presentTasks } from './present.ts';
import type { Tasks } from './service.ts';

const tags = ['tasks'];
const byRef = z.object({ ref: z.string().max(60).describe('INC-12, or the ID of the incident') });
const byTask = byRef.extend({ taskId: z.uuid() });

/** The tasks of an incident. Each command answers with all of them as they are after it. */
export const taskRoutes =
  (tasks: Tasks): Routes =>
  (server) => {
    const shown = async (ref: string, viewer: Viewer) => {
      const { subject, tasks: listed, counts, holders } = await tasks.show(ref, viewer);
      return presentTasks(subject, listed, counts, holders);
    };
    const command = async (
      { ref, taskId }: z.output<typeof byTask>,
      viewer: Viewer,
      given: Exclude<TaskCommand, { type: 'add' }>,
    ) => {
      await tasks.command(ref, taskId, given, viewer);
      return shown(ref, viewer);
    };
    const respond = { permission: 'incidents:respond' as const };
    server.route({
      method: 'GET',
      url: '/api/v1/incidents/:ref/tasks',
      config: { permission: 'incidents:read' },
      schema: {
        ...{ operationId: 'listTasks', summary: 'List the tasks of an incident', tags },
        ...{ params: byRef, response: { 200: tasksReply } },
      },
      handler: (request) => shown(request.params.ref, principalOf(request)),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/tasks',
      config: respond,
      schema: {
        operationId: 'addTask',
        summary: 'Add a task; its owner is notified if someone else added it, and reminded when it is due',
        ...{ tags, params: byRef, body: addBody, response: { 201: tasksReply } },
      },
      handler: async (request, reply) => {
        const { title, owner = null, dueAt = null } = request.body;
        const viewer = principalOf(request);
        await tasks.add(request.params.ref, { type: 'add', title, owner, dueAt }, viewer);
        return reply.code(201).send(await shown(request.params.ref, viewer));
      },
    });
    server.route({
      method: 'PATCH',
      url: '/api/v1/incidents/:ref/tasks/:taskId',
      config: respond,
      schema: {
        ...{ operationId: 'changeTask', summary: 'Change the title, owner or due time of a task', tags },
        ...{ params: byTask, body: changeBody, response: { 200: tasksReply } },
      },
      handler: (request) =>
        command(request.params, principalOf(request), { type: 'change', ...request.body }),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/tasks/:taskId/done',
      config: respond,
      schema: {
        ...{ operationId: 'completeTask', summary: 'Mark a task as done', tags },
        ...{ params: byTask, body: doneBody, response: { 200: tasksReply } },
      },
      handler: (request) =>
        command(request.params, principalOf(request), { type: 'done', note: request.body?.note ?? null }),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/tasks/:taskId/drop',
      config: respond,
      schema: {
        ...{ operationId: 'dropTask', summary: 'Drop a task, with the reason', tags },
        ...{ params: byTask, body: dropBody, response: { 200: tasksReply } },
      },
      handler: (request) =>
        command(request.params, principalOf(request), { type: 'drop', reason: request.body.reason }),
    });
    server.route({
      method: 'POST',
      url: '/api/v1/incidents/:ref/tasks/:taskId/reopen',
      config: respond,
      schema: {
        ...{ operationId: 'reopenTask', summary: 'Reopen a task that was done or dropped', tags },
        ...{ params: byTask, response: { 200: tasksReply } },
      },
      handler: (request) => command(request.params, principalOf(request), { type: 'reopen' }),
    });
  };
