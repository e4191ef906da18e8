import {
  type CriteriaAnswers,
  type Policy,
  SEVERITIES,
  type Severity,
  suggestSeverity,
} from '../policy/index.ts';
import { type Decision, type Facts, invalid, nothing } from './decide-common.ts';
import type { Incident } from './model.ts';
import type { Command } from './model-commands.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Every criterion of the policy, by id. */
function assertCriteria(policy: Policy, answers: CriteriaAnswers): void {
  const known = new Set(SEVERITIES.flatMap((level) => policy.severities[level].criteria.map(({ id }) => id)));
  for (const id of Object.keys(answers))
    if (!known.has(id)) throw invalid(`answers.${id}`, 'Unknown criterion for the policy of this incident.');
}

/**
 * The criteria's answers suggest a level; another choice needs a reason, which is logged (SEV-1 to SEV-4).
 * @returns the suggestion, null when no question was answered with yes
 * @throws Fault `invalid` for an unknown criterion or a missing reason
 */
export function assess(
  policy: Policy,
  answers: CriteriaAnswers,
  chosen: Severity,
  reason: string | null,
  reasonField = 'reason',
): Severity | null {
  assertCriteria(policy, answers);
  const suggested = suggestSeverity(policy, answers);
  if (suggested !== null && suggested !== chosen && reason === null)
    throw invalid(
      reasonField,
      `The criteria suggest ${suggested}. Give a reason for choosing ${chosen} instead.`,
    );
  return suggested;
}

/** "Validate incident severity" (runbook, detection; DET-4): the time of the first confirmation is kept. */
export function confirmSeverity(incident: Incident, command: Of<'confirm_severity'>, facts: Facts): Decision {
  if (incident.severityConfirmedAt !== null) return nothing;
  assess(facts.policy, command.answers, incident.severity, command.reason);
  const { severity } = incident;
  return {
    entries: [
      { kind: 'severity_confirmed', data: { severity, answers: command.answers, reason: command.reason } },
    ],
  };
}

/** Answers given before count on; whoever reclassifies answers only what has changed. */
export function changeSeverity(incident: Incident, command: Of<'change_severity'>, facts: Facts): Decision {
  if (command.severity === incident.severity)
    return confirmSeverity(incident, { ...command, type: 'confirm_severity' }, facts);
  const answers = { ...incident.criteriaAnswers, ...command.answers };
  const suggested = assess(facts.policy, answers, command.severity, command.reason);
  return {
    entries: [
      {
        kind: 'severity_changed',
        data: {
          from: incident.severity,
          to: command.severity,
          suggested,
          reason: command.reason,
          answers: command.answers,
          confirmed: true,
          severityWord: null,
        },
      },
    ],
  };
}
