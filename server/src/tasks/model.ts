import type { Instant } from '../kernel/index.ts';

export const TASK_STATUSES = ['open', 'done', 'dropped'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Who is to do a task: a person, or whoever holds a role at that time. */
export type Owner =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'role'; readonly role: string };

/** Something to be done about an incident that no checklist knows of. */
export interface Task {
  readonly id: string;
  readonly incidentId: string;
  readonly title: string;
  readonly owner: Owner;
  readonly dueAt: Instant | null;
  readonly status: TaskStatus;
  /** What came of it; of a dropped one the reason. */
  readonly note: string | null;
  readonly createdAt: Instant;
  readonly settledAt: Instant | null;
  /** When its owner was reminded of this due time. */
  readonly remindedAt: Instant | null;
  /** When the commander heard that it was still open. */
  readonly escalatedAt: Instant | null;
}

/** So long after its due time the commander hears of a task that is still open. Long enough to finish, short enough to act. */
export const OVERDUE_AFTER_SECONDS = 15 * 60;

/** More open tasks than this on one incident is a project, not an incident. */
export const MOST_TASKS = 200;

/** Settled tasks that are listed, the newest; the others are on the record. */
export const SETTLED_SHOWN = 50;
/** Open tasks that are listed. Merging can bring together more than one incident may have. */
export const OPEN_SHOWN = 500;

export const TITLE_MAX = 300;
export const NOTE_MAX = 2_000;

export type TaskCommand =
  | {
      readonly type: 'add';
      readonly title: string;
      /** null: whoever adds it. */
      readonly owner: Owner | null;
      readonly dueAt: Instant | null;
    }
  | {
      readonly type: 'change';
      readonly title?: string | undefined;
      readonly owner?: Owner | undefined;
      /** null: no due time any more. */
      readonly dueAt?: Instant | null | undefined;
    }
  | { readonly type: 'done'; readonly note: string | null }
  | { readonly type: 'drop'; readonly reason: string }
  | { readonly type: 'reopen' };

export const sameOwner = (a: Owner, b: Owner): boolean =>
  a.kind === 'person'
    ? b.kind === 'person' && a.personId === b.personId
    : b.kind === 'role' && a.role === b.role;
