import type { IncidentEvent } from '../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import {
  type Actor,
  type Instant,
  isBefore,
  later,
  notFound,
  plusSeconds,
  theSystem,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { addTask, decideTask, dueNow, nextLook, type TaskDecision, type TaskFacts } from './decide-task.ts';
import type { TaskDraft } from './entries/index.ts';
import type { Task, TaskCommand } from './model.ts';
import type { TaskPorts } from './ports.ts';
import * as store from './store.ts';
import { type Case, createTelling, loadCase, taskMessages } from './tell.ts';

/** The wake-up that looks at one task. */
const LOOK_TASK = 'tasks.look';
/** How far ahead lost wake-ups are looked for, and from when on one is overdue. */
const AHEAD_SECONDS = 600;
const OVERDUE_SECONDS = 30;

async function save(tx: Tx, task: Task): Promise<void> {
  const nextAt = nextLook(task);
  await store.saveTask(tx, task, nextAt);
  if (nextAt !== null) await wakeAt(tx, { task: LOOK_TASK, key: task.id, runAt: nextAt });
}

/**
 * Resolving drops nothing: what is open is named on the record. What is open of an incident that is merged away goes to
 * the one that goes on, because nobody looks at the other any more.
 */
async function follow({ incidents }: TaskPorts, tx: Tx, event: IncidentEvent): Promise<void> {
  if (event.type !== 'incidents.resolved' && event.type !== 'incidents.merged') return;
  const open = (await store.tasksOf(tx, event.incidentId)).filter(({ status }) => status === 'open');
  if (open.length === 0) return;
  if (event.type === 'incidents.resolved') {
    const entry: TaskDraft = { kind: 'tasks_left', data: { titles: open.map(({ title }) => title) } };
    await incidents.append(tx, event.incidentId, theSystem, [entry]);
    return;
  }
  for (const task of open) await save(tx, { ...task, incidentId: event.intoId });
  const from = (await incidents.lock(tx, event.incidentId)).number;
  const tasks = open.map(({ id, title }) => ({ taskId: id, title }));
  const entry: TaskDraft = { kind: 'tasks_joined', data: { from, tasks } };
  await incidents.append(tx, event.intoId, theSystem, [entry]);
}

/** @returns how many tasks got a new wake-up */
async function wakeLost(tx: Tx, now: Instant): Promise<number> {
  const due = await store.tasksDue(tx, plusSeconds(now, AHEAD_SECONDS));
  const pending = await wakeupsPending(
    tx,
    LOOK_TASK,
    due.map(({ id }) => id),
  );
  const limit = plusSeconds(now, -OVERDUE_SECONDS);
  const lost = due.filter(({ id, nextAt }) => !pending.has(id) || isBefore(nextAt, limit));
  for (const { id, nextAt } of lost)
    await wakeAt(tx, { task: LOOK_TASK, key: id, runAt: later(nextAt, now) });
  return lost.length;
}

export type Tasks = ReturnType<typeof createTasks>;

/** What is to be done about an incident, by whom and by when. */
export function createTasks(ports: TaskPorts) {
  const { incidents, database, clock } = ports;
  const { db } = database;
  const telling = createTelling(ports);
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    again(() => database.transaction(work));

  const factsOf = (subject: Case, actor: Actor, tasks: readonly Task[]): TaskFacts => ({
    ...{ incident: subject.incident, actor, now: subject.now },
    isActive: (id) => subject.directory.people.get(id)?.active === true,
    hasRole: (role) => Object.hasOwn(subject.policy.roles, role),
    open: tasks.filter(({ status }) => status === 'open').length,
  });
  /** One act on the tasks of a locked incident. */
  const act = (
    ref: string,
    viewer: Viewer,
    decide: (tasks: readonly Task[], facts: TaskFacts) => TaskDecision,
  ): Promise<string> =>
    transaction(async (tx) => {
      const id = await incidents.idOf(tx, ref, viewer);
      const subject = await loadCase(ports, tx, await incidents.lock(tx, id));
      const tasks = await store.tasksOf(tx, id);
      const decision = decide(tasks, factsOf(subject, viewer.actor, tasks));
      if (decision.entries.length === 0) return decision.task.id;
      await save(tx, decision.task);
      await incidents.append(tx, id, viewer.actor, [...decision.entries]);
      if (decision.given) await telling.given(tx, subject, decision.task, viewer.actor);
      await publishLive(tx, { topic: 'incident', id });
      return decision.task.id;
    });

  /** A wake-up says only "look": what is due is decided from the row, with its incident locked. */
  const look = (taskId: string): Promise<void> =>
    transaction(async (tx) => {
      const before = await store.findTask(tx, taskId);
      if (before === undefined) return;
      const incident = await incidents.lock(tx, before.incidentId);
      const task = await store.findTask(tx, taskId);
      // It went to another incident meanwhile, whose own wake-up follows.
      if (task === undefined || task.incidentId !== incident.id) return;
      const subject = await loadCase(ports, tx, incident);
      const due = dueNow(task, subject.now);
      if (due === null) return save(tx, task);
      // A closed incident reminds nobody any more; its open tasks stay to be seen.
      const told = incident.status === 'closed' ? [] : await telling[due](tx, subject, task);
      await save(tx, {
        ...task,
        ...(due === 'remind' ? { remindedAt: subject.now } : { escalatedAt: subject.now }),
      });
      const kind = due === 'remind' ? 'task_reminded' : 'task_overdue';
      const entry: TaskDraft = { kind, data: { taskId, title: task.title, personIds: [...told] } };
      if (incident.status !== 'closed') await incidents.append(tx, incident.id, theSystem, [entry]);
      await publishLive(tx, { topic: 'incident', id: incident.id });
    });

  return {
    /** @returns holders: who has each role that owns a task, now */
    show: async (ref: string, viewer: Viewer) => {
      const id = await incidents.idOf(db, ref, viewer);
      const subject = await loadCase(ports, db, await incidents.get(db, id, viewer));
      const tasks = await store.tasksOf(db, id);
      const roles = new Set(tasks.flatMap(({ owner }) => (owner.kind === 'role' ? [owner.role] : [])));
      const holders = new Map<string, readonly string[]>();
      for (const role of roles) holders.set(role, await ports.escalation.holders(db, subject.incident, role));
      return { subject, tasks, holders };
    },

    add: (ref: string, command: Extract<TaskCommand, { type: 'add' }>, viewer: Viewer) =>
      act(ref, viewer, (_tasks, facts) => addTask(newId(clock), command, facts)),

    /** @throws Fault not_found for a task of another incident */
    command: (ref: string, taskId: string, command: Exclude<TaskCommand, { type: 'add' }>, viewer: Viewer) =>
      act(ref, viewer, (tasks, facts) => {
        const task = tasks.find(({ id }) => id === taskId);
        if (task === undefined) throw notFound('task');
        return decideTask(task, command, facts);
      }),

    onIncident: (tx: Tx, event: IncidentEvent) => follow(ports, tx, event),

    owner: taskMessages,

    tasks: (): TaskGroup => ({
      name: 'incident tasks',
      concurrency: 2,
      tasks: { [LOOK_TASK]: ({ key }) => look(String(key)) },
    }),

    /** Looks for tasks whose wake-up is gone or late. @returns how many got a new one */
    watch: (): Promise<number> => transaction((tx) => wakeLost(tx, clock.now())),

    /** When the task that has waited longest was to be looked at; null when none waits. */
    oldestDue: (): Promise<Instant | null> => store.oldestLook(db),
  };
}
