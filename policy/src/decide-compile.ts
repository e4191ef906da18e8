import type { PolicyFile } from './model.ts';
import type { Condition, RoleName, Severity } from './model-matrix.ts';
import { SEVERITIES } from './model-matrix.ts';
import type { DuePhrase, Weekday } from './model-phrases.ts';

/** When a step is due, complete. Margins say how long before the deadline the notice leaves (ESC-1). */
export type Due =
  | { readonly kind: 'immediately' }
  | { readonly kind: 'within'; readonly seconds: number; readonly marginSeconds: number }
  | {
      readonly kind: 'next_business_day';
      readonly at: string;
      readonly marginSeconds: number;
      readonly calendar: string;
    }
  | {
      readonly kind: 'weekly';
      readonly weekday: Weekday;
      readonly at: string;
      readonly marginSeconds: number;
      readonly calendar: string;
    };

/** One compiled line of the matrix. `id` is unique within the policy. */
export interface MatrixStep {
  readonly id: string;
  readonly notify: readonly RoleName[];
  readonly by: Due;
  readonly mode: 'page' | 'inform';
  readonly when?: Condition;
  readonly unless?: Condition;
}

/** The policy as the product runs it: plain JSON, frozen per incident (design decision 5). */
export interface Policy
  extends Omit<
    PolicyFile,
    'matrix' | 'first_response' | 'incident_types' | 'escalation' | 'severities' | 'calendars'
  > {
  readonly calendars: Readonly<Record<string, PolicyFile['calendars'][string]>>;
  readonly severities: Readonly<Record<Severity, PolicyFile['severities'][Severity]>>;
  readonly escalation: PolicyFile['escalation'];
  readonly matrix: Readonly<Record<Severity, readonly MatrixStep[]>>;
  readonly firstResponse: PolicyFile['first_response'];
  readonly incidentTypes: PolicyFile['incident_types'];
}

type RawStep = PolicyFile['matrix'][Severity][number];

function compileDue(phrase: DuePhrase, step: RawStep, file: PolicyFile): Due {
  const marginSeconds = step.margin ?? file.escalation.marginSeconds;
  const calendar = step.calendar ?? 'default';
  switch (phrase.kind) {
    case 'immediately':
      return phrase;
    case 'within':
      return { ...phrase, marginSeconds };
    case 'next_business_day':
      return {
        kind: phrase.kind,
        at: phrase.at ?? file.escalation.nextBusinessDayAt,
        marginSeconds,
        calendar,
      };
    case 'weekly':
      return {
        kind: phrase.kind,
        weekday: phrase.weekday ?? file.escalation.weeklyReview.weekday,
        at: phrase.at ?? file.escalation.weeklyReview.at,
        marginSeconds,
        calendar,
      };
  }
}

function compileStep(file: PolicyFile, level: Severity, step: RawStep, index: number): MatrixStep {
  return {
    id: step.id ? `${level}.${step.id}` : `${level}.${index + 1}`,
    notify: [...new Set(step.notify)],
    by: compileDue(step.by, step, file),
    mode: step.mode,
    ...(step.when ? { when: step.when } : {}),
    ...(step.unless ? { unless: step.unless } : {}),
  };
}

/** Fills what the phrases of the matrix left to the policy's own defaults, and names every step. */
export function compilePolicy(file: PolicyFile): Policy {
  const { first_response, incident_types, ...rest } = file;
  const matrix = Object.fromEntries(
    SEVERITIES.map((level) => [
      level,
      file.matrix[level].map((step, index) => compileStep(file, level, step, index)),
    ]),
  ) as Record<Severity, MatrixStep[]>;
  return { ...rest, matrix, firstResponse: first_response, incidentTypes: incident_types };
}
