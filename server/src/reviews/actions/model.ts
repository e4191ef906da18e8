import type { Actor, Instant } from '../../kernel/index.ts';

/** The runbook's four (REV-5). */
export const ACTION_KINDS = ['preventive', 'process', 'tool', 'documentation'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];
export const ACTION_PRIORITIES = ['high', 'medium', 'low'] as const;
export type ActionPriority = (typeof ACTION_PRIORITIES)[number];
export const ACTION_STATES = ['open', 'in_progress', 'done', 'dropped'] as const;
export type ActionState = (typeof ACTION_STATES)[number];
export const WORKED = ['yes', 'partly', 'no'] as const;
export type Worked = (typeof WORKED)[number];

/** Something that is to be done so that it does not happen again. Dates are of the organisation's calendar. */
export interface Action {
  readonly id: string;
  readonly number: number;
  readonly incidentId: string;
  readonly title: string;
  readonly details: string;
  readonly kind: ActionKind;
  readonly priority: ActionPriority;
  readonly state: ActionState;
  readonly ownerId: string;
  /** Until the end of this day. */
  readonly dueOn: string;
  /** The first deadline, which the rate is counted by. */
  readonly promisedOn: string;
  readonly link: string | null;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
  readonly doneAt: Instant | null;
  readonly worked: Worked | null;
  readonly workedNote: string;
  readonly ownerToldFor: string | null;
  readonly managerToldFor: string | null;
  readonly remindedFor: string | null;
  readonly nextAt: Instant | null;
}

export const actionReference = ({ number }: Pick<Action, 'number'>): string => `ACT-${number}`;
export const isUnderWay = ({ state }: Pick<Action, 'state'>): boolean =>
  state === 'open' || state === 'in_progress';
