import { ask, type operations } from '@tocsin/client';
import type { Command, Invocation } from '../command.ts';
import { EXIT, UsageError } from '../errors.ts';
import { formatTime, type Output } from '../output.ts';
import { personId } from '../people.ts';
import { ref } from './incident.ts';

type Tasks = operations['listTasks']['responses']['200']['content']['application/json'];
type Task = Tasks['items'][number];
type Owner = NonNullable<operations['addTask']['requestBody']['content']['application/json']['owner']>;

const ownerName = ({ owner }: Task): string =>
  owner.role === null
    ? (owner.person?.name ?? 'nobody')
    : `${owner.role.title}${owner.people.length > 0 ? ` (${owner.people.map(({ name }) => name).join(', ')})` : ''}`;

function print(out: Output, tasks: Tasks): number {
  if (out.data(tasks)) return EXIT.done;
  if (tasks.items.length === 0) out.line('No tasks.');
  else
    out.table(
      ['no', 'status', 'due', 'owner', 'task'],
      tasks.items.map((task, index) => [
        ...[String(index + 1), task.overdue ? 'overdue' : task.status, formatTime(task.dueAt)],
        ...[ownerName(task), task.note ? `${task.title}: ${task.note}` : task.title],
      ]),
    );
  return EXIT.done;
}

const listOf = (call: Invocation): Promise<Tasks> =>
  ask(call.api.GET('/api/v1/incidents/{ref}/tasks', ref(call)));

/** A task by its ID, its number in the list, or the beginning of its title. @throws UsageError when it is not one task */
async function taskOf(call: Invocation): Promise<{ ref: string; taskId: string }> {
  const path = ref(call).params.path;
  const named = call.word(1, 'task');
  const { items } = await listOf(call);
  const wanted = named.toLowerCase();
  const found =
    items.find(({ id }) => id === wanted) ??
    (/^\d{1,3}$/.test(named)
      ? items[Number(named) - 1]
      : onlyOne(
          items.filter(({ title }) => title.toLowerCase().startsWith(wanted)),
          named,
        ));
  if (found === undefined)
    throw new UsageError(`No task ${named}. \`tocsin task list ${path.ref}\` lists them.`);
  return { ...path, taskId: found.id };
}

function onlyOne(found: readonly Task[], named: string): Task | undefined {
  if (found.length > 1) throw new UsageError(`Several tasks begin with “${named}”. Give the number.`);
  return found[0];
}

async function ownerOf({ api, text }: Invocation): Promise<{ owner?: Owner }> {
  const [person, role] = [text('owner'), text('role')];
  if (person !== undefined && role !== undefined) throw new UsageError('Give one of --owner and --role.');
  if (role !== undefined) return { owner: { kind: 'role', role } };
  return person === undefined ? {} : { owner: { kind: 'person', personId: await personId(api, person) } };
}

const owners: readonly (readonly [string, string])[] = [
  ['--owner <person>', 'E-mail address, name or ID; default: you'],
  ['--role <role>', 'Whoever holds this role then, such as scribe'],
];

/** `30m`, `2h`, or an instant. @throws UsageError */
function dueOf(text: string | undefined): { dueAt?: string } {
  if (text === undefined) return {};
  const [, count, unit] = /^(\d{1,4})(m|h|d)$/.exec(text) ?? [];
  if (count !== undefined) {
    const minutes = Number(count) * (unit === 'm' ? 1 : unit === 'h' ? 60 : 1_440);
    return { dueAt: new Date(Date.now() + minutes * 60_000).toISOString() };
  }
  if (Number.isNaN(Date.parse(text)) || !/(Z|[+-]\d\d:?\d\d)$/.test(text))
    throw new UsageError('--due must be a time from now such as 30m or 2h, or ISO 8601 with zone.');
  return { dueAt: new Date(text).toISOString() };
}

const list: Command = {
  name: 'task list',
  usage: '<incident>',
  summary: 'List the tasks of an incident: open ones first, by due time.',
  options: {},
  help: [],
  run: async (call) => print(call.out, await listOf(call)),
};

const add: Command = {
  name: 'task add',
  usage: '<incident> <title>',
  summary: 'Add a task to an incident; its owner is notified, and reminded when it is due.',
  options: { owner: { type: 'string' }, role: { type: 'string' }, due: { type: 'string' } },
  help: [...owners, ['--due <time>', 'From now, such as 30m or 2h, or ISO 8601 with zone']],
  async run(call) {
    const body = { title: call.word(1, 'title'), ...(await ownerOf(call)), ...dueOf(call.text('due')) };
    return print(call.out, await ask(call.api.POST('/api/v1/incidents/{ref}/tasks', { ...ref(call), body })));
  },
};

const assign: Command = {
  name: 'task assign',
  usage: '<incident> <task>',
  summary: 'Give a task to someone else, or change when it is due.',
  options: { owner: { type: 'string' }, role: { type: 'string' }, due: { type: 'string' } },
  help: [...owners, ['--due <time>', 'From now, such as 30m or 2h, or ISO 8601 with zone']],
  async run(call) {
    const body = { ...(await ownerOf(call)), ...dueOf(call.text('due')) };
    if (Object.keys(body).length === 0) throw new UsageError('Give --owner, --role or --due.');
    const params = { path: await taskOf(call) };
    return print(
      call.out,
      await ask(call.api.PATCH('/api/v1/incidents/{ref}/tasks/{taskId}', { params, body })),
    );
  },
};

const done: Command = {
  name: 'task done',
  usage: '<incident> <task>',
  summary: 'Mark a task as done. Name it by its number in the list, its ID, or how its title begins.',
  options: { note: { type: 'string' } },
  help: [['--note <text>', 'What came of it']],
  async run(call) {
    const note = call.text('note');
    const params = { path: await taskOf(call) };
    const body = note ? { note } : null;
    return print(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/tasks/{taskId}/done', { params, body })),
    );
  },
};

const drop: Command = {
  name: 'task drop',
  usage: '<incident> <task>',
  summary: 'Drop a task that is not needed any more.',
  options: { reason: { type: 'string' } },
  help: [['--reason <text>', 'Why; required']],
  async run(call) {
    const reason = call.text('reason');
    if (reason === undefined) throw new UsageError('Why? --reason <text>');
    const params = { path: await taskOf(call) };
    return print(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/tasks/{taskId}/drop', { params, body: { reason } })),
    );
  },
};

const reopen: Command = {
  name: 'task reopen',
  usage: '<incident> <task>',
  summary: 'Reopen a task that was done or dropped.',
  options: {},
  help: [],
  async run(call) {
    const params = { path: await taskOf(call) };
    return print(
      call.out,
      await ask(call.api.POST('/api/v1/incidents/{ref}/tasks/{taskId}/reopen', { params })),
    );
  },
};

export const taskCommands: readonly Command[] = [list, add, assign, done, drop, reopen];
