import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Body, type Reply } from '../api/client.ts';

export type TaskList = Reply<'listTasks'>;
export type Task = TaskList['items'][number];
export type TaskChange = Body<'changeTask'>;
export type TaskOwner = NonNullable<Body<'addTask'>['owner']>;

const at = (ref: string) => ({ params: { path: { ref } } });
const of = (ref: string, taskId: string) => ({ params: { path: { ref, taskId } } });

/** Under the incident's key, so that the live stream brings what others do. */
export const tasksQuery = (ref: string) =>
  queryOptions({
    queryKey: ['incident', ref, 'tasks'],
    queryFn: () => ask(api.GET('/api/v1/incidents/{ref}/tasks', at(ref))),
  });

/** Each answers with the tasks as they are after it. */
export const taskCommands = {
  add: (ref: string, body: Body<'addTask'>) =>
    ask(api.POST('/api/v1/incidents/{ref}/tasks', { ...at(ref), body })),
  change: (ref: string, taskId: string, body: Body<'changeTask'>) =>
    ask(api.PATCH('/api/v1/incidents/{ref}/tasks/{taskId}', { ...of(ref, taskId), body })),
  done: (ref: string, taskId: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/tasks/{taskId}/done', { ...of(ref, taskId), body: {} })),
  drop: (ref: string, taskId: string, reason: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/tasks/{taskId}/drop', { ...of(ref, taskId), body: { reason } })),
  reopen: (ref: string, taskId: string) =>
    ask(api.POST('/api/v1/incidents/{ref}/tasks/{taskId}/reopen', of(ref, taskId))),
};
