import { type IncidentEvent, joins } from '../incidents/index.ts';
import { type TaskGroup, wakeAt, wakeupsPending } from '../jobs/index.ts';
import {
  type Actor,
  type Instant,
  isBefore,
  later,
  plusSeconds,
  theSystem,
  type Viewer,
} from '../kernel/index.ts';
import { again, type Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { publishLive } from '../platform/live/index.ts';
import { addTask, decideTask, dueNow, nextLook, type TaskDecision, type TaskFacts } from './decide-task.ts';
import type { TaskDraft } from './entries/index.ts';
import { OPEN_SHOWN, SETTLED_SHOWN, type Task, type TaskCommand } from './model.ts';
import type { TaskPorts } from './ports.ts';
import * as store from './store.ts';
import { type Case, createTelling, loadCase, sightOf, taskMessages } from './tell.ts';

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
 * the one that goes on, because nobody looks at the other any more; when that is restricted, its owners go with it.
 */
async function follow(ports: TaskPorts, tx: Tx, event: IncidentEvent): Promise<void> {
  if (event.type !== 'incidents.resolved' && event.type !== 'incidents.merged') return;
  const { incidents } = ports;
  const open = await store.openTasksOf(tx, event.incidentId);
  if (open.length === 0) return;
  if (event.type === 'incidents.resolved') {
    const entry: TaskDraft = { kind: 'tasks_left', data: { titles: open.map(({ title }) => title) } };
    await incidents.append(tx, event.incidentId, theSystem, [entry]);
    return;
  }
  for (const task of open) await save(tx, { ...task, incidentId: event.intoId });
  const source = await incidents.lock(tx, event.incidentId);
  const into = await incidents.lock(tx, event.intoId);
  const directory = await ports.directory.facts(tx);
  const sees = await sightOf(ports, tx, { incident: into, directory });
  const owners = new Set(open.flatMap(({ owner }) => (owner.kind === 'person' ? [owner.personId] : [])));
  // Responders of the one that is merged away come along by the merge itself; who has left comes no more.
  const joining = [...owners].filter(
    (id) => directory.people.get(id)?.active === true && !sees(id) && !source.responderIds.includes(id),
  );
  const tasks = open.map(({ id, title }) => ({ taskId: id, title }));
  const entry: TaskDraft = { kind: 'tasks_joined', data: { from: source.number, tasks } };
  await incidents.append(tx, event.intoId, theSystem, [
    entry,
    ...joining.map((personId) => joins(personId, 'merged')),
  ]);
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

/** @returns tasks: all that are open and the last that were settled; holders: who has each role that owns one, now */
async function show(ports: TaskPorts, ref: string, viewer: Viewer) {
  const { incidents, database } = ports;
  const { db } = database;
  const id = await incidents.idOf(db, ref, viewer);
  const subject = await loadCase(ports, db, await incidents.get(db, id, viewer));
  const open = await store.openTasksOf(db, id, OPEN_SHOWN);
  const tasks = [...open, ...(await store.lastSettled(db, id, SETTLED_SHOWN))];
  const counts = { open: await store.countOpen(db, id), settled: await store.countSettled(db, id) };
  const roles = new Set(tasks.flatMap(({ owner }) => (owner.kind === 'role' ? [owner.role] : [])));
  const holders = new Map<string, readonly string[]>();
  for (const role of roles) holders.set(role, await ports.escalation.holders(db, subject.incident, role));
  return { subject, tasks, counts, holders };
}

export type Tasks = ReturnType<typeof createTasks>;

/** What is to be done about an incident, by whom and by when. */
export function createTasks(ports: TaskPorts) {
  const { incidents, database, clock } = ports;
  const { db } = database;
  const telling = createTelling(ports);
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    again(() => database.transaction(work));

  const factsOf = async (tx: Tx, subject: Case, actor: Actor): Promise<TaskFacts> => ({
    ...{ incident: subject.incident, actor, now: subject.now },
    isActive: (id) => subject.directory.people.get(id)?.active === true,
    hasRole: (role) => Object.hasOwn(subject.policy.roles, role),
    open: await store.countOpen(tx, subject.incident.id),
  });
  /** One act on the tasks of a locked incident. @param taskId null for a new one */
  const act = (
    ref: string,
    viewer: Viewer,
    taskId: string | null,
    decide: (task: Task | undefined, facts: TaskFacts) => TaskDecision,
  ): Promise<string> =>
    transaction(async (tx) => {
      const id = await incidents.idOf(tx, ref, viewer);
      const subject = await loadCase(ports, tx, await incidents.lock(tx, id));
      const found = taskId === null ? undefined : await store.findTask(tx, taskId);
      const before = found?.incidentId === id ? found : undefined;
      const { actor } = viewer;
      const { task, entries, given } = decide(before, await factsOf(tx, subject, actor));
      if (entries.length === 0) return task.id;
      await save(tx, task);
      const hearing = given ? await telling.hearing(tx, subject, task, actor) : null;
      // Whoever is told of a restricted incident may see it from then on: they are let in by whoever gives them the task.
      const joining = (hearing?.outsiders ?? []).map((personId) => joins(personId, 'by_hand'));
      await incidents.append(tx, id, actor, [...joining, ...entries]);
      if (hearing !== null) await telling.given(tx, subject, task, actor, hearing.personIds);
      await publishLive(tx, { topic: 'incident', id });
      return task.id;
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
      const { personIds, insteadOf } = await telling[due](tx, subject, task);
      const named = { taskId, title: task.title, personIds: [...personIds] };
      const entry: TaskDraft =
        due === 'escalate'
          ? { kind: 'task_overdue', data: named }
          : {
              kind: 'task_reminded',
              data: { ...named, ...(insteadOf.length === 0 ? {} : { insteadOf: [...insteadOf] }) },
            };
      // Whoever leads has heard already when the owners could not: once is enough.
      const heard = due === 'escalate' || (insteadOf.length > 0 && personIds.length > 0);
      await save(tx, {
        ...task,
        remindedAt: due === 'remind' ? subject.now : task.remindedAt,
        escalatedAt: heard ? subject.now : task.escalatedAt,
      });
      await incidents.append(tx, incident.id, theSystem, [entry]);
      await publishLive(tx, { topic: 'incident', id: incident.id });
    });

  return {
    show: (ref: string, viewer: Viewer) => show(ports, ref, viewer),

    add: (ref: string, command: Extract<TaskCommand, { type: 'add' }>, viewer: Viewer) =>
      act(ref, viewer, null, (_none, facts) => addTask(newId(clock), command, facts)),

    /** @throws Fault not_found for a task of another incident, conflict for an incident that was merged away */
    command: (ref: string, taskId: string, command: Exclude<TaskCommand, { type: 'add' }>, viewer: Viewer) =>
      act(ref, viewer, taskId, (task, facts) => decideTask(task, command, facts)),

    onIncident: (tx: Tx, event: IncidentEvent) => follow(ports, tx, event),

    owner: () => taskMessages(ports),

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
