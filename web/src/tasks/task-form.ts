import { fromLocalField, toLocalField } from '../ui/time.ts';
import type { Task, TaskChange, TaskOwner } from './api.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the form chooses among. */
interface OwnersKnown {
  readonly me: Named | null;
  /** Whose the task is; null for a new one. */
  readonly present: Task['owner'] | null;
  /** Who could have it; empty where the directory is not shown, as in a session for one incident. */
  readonly people: readonly Named[];
  readonly roles: readonly { readonly id: string; readonly title: string; readonly person: Named | null }[];
}

const keyOf = (owner: Task['owner']): string =>
  owner.kind === 'role' ? `role:${owner.role?.id}` : `person:${owner.person?.id}`;

export function ownerOf(key: string): TaskOwner {
  const id = key.slice(key.indexOf(':') + 1);
  return key.startsWith('role:') ? { kind: 'role', role: id } : { kind: 'person', personId: id };
}

/**
 * The options of the owner field. The reader and whose the task is are always among them, whoever else can be read or is
 * still active: a select without the option that it is set to would show another than it saves.
 */
export function ownerOptions({ me, present, people, roles }: OwnersKnown) {
  const options = (named: readonly { readonly value: string; readonly label: string }[]) => [
    ...new Map(named.map((option) => [option.value, option])).values(),
  ];
  const person = ({ id, name }: Named) => ({ value: `person:${id}`, label: name });
  const own = present?.person ?? null;
  const held = present?.role ?? null;
  return {
    roles: options([
      ...roles.map(({ id, title, person: holder }) => ({
        value: `role:${id}`,
        label: `${title}${holder ? ` (${holder.name})` : ''}`,
      })),
      ...(held === null || roles.some(({ id }) => id === held.id)
        ? []
        : [{ value: `role:${held.id}`, label: held.title }]),
    ]),
    people: options([...people, ...(me ? [me] : []), ...(own ? [own] : [])].map(person)),
  };
}

/** What the fields hold. `due` is that of a datetime-local field. */
interface TaskFields {
  readonly title: string;
  readonly owner: string;
  readonly due: string;
}

export const fieldsOf = (task: Task): TaskFields => ({
  title: task.title,
  owner: keyOf(task.owner),
  due: task.dueAt ? toLocalField(Date.parse(task.dueAt)) : '',
});

/**
 * What somebody has changed, and no more: the field shows no seconds, and a time that was only shown without them has not
 * been moved.
 */
export function changeOf(task: Task, { title, owner, due }: TaskFields): TaskChange {
  const before = fieldsOf(task);
  return {
    ...(title.trim() === before.title ? {} : { title: title.trim() }),
    ...(owner === before.owner ? {} : { owner: ownerOf(owner) }),
    ...(due === before.due ? {} : { dueAt: due ? fromLocalField(due) : null }),
  };
}
