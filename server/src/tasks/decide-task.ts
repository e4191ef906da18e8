import { type Incident, referenceOf } from '../incidents/index.ts';
import { type Actor, Fault, type Instant, isBefore, notFound, plusSeconds } from '../kernel/index.ts';
import type { TaskDraft } from './entries/index.ts';
import {
  MOST_TASKS,
  OVERDUE_AFTER_SECONDS,
  type Owner,
  sameOwner,
  type Task,
  type TaskCommand,
} from './model.ts';

export interface TaskFacts {
  readonly incident: Pick<Incident, 'id' | 'number' | 'status'>;
  readonly actor: Actor;
  readonly now: Instant;
  /** Whether a person is active. */
  readonly isActive: (personId: string) => boolean;
  /** Whether the policy has a role. */
  readonly hasRole: (role: string) => boolean;
  /** How many of the incident are open. */
  readonly open: number;
}

export interface TaskDecision {
  readonly task: Task;
  readonly entries: readonly TaskDraft[];
  /** The owner is to hear that it is theirs. */
  readonly given: boolean;
}

/** A new task. @throws Fault invalid for an unknown owner, conflict on a merged or closed incident */
export function addTask(
  id: string,
  command: Extract<TaskCommand, { type: 'add' }>,
  facts: TaskFacts,
): TaskDecision {
  assertTakesTasks(facts);
  assertRoom(facts);
  const owner = ownerOf(command.owner, facts);
  const task: Task = {
    ...{
      id,
      incidentId: facts.incident.id,
      title: command.title,
      owner,
      dueAt: command.dueAt,
      status: 'open',
    },
    ...{ note: null, createdAt: facts.now, settledAt: null, remindedAt: null, escalatedAt: null },
  };
  const data = { taskId: id, title: task.title, owner, dueAt: task.dueAt?.toString() ?? null };
  return { task, entries: [{ kind: 'task_added', data }], given: !isOwn(owner, facts.actor) };
}

/**
 * What becomes of a task; without entries when it was so before.
 * @param task undefined: the incident has none with this id. Of one that was merged away the answer is where to go on.
 * @throws Fault as addTask does, not_found, and conflict for one that is settled
 */
export function decideTask(
  task: Task | undefined,
  command: Exclude<TaskCommand, { type: 'add' }>,
  facts: TaskFacts,
): TaskDecision {
  assertTakesTasks(facts);
  if (task === undefined) throw notFound('task');
  const nothing: TaskDecision = { task, entries: [], given: false };
  const named = { taskId: task.id, title: task.title };
  const settle = (status: 'done' | 'dropped', note: string | null): Task => ({
    ...{ ...task, status, note, settledAt: facts.now },
  });
  switch (command.type) {
    case 'done':
      if (task.status === 'done') return nothing;
      assertOpen(task);
      return {
        task: settle('done', command.note),
        entries: [{ kind: 'task_done', data: { ...named, note: command.note } }],
        given: false,
      };
    case 'drop':
      if (task.status === 'dropped') return nothing;
      assertOpen(task);
      return {
        task: settle('dropped', command.reason),
        entries: [{ kind: 'task_dropped', data: { ...named, reason: command.reason } }],
        given: false,
      };
    case 'reopen':
      if (task.status === 'open') return nothing;
      assertRoom(facts);
      // Somebody may have left since it was settled, and then nobody would hear of it.
      assertOwner(task.owner, facts, 'Add a new task for someone else instead of reopening this one.');
      return {
        task: { ...task, status: 'open', note: null, settledAt: null },
        entries: [{ kind: 'task_reopened', data: named }],
        given: !isOwn(task.owner, facts.actor),
      };
    case 'change':
      return change(task, command, facts);
  }
}

function change(
  task: Task,
  command: Extract<TaskCommand, { type: 'change' }>,
  facts: TaskFacts,
): TaskDecision {
  assertOpen(task);
  // Only another owner is checked: whoever corrects a title must not be held up by somebody who has left.
  const owner =
    command.owner === undefined || sameOwner(command.owner, task.owner)
      ? task.owner
      : ownerOf(command.owner, facts);
  const dueAt = command.dueAt === undefined ? task.dueAt : command.dueAt;
  const title = command.title ?? task.title;
  const handed = !sameOwner(owner, task.owner);
  const moved = String(dueAt) !== String(task.dueAt);
  if (!handed && !moved && title === task.title) return { task, entries: [], given: false };
  const next: Task = {
    ...{ ...task, owner, dueAt, title },
    // Another time is another promise, and another owner has not been reminded.
    ...(moved || handed ? { remindedAt: null, escalatedAt: null } : {}),
  };
  const data = {
    ...{ taskId: task.id, title },
    was: title === task.title ? null : task.title,
    owner: handed ? owner : null,
    dueAt: moved ? (dueAt?.toString() ?? null) : null,
    undated: moved && dueAt === null,
  };
  return {
    task: next,
    entries: [{ kind: 'task_changed', data }],
    given: handed && !isOwn(owner, facts.actor),
  };
}

/** When a task is to be looked at next: at its due time, then when the commander is to hear. Null when nothing is to come. */
export function nextLook(
  task: Pick<Task, 'status' | 'dueAt' | 'remindedAt' | 'escalatedAt'>,
): Instant | null {
  const { status, dueAt, remindedAt, escalatedAt } = task;
  if (status !== 'open' || dueAt === null || escalatedAt !== null) return null;
  return remindedAt === null ? dueAt : plusSeconds(dueAt, OVERDUE_AFTER_SECONDS);
}

/**
 * What is due now. After an outage both may be: then the owner is reminded and the commander hears at the next look, which
 * is at once, because each is a message of its own.
 */
export function dueNow(task: Task, now: Instant): 'remind' | 'escalate' | null {
  const next = nextLook(task);
  if (next === null || isBefore(now, next)) return null;
  return task.remindedAt === null ? 'remind' : 'escalate';
}

function ownerOf(given: Owner | null, facts: TaskFacts): Owner {
  const { actor } = facts;
  if (given === null) {
    if (actor.kind !== 'person') throw invalid('This token does not belong to a person. Specify the owner.');
    return { kind: 'person', personId: actor.personId };
  }
  assertOwner(given, facts);
  return given;
}

function assertOwner(owner: Owner, { isActive, hasRole }: TaskFacts, instead?: string): void {
  const refuse = (message: string) => invalid(instead === undefined ? message : `${message} ${instead}`);
  if (owner.kind === 'person' && !isActive(owner.personId)) throw refuse('Person not found or deactivated.');
  if (owner.kind === 'role' && !hasRole(owner.role)) throw refuse(`The policy has no role "${owner.role}".`);
}

const isOwn = (owner: Owner, actor: Actor): boolean =>
  owner.kind === 'person' && actor.kind === 'person' && owner.personId === actor.personId;

/** Tasks outlive the fix: restoring a replica is still to be done when customers can pay again. */
function assertTakesTasks({ incident: { number, status } }: Pick<TaskFacts, 'incident'>): void {
  if (status === 'merged')
    throw new Fault(
      'conflict',
      'incident_merged',
      `${referenceOf(number)} was merged into another incident. Continue there.`,
    );
}

function assertRoom({ open }: TaskFacts): void {
  if (open >= MOST_TASKS)
    throw new Fault('conflict', 'too_many_tasks', `An incident can have ${MOST_TASKS} open tasks at most.`);
}

function assertOpen({ status }: Task): void {
  if (status !== 'open')
    throw new Fault('conflict', 'task_settled', `This task is ${status}. Reopen it to change it.`);
}

const invalid = (message: string): Fault =>
  new Fault('invalid', 'invalid_request', message, [{ path: 'owner', message }]);
