import type { Policy } from './decide-compile.ts';
import type { OrganisationCalendar } from './holidays.ts';
import type { Stretch } from './yaml-source.ts';

/** What the directory knows that a policy can be held against. Absent: the policy is linted by itself. */
export interface LintFacts {
  /** Today in the organisation's zone, ISO: calendars are looked at for two years from here. */
  readonly today: string;
  readonly organisation: OrganisationCalendar;
  /** Roles of the whole organisation with a holder or a deputy. */
  readonly organisationRoles: readonly string[];
  readonly teams: readonly {
    readonly id: string;
    readonly name: string;
    readonly heldRoles: readonly string[];
    readonly hasSchedule: boolean;
  }[];
}

/** One finding of a rule, at keys of the YAML file (not of the compiled policy). */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly suggestion: string;
  /** The part of the text at `path` that is meant, when it is not all of it. */
  readonly within?: Stretch;
}

export interface LintInput {
  readonly policy: Policy;
  /** The YAML as plain data, for what compiling smooths out. */
  readonly raw: unknown;
  readonly facts: LintFacts | null;
}

/** A rule has a stable code; `error` stops publication, `warning` is shown. */
export interface LintRule {
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly check: (input: LintInput) => readonly Finding[];
}

export const found = (
  path: readonly (string | number)[],
  message: string,
  suggestion: string,
  within?: Stretch,
): Finding => ({ path, message, suggestion, ...(within ? { within } : {}) });

/** Names to choose from, as many as somebody reads. */
export const someOf = (names: readonly string[]): string =>
  names.length <= 30 ? names.join(', ') : `${names.slice(0, 30).join(', ')} …`;
