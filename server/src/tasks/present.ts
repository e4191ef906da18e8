import type { z } from 'zod';
import { namesFrom } from '../incidents/index.ts';
import { type Instant, isBefore } from '../kernel/index.ts';
import type { Task } from './model.ts';
import type { tasksReply } from './model-api.ts';
import type { Case } from './tell.ts';

const iso = (at: Instant | null): string | null => at?.toString() ?? null;

/** The tasks of an incident: what is open first, by its due time; then what was settled, newest first. */
export function presentTasks(
  subject: Case,
  tasks: readonly Task[],
  counts: { readonly open: number; readonly settled: number },
  holders: ReadonlyMap<string, readonly string[]>,
) {
  const { directory, policy, now } = subject;
  const names = namesFrom({ directory, integrations: new Map() }, policy);
  const named = (id: string) => ({ id, name: names.person(id) });
  const items: z.input<typeof tasksReply>['items'] = [...tasks].sort(byTime).map((task) => ({
    id: task.id,
    title: task.title,
    owner:
      task.owner.kind === 'person'
        ? {
            kind: 'person',
            person: named(task.owner.personId),
            role: null,
            people: [named(task.owner.personId)],
          }
        : {
            kind: 'role',
            person: null,
            role: { id: task.owner.role, title: names.role(task.owner.role) },
            people: (holders.get(task.owner.role) ?? []).map(named),
          },
    dueAt: iso(task.dueAt),
    overdue: task.status === 'open' && task.dueAt !== null && isBefore(task.dueAt, now),
    status: task.status,
    note: task.note,
    createdAt: task.createdAt.toString(),
    settledAt: iso(task.settledAt),
  }));
  return { items, ...counts };
}

function byTime(a: Task, b: Task): number {
  const settled = (b.settledAt?.epochMilliseconds ?? 0) - (a.settledAt?.epochMilliseconds ?? 0);
  if (a.status !== 'open' || b.status !== 'open')
    return Number(a.status !== 'open') - Number(b.status !== 'open') || settled;
  const due = ({ dueAt }: Task) => dueAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const [first, second] = [due(a), due(b)];
  return first === second ? a.createdAt.epochMilliseconds - b.createdAt.epochMilliseconds : first - second;
}
