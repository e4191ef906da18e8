import type { Policy } from './decide-compile.ts';
import type { OrganisationCalendar } from './holidays.ts';

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

export const found = (path: readonly (string | number)[], message: string, suggestion: string): Finding => ({
  path,
  message,
  suggestion,
});
